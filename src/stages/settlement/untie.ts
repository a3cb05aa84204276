/** What is said of issues that are coupled too tightly to be worked through: how many combinations they make, and what
 *  to cut, with what is then left. */
import { issuesOf } from '../../case/condition.ts'
import type { Case } from '../../case/types.ts'
import { eliminationOrder } from '../../methods/frontier/elimination-order.ts'
import { issuesWithRule } from './coupling.ts'

/** Something that speaks of several issues. */
interface Tie {
  readonly name: string
  readonly issues: readonly number[]
}

interface Cut {
  readonly says: string
  readonly left: number
}

/** Cuts named, the best first. */
const FEW_CUTS = 4

/** @param issues those that are coupled. @param most combinations that can be worked through.
 *  @param by whether all their options combine, or only as far as something ties them. */
export function entangled(
  theCase: Case,
  issues: readonly number[],
  { most, by }: { readonly most: number; readonly by: 'all' | 'ties' },
): string {
  const sizes = theCase.issues.map(({ options }) => options.length)
  const ties = tiesOf(theCase, issues)
  const count = (of: readonly number[], tied: readonly Tie[]): number =>
    by === 'all' ? issues.reduce((product, issue) => product * of[issue]!, 1) : widestOf(of, issues, tied)
  const named = (issue: number): string => theCase.issues[issue]!.id
  const largest = Math.max(...issues.map((issue) => sizes[issue]!))
  const capped = (cap: number): number[] =>
    sizes.map((size, issue) => (issues.includes(issue) ? Math.min(size, cap) : size))
  const fits = Array.from({ length: Math.max(0, largest - 2) }, (_, k) => largest - 1 - k).find(
    (cap) => count(capped(cap), ties) <= most,
  )
  const cuts: Cut[] = [
    ...(fits === undefined
      ? []
      : [{ says: `at most ${fits} options on each of them`, left: count(capped(fits), ties) }]),
    ...issues.map((issue) => ({
      says: `without the issue ${named(issue)}`,
      left: count(
        sizes.map((size, k) => (k === issue ? 1 : size)),
        ties,
      ),
    })),
    ...(by === 'all'
      ? []
      : ties.map((tie) => ({
          says: `without ${tie.name}`,
          left: count(
            sizes,
            ties.filter((one) => one !== tie),
          ),
        }))),
  ]
  const all = count(sizes, ties)
  const better = cuts.filter(({ left }) => left < all).sort((a, b) => Number(a.left > most) - Number(b.left > most))
  const enough = better.filter(({ left }) => left <= most)
  const listed =
    enough.length > 0 ? enough.slice(0, FEW_CUTS) : [...better].sort((a, b) => a.left - b.left).slice(0, FEW_CUTS)
  const lead = enough.length > 0 ? 'any of these is enough' : 'no single cut is enough; these take away most'
  return (
    `the issues ${issues.map(named).join(', ')} are coupled too tightly to be worked through: ` +
    `${grouped(all)} combinations of their options have to be looked at together, and ${grouped(most)} can be; ${lead}: ` +
    listed.map(({ says, left }) => `${says} (${grouped(left)} left)`).join(', ')
  )
}

/** What ties some of the issues, named as the file has it. */
function tiesOf(theCase: Case, issues: readonly number[]): Tie[] {
  const line = (at: { readonly place: { readonly line: number } }): string => `line ${at.place.line}`
  const all: Tie[] = [
    ...theCase.rules.flatMap((rule) =>
      rule.kind === 'hard' ? [{ name: `the rule ${rule.id}`, issues: issuesWithRule(theCase, rule) }] : [],
    ),
    ...theCase.redLines.map((red) => ({
      name: `the red line of ${line(red.provenance)}`,
      issues: issuesOf(red.rejects),
    })),
    ...theCase.scores.flatMap(({ interactions }) =>
      interactions.map(({ when, provenance }) => ({
        name: `the interaction of ${line(provenance)}`,
        issues: issuesOf(when),
      })),
    ),
  ]
  return all
    .map(({ name, issues: spoken }) => ({
      name,
      issues: [...new Set(spoken)].filter((issue) => issues.includes(issue)),
    }))
    .filter((tie) => tie.issues.length > 1)
}

/** Combinations that meet at once where issues are settled one after the other. */
function widestOf(sizes: readonly number[], issues: readonly number[], ties: readonly Tie[]): number {
  const nothing = new Uint8Array(0)
  const rules = ties.map((tie) => ({ issues: tie.issues.map((issue) => issues.indexOf(issue)), allowed: nothing }))
  return eliminationOrder({ sizes: issues.map((issue) => sizes[issue]!), points: [], rules, interactions: [] }).widest
}

/** Whole numbers with commas: 2,985,984. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
