/** What comes of the later steps of a settlement. */
import { defined } from '../../src/internal.ts'
import type { ArmSummary, Case, StepSummary } from '../../src/internal.ts'
import { withoutCapital } from './names.ts'
import { counted, percent, percentWithInterval } from './numbers.ts'

/** Fewer worlds than this say nothing of what becomes of a step: as few give a claim no verdict. */
const FEWEST = 30

/** Steps of a settlement in order, each with its chance by month. Empty where everything is settled at once. */
export function stepNames(theCase: Case): string[] {
  return (theCase.steps ?? []).map(({ id, says }) => says.replace(/\.$/, '') || id)
}

/** A sentence for each step after the first: how often it follows the one before it, what comes instead, and on which
 *  terms. */
export function stepTexts(theCase: Case, { steps = [] }: ArmSummary): string[] {
  const names = stepNames(theCase)
  return steps.map((step, k) => {
    const [before, name] = [defined(names[k]), defined(names[k + 1])]
    const month = Math.min(24, step.by.length)
    const chance = `“${name}” by month ${month}: ${percent(step.by[month - 1]?.estimate ?? 0)}`
    if (step.reached < FEWEST)
      return `${chance}; “${before}” came in ${counted(step.reached, 'world')}, too few to say what follows`
    const { ends } = step
    const instead = [
      ends.broke.estimate > 0 ? `the peace breaks before it is due in ${percent(ends.broke.estimate)}` : '',
      ends.notTakenUp.estimate > 0 ? `it is not taken up in ${percent(ends.notTakenUp.estimate)}` : '',
      ends.refused.estimate > 0 ? `no terms suit all in ${percent(ends.refused.estimate)}` : '',
      ends.votedDown.estimate > 0 ? `a vote refuses it in ${percent(ends.votedDown.estimate)}` : '',
    ].filter((text) => text !== '')
    return [
      `${chance}; it follows “${before}” in ${percentWithInterval(ends.taken)}`,
      ...instead,
      ...termsText(theCase, step),
    ].join('; ')
  })
}

/** The likeliest option of each issue, where the step was taken. */
function termsText(theCase: Case, { ends, options, reached }: StepSummary): string[] {
  if (ends.taken.estimate * reached < FEWEST) return []
  const terms = Object.entries(options).map(([issue, shares]) => {
    const [option, share] = defined(Object.entries(shares).sort(([, a], [, b]) => b.estimate - a.estimate)[0])
    const says = theCase.issues.find(({ id }) => id === issue)?.options.find(({ id }) => id === option)?.says
    const words = withoutCapital(theCase, (says || `${issue} ${option}`).replace(/\.$/, ''))
    return `${words} (${percent(share.estimate)})`
  })
  return [`then mostly ${terms.join('; ')}`]
}
