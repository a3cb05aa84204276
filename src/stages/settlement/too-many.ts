/** What is said where a case has more packages than can be listed: how many, and what to cut. */
import { grouped } from './untie.ts'

/** What comes into question: numbers of options by issue, and whether packages of so many could be listed. */
export interface Listing {
  readonly issues: readonly { readonly id: string; readonly options: readonly unknown[] }[]
  readonly isListed: (sizes: readonly number[]) => boolean
}

/** Issues named of those that have to go. */
const NAMED = 4

/** Why what looks at all packages cannot, and what is enough to let it. */
export function tooManyToList({ issues, isListed }: Listing): string {
  const sizes = issues.map(({ options }) => options.length)
  const all = sizes.reduce((product, size) => product * size, 1)
  const largest = Math.max(...sizes)
  const caps = Array.from({ length: Math.max(0, largest - 2) }, (_, k) => largest - 1 - k)
  const cap = caps.find((most) => isListed(sizes.map((size) => Math.min(size, most))))
  const gone = fewest(sizes, isListed)
  const names = gone.slice(0, NAMED).map((issue) => `\`${issues[issue]?.id ?? ''}\``)
  const rest = gone.length > NAMED ? ` and ${gone.length - NAMED} more` : ''
  const cuts = [
    ...(cap === undefined ? [] : [`at most ${cap} options on each issue instead of ${largest}`]),
    ...(gone.length === 0 || gone.length === issues.length
      ? []
      : [`without ${gone.length === 1 ? 'the issue' : 'issues such as'} ${names.join(', ')}${rest}`]),
  ]
  const help = cuts.length === 0 ? '' : `; ${cuts.length === 1 ? 'this' : 'either'} is enough: ${cuts.join('; ')}`
  return (
    `this looks at every package that the rules leave, and the case has ${grouped(all)}, too many to be listed${help}. ` +
    'Runs, claims, single packages, sensitivity and tipping values search for the best ones, and need no cut'
  )
}

/** The fewest issues that have to be left out, those with the most options first; all where that is not enough. */
function fewest(sizes: readonly number[], isListed: Listing['isListed']): readonly number[] {
  const order = sizes.map((_, issue) => issue).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || b - a)
  const counts = order.map((_, k) => order.slice(0, k + 1))
  const enough = counts.find((gone) => isListed(sizes.map((size, issue) => (gone.includes(issue) ? 1 : size))))
  return (enough ?? order).toSorted((a, b) => a - b)
}
