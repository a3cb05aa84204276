/** What is to be settled, in numbers: options by issue, points by actor, and what couples the issues. */
export interface Problem {
  /** Options by issue. */
  readonly sizes: readonly number[]
  /** Points by actor, issue and option; a package is worth the sum over its options, and its interactions.
   *  Results are exact if these are integers that add up below 2^53 (see `gridPoints`). */
  readonly points: readonly (readonly ArrayLike<number>[])[]
  /** Packages are allowed only where every rule allows. */
  readonly rules: readonly RuleTable[]
  /** Points on top where certain options meet. */
  readonly interactions: readonly Interaction[]
}

/** Which combinations of options on some issues are allowed: 1 or 0 by mixed-radix index, the first issue listed being
 *  the least significant. */
export interface RuleTable {
  readonly issues: readonly number[]
  readonly allowed: Uint8Array
}

/** Points by actor for combinations of options on some issues, indexed as in {@link RuleTable}. */
export interface Interaction {
  readonly issues: readonly number[]
  readonly points: readonly Float64Array[]
}

/** A table over some issues filled from a function of their options, in the order of {@link RuleTable}. */
export function tabulate(
  sizes: readonly number[],
  issues: readonly number[],
  allows: (options: readonly number[]) => boolean,
): RuleTable {
  const allowed = new Uint8Array(tableSize(sizes, issues))
  const options = issues.map(() => 0)
  for (let k = 0; k < allowed.length; k++) {
    allowed[k] = allows(options) ? 1 : 0
    advance(options, issues, sizes)
  }
  return { issues, allowed }
}

/** Combinations of options on some issues. */
export function tableSize(sizes: readonly number[], issues: readonly number[]): number {
  return issues.reduce((size, issue) => size * sizes[issue]!, 1)
}

/** Moves to the next combination of options on the issues, the first fastest; after the last comes the first again. */
export function advance(options: number[], issues: readonly number[], sizes: readonly number[]): void {
  for (let k = 0; k < issues.length; k++) {
    options[k] = options[k]! + 1
    if (options[k]! < sizes[issues[k]!]!) return
    options[k] = 0
  }
}

/** @throws RangeError if tables and sizes do not fit together, or a number is not finite. */
export function checkProblem(problem: Problem): void {
  const { sizes, points, rules, interactions } = problem
  const demand = (met: boolean, what: string): void => {
    if (!met) throw new RangeError(what)
  }
  demand(points.length > 0, 'a settlement needs at least one actor')
  demand(
    sizes.every((size) => Number.isSafeInteger(size) && size > 0),
    'an issue must have at least one option',
  )
  for (const sheet of points) {
    demand(sheet.length === sizes.length, 'an actor needs points for every issue')
    sheet.forEach((row, issue) => {
      demand(row.length === sizes[issue], 'an actor needs points for every option')
      for (let o = 0; o < row.length; o++) demand(Number.isFinite(row[o]!), 'points must be finite')
    })
  }
  const fits = (issues: readonly number[], length: number): boolean =>
    new Set(issues).size === issues.length &&
    issues.every((i) => sizes[i] !== undefined) &&
    length === tableSize(sizes, issues)
  for (const rule of rules) demand(fits(rule.issues, rule.allowed.length), 'a rule must cover its issues')
  for (const { issues, points: extra } of interactions) {
    demand(issues.length > 0, 'an interaction must mention an issue')
    demand(extra.length === points.length, 'an interaction needs points for every actor')
    for (const row of extra) {
      demand(fits(issues, row.length), 'an interaction must cover its issues')
      demand(row.every(Number.isFinite), 'points must be finite')
    }
  }
}
