/** The settlement space of a case, prepared once: blocks of coupled issues and how they make up a package. */
import { packageSpace } from '../../case/package-space.ts'
import type { PackageSpace } from '../../case/package-space.ts'
import type { Case } from '../../case/types.ts'
import { termTable } from '../durability/terms.ts'
import type { TermTable } from '../durability/terms.ts'
import { enumerateBlock } from './block.ts'
import type { Block } from './block.ts'
import { coreIssues, coupledIssues } from './coupling.ts'
import { ratificationTable } from './ratification.ts'
import type { RatificationTable } from './ratification.ts'

export interface SettlementTable {
  readonly space: PackageSpace
  /** The block whose issues bear on durability, and on votes after signature, comes first; it may have no issue at all. */
  readonly blocks: readonly Block[]
  /** What a combination of a block adds to the number of the package, by block. */
  readonly parts: readonly Float64Array[]
  /** Blocks and positions that an issue is in. */
  readonly blockOf: readonly number[]
  /** What the terms of a combination of the first block do to the peace; null where the case says nothing of durability. */
  readonly terms: TermTable | null
  /** The votes that come after signature, over the combinations of the first block; null where none does. */
  readonly ratification: RatificationTable | null
}

export function settlementTable(theCase: Case): SettlementTable {
  const space = packageSpace(theCase.issues.map((issue) => issue.options.length))
  const core = coreIssues(theCase)
  const groups = coupledIssues(theCase)
  const isCore = (group: readonly number[]): boolean => group.some((issue) => core.includes(issue))
  const ordered = [groups.find(isCore) ?? [], ...groups.filter((group) => !isCore(group))]
  const blocks = ordered.map((group) => enumerateBlock(theCase, group))
  return {
    space,
    blocks,
    parts: blocks.map((block) =>
      Float64Array.from({ length: block.count }, (_, c) =>
        block.issues.reduce((sum, issue, position) => sum + block.options[position]![c]! * space.strides[issue]!, 0),
      ),
    ),
    terms: theCase.durability
      ? termTable(theCase, theCase.durability, blocks[0]!.count, (c, issue) => optionIn(blocks[0]!, c, issue))
      : null,
    ratification: ratificationTable(theCase, blocks[0]!),
    blockOf: theCase.issues.map((_, issue) => ordered.findIndex((group) => group.includes(issue))),
  }
}

/** Option of an issue in a combination of a block; 0 for issues outside it, which the block's terms never mention. */
function optionIn(block: Block, combination: number, issue: number): number {
  const position = block.issues.indexOf(issue)
  return position < 0 ? 0 : block.options[position]![combination]!
}

/** The combination of a block that a package takes, given as its option on each issue. */
export function combinationOf(block: Block, options: ArrayLike<number>): number {
  let combination = 0
  for (let k = 0; k < block.issues.length; k++) combination += options[block.issues[k]!]! * block.strides[k]!
  return combination
}
