/** The nearest terms that everybody signs, in words. */
import { defined } from '../../src/internal.ts'
import type { Case, Nearest, NearTerms } from '../../src/internal.ts'
import { counted, percentWithInterval } from './numbers.ts'

/** `territory → contactLine; peacekeepers → none`: what differs, by the ids of the file. */
export function changedTerms({ issues }: Case, { changed, options }: NearTerms): string {
  return changed
    .map(
      (issue) =>
        `${defined(issues[issue]).id} → ${defined(defined(issues[issue]).options[defined(options[issue])]).id}`,
    )
    .join('; ')
}

/** What was looked at: `all 72 packages, in the first 400 worlds`. */
export function searchedText({ packages, changes, isWhole, worlds }: Nearest): string {
  const which = isWhole
    ? `all ${counted(packages, 'package')}`
    : `the ${counted(packages, 'package')} at up to ${changes} changes`
  return `${which}, in the first ${counted(worlds, 'world')}`
}

export function nearText(theCase: Case, nearest: Nearest): string[] {
  const { steps, signed } = nearest
  const looked = `Looked at: ${searchedText(nearest)}.`
  if (steps.length === 0)
    return [
      signed.estimate > 0
        ? `No other terms are signed more often. ${looked}`
        : `No terms were signed by everybody in any world. ${looked}`,
    ]
  return [
    'Nearest terms that everybody signs more often:',
    ...steps.flatMap(({ changes, terms }) => [
      `  ${changes === 1 ? 'one change' : `${changes} changes`}:`,
      ...terms.map((one) => `    ${percentWithInterval(one.signed)}: ${changedTerms(theCase, one)}`),
    ]),
    looked,
  ]
}
