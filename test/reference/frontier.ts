/** Slow and obvious versions of what src/settlement computes, to compare it with. */
import type { Problem } from '../../src/methods/frontier/problem.ts'

/** Every allowed package with its utilities, by counting. */
export function allPackages(problem: Problem): { options: number[]; utilities: number[] }[] {
  const found = []
  const count = problem.sizes.reduce((product, size) => product * size, 1)
  for (let deal = 0; deal < count; deal++) {
    let rest = deal
    const options = problem.sizes.map((size) => {
      const o = rest % size
      rest = (rest - o) / size
      return o
    })
    const at = (issues: readonly number[]): number =>
      issues.reduceRight((index, issue) => index * problem.sizes[issue]! + options[issue]!, 0)
    if (problem.rules.some((rule) => rule.allowed[at(rule.issues)] === 0)) continue
    const utilities = problem.points.map(
      (sheet, actor) =>
        sheet.reduce((sum, row, issue) => sum + row[options[issue]!]!, 0) +
        problem.interactions.reduce((sum, { issues, points }) => sum + points[actor]![at(issues)]!, 0),
    )
    found.push({ options, utilities })
  }
  return found
}

export function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, k) => value >= b[k]!) && a.some((value, k) => value > b[k]!)
}

export function naiveFrontier<T extends { utilities: number[] }>(packages: readonly T[]): T[] {
  return packages.filter((p) => !packages.some((q) => dominates(q.utilities, p.utilities)))
}
