/** The question that a case asks, and the answer of a run in a line. */
import { defined } from '../../src/internal.ts'
import type { Case, Interval, Summary } from '../../src/internal.ts'
import { likeliestTerms } from './brief.ts'
import { isTold } from './finding.ts'
import { optionLabel } from './labels.ts'
import { counted, percent, whole } from './numbers.ts'
import { wordsOf } from './terms.ts'

/** In the case's own words, or by what it has to ask of. */
export function questionOf(theCase: Case): string {
  if (theCase.question !== null) return theCase.question
  const { bargaining, durability, hypotheses, claims, game, issues, scores } = theCase
  if (bargaining) {
    const { deal, noDeal } = wordsOf(theCase)
    return `Is there a ${deal} that all prefer to ${noDeal}, on which terms${durability ? ', and would it last' : ''}?`
  }
  if (hypotheses.length > 0) return 'Which explanation does the evidence bear out?'
  if (claims.length > 0) return 'Which of its claims hold?'
  if (game) return 'Which moves would hold?'
  return issues.length > 0 && scores.length > 0 ? 'Which deals are worth most to all?' : 'What follows from it?'
}

/** `A ceasefire within 12 months: 22 % (half of the readings 3 % to 43 %; base rate 25 %, 4–87). If one comes, most
 *  likely the line of contact (84 %). It holds for five years with a chance of 73 %.`
 *  @param isCounting whether more worlds are on their way: the range that they leave open stands in place of a number
 *  that would move under the reader. */
export function answerOf(theCase: Case, summary: Summary, isCounting = false): string {
  const arm = defined(summary.arms[0])
  if (arm.dealBy.length === 0) return answerWithoutTalks(theCase, summary)
  const months = Math.min(12, arm.dealBy.length)
  const within = defined(arm.dealBy[months - 1])
  const [term] = arm.deals.length > 0 ? likeliestTerms(theCase, arm) : []
  const lasts = arm.survival.deals[arm.survival.years.indexOf(5)]
  return [
    `A ${wordsOf(theCase).deal} within ${counted(months, 'month')}: ${isCounting ? rangeSoFar(within) : `${percent(within.estimate)}${besideText(summary, months)}`}.`,
    ...(term === undefined ? [] : [`If one comes, most likely ${term}.`]),
    ...(lasts ? [`It holds for five years with a chance of ${percent(lasts.mean)}.`] : []),
  ].join(' ')
}

/** What a chance is not said without: how far its readings tell, and how often such wars ended by a deal in as long. */
function besideText({ arms, baseRate }: Summary, months: number): string {
  const readings = defined(arms[0]).dealByReadings[months - 1] ?? null
  const wars = baseRate?.rows.find(({ within }) => within === months)
  const texts = [
    ...(isTold(readings) ? [`half of the readings ${percent(readings.p25)} to ${percent(readings.p75)}`] : []),
    ...(wars
      ? [`base rate ${percent(wars.deal.chance)}, ${whole(100 * wars.deal.low)}–${whole(100 * wars.deal.high)}`]
      : []),
  ]
  return texts.length > 0 ? ` (${texts.join('; ')})` : ''
}

/** `19–27 % so far`; a number where it is as good as known. */
function rangeSoFar({ estimate, low, high }: Interval): string {
  const [least, most] = [Math.round(low * 100), Math.round(high * 100)]
  return least === most ? percent(estimate) : `${least}–${most} % so far`
}

function answerWithoutTalks(theCase: Case, { hypotheses, findings }: Summary): string {
  const [first] = hypotheses
  if (first) {
    const [best] = Object.entries(first.posterior).sort(([, a], [, b]) => b - a)
    if (best) return `Likeliest: ${optionLabel(theCase, first.id, best[0])} (${percent(best[1])}).`
  }
  if (findings.length > 0) {
    const held = findings.filter(({ verdict }) => verdict === 'supported').length
    return `${held} of ${findings.length} that can be tested are supported.`
  }
  if (theCase.game) return 'See “Stability”, which runs every state.'
  return theCase.issues.length > 0 && theCase.scores.length > 0 ? 'See “Trade-offs”.' : theCase.title
}
