/** The exact answer for one world: every minimal set that opens or closes its ZOPA. */
import { defined } from '../../case/defined.ts'
import { optionsOf, packageSpace } from '../../case/package-space.ts'
import { hittingSets, membersOf } from '../../stages/settlement/needs.ts'
import { movedAssumption, namedChange } from './change.ts'
import type { Change } from './change.ts'
import { leastThat } from './unlock-tools.ts'
import type { UnlockTools } from './unlock-tools.ts'

export interface ExactSet {
  readonly changes: readonly Change[]
  /** Options by issue of a package that the set lets through and everybody accepts; null for sets that close. */
  readonly package: readonly number[] | null
}

export interface ExactSets {
  readonly world: number
  readonly open: boolean
  /** Of a closed world: every set of yes-or-no changes and payments that opens it and no proper subset does, smallest
   *  first. Of an open one: every such set of up to three supports that closes it. */
  readonly sets: readonly ExactSet[]
  /** Assumptions that turn it round alone, by the least standard deviations. */
  readonly assumptions: readonly Change[]
}

/** A hundredth of a standard deviation. */
const STEP = 0.01
/** Supports that a closing set names at most. */
export const CLOSING_UP_TO = 3

export function exactSets(tools: UnlockTools, index: number): ExactSets {
  const { ways, worlds, month, payment } = tools
  const { world, projection } = worlds.at(index)
  const theCase = tools.model.case
  const { all } = ways.toggles
  const space = packageSpace(theCase.issues.map((issue) => issue.options.length))
  const open = tools.isOpen({ world, projection })
  const sets = open
    ? hittingSets(ways.supports(world, projection, month), CLOSING_UP_TO).map(
        (set): ExactSet => ({
          changes: membersOf(set).map((position) => namedChange(theCase, defined(all[position]), false)),
          package: null,
        }),
      )
    : ways.open(world, projection, month, payment).map(
        (way): ExactSet => ({
          changes: membersOf(way.changes).map((position) => {
            const toggle = defined(all[position])
            return namedChange(
              theCase,
              toggle,
              true,
              toggle.kind === 'payment' ? defined(way.payments[toggle.player]) : null,
            )
          }),
          package: optionsOf(space, way.package),
        }),
      )
  return { world: index, open, sets, assumptions: leastMoves(tools, open) }
}

function leastMoves({ worlds, isOpen, model }: UnlockTools, open: boolean): Change[] {
  return worlds.assumptions
    .flatMap((quantity) =>
      [1, -1].flatMap((sign): Change[] => {
        const least = leastThat((by) => isOpen(worlds.move(quantity, sign * by)) !== open, STEP)
        return least === null ? [] : [movedAssumption(model.case, quantity, sign * least)]
      }),
    )
    .sort((a, b) => Math.abs(defined(a.by)) - Math.abs(defined(b.by)))
}
