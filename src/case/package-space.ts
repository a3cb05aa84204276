import { defined } from './defined.ts'

/** The packages of a case, numbered: a package is a mixed-radix integer whose digit for an issue is the option chosen.
 *  The first issue is the least significant digit, so that package 0 takes the first option of every issue and
 *  package 1 differs from it in the first issue only. */
export interface PackageSpace {
  /** Options of each issue, in the order of the issues. */
  readonly sizes: readonly number[]
  /** Place value of each issue: `deal = Σ option[i] · strides[i]`. */
  readonly strides: readonly number[]
  /** Number of packages. */
  readonly count: number
}

/** The packages over issues with so many options each. No issue gives the one empty package.
 *  @throws RangeError if a size is not a positive integer, or the packages exceed 2^53 − 1, the last integer that a
 *  number holds exactly (write such a package as its array of options instead; see `packageCount`). */
export function packageSpace(sizes: readonly number[]): PackageSpace {
  const strides: number[] = []
  let count = 1
  for (const size of sizes) {
    if (!Number.isSafeInteger(size) || size < 1) throw new RangeError('an issue must have at least one option')
    strides.push(count)
    count *= size
    if (count > Number.MAX_SAFE_INTEGER) throw new RangeError('more packages than 2^53 − 1: use arrays of options')
  }
  return { sizes: [...sizes], strides, count }
}

/** Number of packages over issues with so many options each, exact at any size. */
export function packageCount(sizes: readonly number[]): bigint {
  return sizes.reduce((count, size) => count * BigInt(size), 1n)
}

/** Option that the package `deal` takes on the issue, both counted from 0. Trusts its arguments: this runs in hot
 *  loops. */
export function optionOf(space: PackageSpace, deal: number, issue: number): number {
  return Math.floor(deal / defined(space.strides[issue])) % defined(space.sizes[issue])
}

/** The package that takes `options[i]` on issue i.
 *  @throws RangeError if an option is missing, or outside its issue. */
export function packageOf(space: PackageSpace, options: ArrayLike<number>): number {
  if (options.length !== space.sizes.length) throw new RangeError('a package has one option for each issue')
  let deal = 0
  for (let issue = 0; issue < space.sizes.length; issue++) {
    const option = defined(options[issue])
    if (!Number.isInteger(option) || option < 0 || option >= defined(space.sizes[issue])) {
      throw new RangeError(`issue ${issue} has no option ${option}`)
    }
    deal += option * defined(space.strides[issue])
  }
  return deal
}

/** The option of every issue, in the order of the issues.
 *  @throws RangeError if `deal` is not a package of the space. */
export function optionsOf(space: PackageSpace, deal: number): number[] {
  if (!Number.isInteger(deal) || deal < 0 || deal >= space.count) throw new RangeError(`no package ${deal}`)
  return space.sizes.map((_, issue) => optionOf(space, deal, issue))
}
