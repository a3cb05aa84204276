/** Whose army fights on which side, and what part of that side's men and casualties is its own. */
import type { SideSpec, WarSpec } from '../../case/types.ts'

export interface Army {
  readonly side: 'attacker' | 'defender'
  /** Part of the side's men that are its own, and so of its casualties. */
  share(values: Float64Array): number
}

/** @returns null for an actor that has no army in the war. */
export function armyOf(war: WarSpec | null, actor: number): Army | null {
  for (const side of ['attacker', 'defender'] as const) {
    const of = war?.[side]
    if (of === undefined) return null
    if (of.actor === actor) return { side, share: (values) => 1 - alliesOf(of, values) }
    const ally = of.allies?.find((one) => one.actor === actor)
    if (ally !== undefined) return { side, share: (values) => values[ally.share]! }
  }
  return null
}

/** Part of a side's men that are its allies', all of it at most. */
function alliesOf({ allies = [] }: SideSpec, values: Float64Array): number {
  let sum = 0
  for (const { share } of allies) sum += values[share]!
  return Math.min(1, sum)
}
