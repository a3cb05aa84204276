/** Scenarios side by side on the same worlds. */
import { defined } from '../../src/internal.ts'
import type { ArmSummary, Case, Summary } from '../../src/internal.ts'
import { likeliestTerms, phraseOf, readingsLeftOut, readingsText } from './brief.ts'
import type { BriefLine } from './brief.ts'
import { isTold } from './finding.ts'
import { armLabel, scenarioLabel } from './labels.ts'
import { actorNames, wordsOfArm } from './terms.ts'
import { warRecordLines } from './truces.ts'
import { counted, grouped, percent, percentWithInterval, pointsOfPercent, range, rough } from './numbers.ts'

/** One block a scenario, the first as it is and the others with their difference from it. */
export function compareLines(theCase: Case, summary: Summary): BriefLine[] {
  const first = defined(summary.arms[0]).scenario
  const names = actorNames(theCase)
  const against = first === null ? 'the case as written' : `“${scenarioLabel(theCase, first)}”`
  const month = summary.changes[0]?.month ?? Math.min(12, defined(summary.arms[0]).dealBy.length)
  return [
    { kind: 'title', text: `${summary.case.title}: ${summary.arms.length} scenarios on the same worlds` },
    ...summary.arms.flatMap((arm, index): BriefLine[] => {
      const change = summary.changes[index - 1]
      const [family] = arm.families
      const fiveYears = arm.survival.deals[arm.survival.years.indexOf(5)]
      return [
        { kind: 'heading', text: `${arm.scenario ?? 'as written'}${arm.says ? `: ${arm.says}` : ''}` },
        {
          kind: 'text',
          text:
            `${wordsOfArm(arm).deal} within ${counted(month, 'month')} ${percentWithInterval(defined(arm.dealBy[month - 1]))}${readingsText(arm.dealByReadings[month - 1] ?? null)}` +
            (change ? `, ${pointsOfPercent(change.difference)} points of percentage against ${against}` : '') +
            `; terms that all prefer to ${wordsOfArm(arm).noDeal}, in month 1, ${percent(defined(arm.open[0]).estimate)}`,
        },
        ...(fiveYears
          ? [{ kind: 'text' as const, text: `a deal holds for five years with a chance of ${percent(fiveYears.mean)}` }]
          : []),
        ...(family
          ? [
              {
                kind: 'text' as const,
                text: `likeliest terms by the weightiest issues (${percent(family.share.estimate)} of deals): ${Object.entries(
                  family.terms,
                )
                  .map(([issue, option]) => phraseOf(theCase, issue, option))
                  .join('; ')}`,
              },
              { kind: 'text' as const, text: `term by term: ${likeliestTerms(theCase, arm).join('; ')}` },
            ]
          : []),
        ...(arm.war.line.length > 0
          ? [
              {
                kind: 'text' as const,
                text: `the line after ${Math.min(12, arm.war.line.length - 1)} months of fighting on: ${range(defined(arm.war.line[Math.min(12, arm.war.line.length - 1)]))} km²`,
              },
            ]
          : []),
        {
          kind: 'text',
          text: `what ${wordsOfArm(arm).noDeal} is worth, in points: ${Object.entries(arm.noDeal)
            .map(
              ([actor, spread]) =>
                `${names[actor] ?? actor} ${rough(spread.p50)} [${rough(spread.p05)} to ${rough(spread.p95)}]`,
            )
            .join(', ')}`,
        },
      ]
    }),
    ...[readingsLeftOut(defined(summary.arms[0]), summary.judgements), ...warRecordLines(summary.baseRate, theCase)]
      .filter((text) => text !== null)
      .map((text) => ({ kind: 'note' as const, text })),
    {
      kind: 'note',
      text: `${summary.partial ? `partial: ${grouped(summary.worlds)} of ${counted(summary.asked, 'world')} were run · ` : ''}seed ${summary.seed} · ${counted(summary.worlds, 'world')} each · engine ${summary.engine}`,
    },
  ]
}

/** Where the readings of the judgements put the chance of each arm, in a sentence, and of which that cannot be told;
 *  null where it can be told of none. */
export function readingsBeside(arms: readonly ArmSummary[]): string | null {
  const untold: string[] = []
  const told = arms.flatMap((arm) => {
    const readings = arm.dealByReadings[Math.min(12, arm.dealBy.length) - 1] ?? null
    if (isTold(readings)) return [`${armLabel(arm)} ${percent(readings.p25)} to ${percent(readings.p75)}`]
    untold.push(armLabel(arm))
    return []
  })
  if (told.length === 0) return null
  const rest = untold.length === 0 ? '' : ` Not to be told from these worlds: ${untold.join('; ')}.`
  return `Where half of the readings of the judgements put the chance within a year: ${told.join('; ')}.${rest}`
}
