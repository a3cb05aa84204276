/** A survival record in sentences and columns. */
import { rough } from './numbers.ts'
import type { FamilyFit, GroupCurve, SurvivalRecord, TermEstimate } from '../../src/internal.ts'
import { survivalCaveat } from './caveats.ts'
import { columns, probability } from './columns.ts'

export function survivalText(record: SurvivalRecord): string {
  const { rows, events, clusters, caveats } = record
  const blocks = [
    [
      `${rows} spells, of which ${events} ended (\`${record.time}\`, \`${record.event}\`)` +
        (clusters === null ? '' : `; errors clustered by \`${clusters.column}\`, ${clusters.count} clusters`),
    ],
    ...record.curves.map(curveLines),
    testLines(record),
    familyLines(record.families),
    coxLines(record),
    caveats.map((one) => `note: ${survivalCaveat(one)}`),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function curveLines(curve: GroupCurve): string[] {
  const { name, count, events, at, median, restrictedMean: mean, rateBelow } = curve
  const middle =
    median.time === null
      ? `median not reached${median.low === null ? '' : ` (at least ${rough(median.low, 3)} at 95 %)`}`
      : `median ${rough(median.time, 3)} (95 %: ${median.low === null ? '?' : rough(median.low, 3)} to ${median.high === null ? 'not reached' : rough(median.high, 3)})`
  return [
    `${name}: ${count} spells, ${events} ended; ${middle}; mean up to ${rough(mean.horizon, 3)}: ${rough(mean.mean, 3)} ± ${rough(mean.standardError, 2)}`,
    ...(rateBelow === null ? [] : [`  none ended: the rate is below ${rough(rateBelow)} a unit of time at 95 %`]),
    ...columns(
      ['  time', 'at risk', 'ended', 'lasting', '95 % (log-log)'],
      at.map((point) => [
        `  ${rough(point.time, 3)}`,
        String(point.atRisk),
        String(point.events),
        `${point.survival.toFixed(3)}${point.beyond ? '*' : ''}`,
        `${point.low.toFixed(3)} to ${point.high.toFixed(3)}`,
      ]),
    ),
    ...(at.some(({ beyond }) => beyond) ? ['  * later than any spell was watched'] : []),
  ]
}

function testLines({ tests }: SurvivalRecord): string[] {
  if (tests.length === 0) return []
  return [
    'do the groups end at one rate?',
    ...columns(
      ['  test', 'chi-square', 'df', 'p', 'ended / expected'],
      tests.map(({ name, chiSquare, degrees, p, groups }, k) => [
        `  ${name}`,
        rough(chiSquare, 3),
        String(degrees),
        probability(p),
        k > 0
          ? ''
          : groups
              .map(({ name: group, observed, expected }) => `${group}: ${rough(observed, 3)}/${rough(expected, 3)}`)
              .join(', '),
      ]),
    ),
  ]
}

function familyLines(families: readonly FamilyFit[]): string[] {
  if (families.length === 0) return []
  const best = Math.min(...families.map(({ aic }) => aic))
  const sorted = [...families].sort((a, b) => a.aic - b.aic)
  return [
    'families of curves (ln T = terms + scale · error; above 0 lasts longer)',
    ...columns(
      ['  family', 'AIC', 'above best', 'log likelihood', 'scale', ''],
      sorted.map(({ family, aic, logLikelihood, scale, converged }) => [
        `  ${family}`,
        aic.toFixed(1),
        (aic - best).toFixed(1),
        logLikelihood.toFixed(3),
        rough(scale, 4),
        converged ? '' : 'did not converge',
      ]),
    ),
    ...sorted.slice(0, 1).flatMap(({ family, terms }) => [`  terms of the ${family}:`, ...termLines(terms, false)]),
  ]
}

function coxLines({ cox }: SurvivalRecord): string[] {
  if (cox === null) return []
  const { score, concordance, proportionality, brier } = cox
  return [
    'Cox (hazard ratios: above 1 ends sooner)',
    ...termLines(cox.terms, true),
    `  all terms together: score chi-square ${rough(score.chiSquare, 3)}, df ${score.degrees}, p ${probability(score.p)}`,
    ...(concordance.value === null
      ? []
      : [
          `  concordance ${concordance.value.toFixed(3)} ± ${concordance.standardError.toFixed(3)}, on the rows it was fitted to: too good`,
        ]),
    ...(proportionality === null
      ? []
      : [
          `  do effects stay the same over time? all: p ${probability(proportionality.global.p)}; ${proportionality.terms.map(({ name, p }) => `${name}: ${probability(p)}`).join(', ')}`,
        ]),
    ...columns(
      ['  Brier score at', 'Cox', 'no terms', 'known'],
      brier.map(({ horizon, score: own, baseline, known }) => [
        `  ${rough(horizon, 3)}`,
        own.toFixed(3),
        `${baseline.toFixed(3)}${own > baseline ? ' (better)' : ''}`,
        String(known),
      ]),
    ),
  ]
}

function termLines(terms: readonly TermEstimate[], ratios: boolean): string[] {
  const value = (x: number): string => (ratios ? rough(Math.exp(x), 3) : rough(x, 3))
  const robust = terms.some(({ robustError }) => robustError !== null)
  return columns(
    ['    term', ratios ? 'ratio' : 'estimate', '95 %', 'error', ...(robust ? ['robust'] : []), 'p'],
    terms.map((term) => {
      if (term.state !== 'ok') return [`    ${term.name}`, term.state]
      return [
        `    ${term.name}`,
        value(term.estimate),
        `${value(term.low)} to ${value(term.high)}`,
        rough(term.standardError, 3),
        ...(term.robustError === null ? [] : [rough(term.robustError, 3)]),
        probability(term.p),
      ]
    }),
  )
}
