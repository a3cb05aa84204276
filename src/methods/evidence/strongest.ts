/** One observation told several ways counts once. */
import { weightOfEvidence } from './weight-of-evidence.ts'

/** Sets the weight of all but the strongest item of each group to 0, in place; the first of equals stays.
 *  @param groups items of each group. @param likelihood row by item. @param weights of the items. */
export function keepStrongest(
  groups: readonly (readonly number[])[],
  likelihood: readonly ArrayLike<number>[],
  weights: Float64Array,
): void {
  for (const members of groups) {
    let best = members[0]!
    let most = weightOfEvidence(likelihood[best]!, weights[best]!)
    for (let k = 1; k < members.length; k++) {
      const strength = weightOfEvidence(likelihood[members[k]!]!, weights[members[k]!]!)
      if (strength > most) {
        most = strength
        best = members[k]!
      }
    }
    for (const e of members) if (e !== best) weights[e] = 0
  }
}

/** Members of each group of two or more, by the groups' marks; a mark of `none` stands for an item of its own. */
export function membersOf<T>(marks: readonly T[], none: T): readonly (readonly number[])[] {
  const members = new Map<T, number[]>()
  marks.forEach((mark, e) => {
    if (mark !== none) members.set(mark, [...(members.get(mark) ?? []), e])
  })
  return [...members.values()].filter((items) => items.length > 1)
}
