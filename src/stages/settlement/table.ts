/** The settlement space of a case, prepared once: blocks of coupled issues and how they make up a package. */
import { packageSpace } from '../../case/package-space.ts'
import type { PackageSpace } from '../../case/package-space.ts'
import { afterFirst } from '../../case/steps.ts'
import type { Case, Step } from '../../case/types.ts'
import { stepKinds } from '../durability/standing.ts'
import type { StepKinds } from '../durability/standing.ts'
import { termTable } from '../durability/terms.ts'
import type { TermTable } from '../durability/terms.ts'
import { enumerateBlock, LARGEST_BLOCK } from './block.ts'
import type { Block } from './block.ts'
import { coreIssues, coupledIssues, spokenTogether } from './coupling.ts'
import { ratificationTable } from './ratification.ts'
import type { RatificationTable } from './ratification.ts'
import { searchPlan, TooManyPackages } from './searched.ts'
import type { SearchPlan } from './searched.ts'
import { tooManyToList } from './too-many.ts'
import { entangled } from './untie.ts'

export interface SettlementTable {
  readonly space: PackageSpace
  /** The block whose issues bear on durability, and on votes after signature, comes first; it may have no issue at all.
   *  Where packages are searched, groups that are too large are left out. */
  readonly blocks: readonly Block[]
  /** What a combination of a block adds to the number of the package, by block. */
  readonly parts: readonly Float64Array[]
  /** The block that an issue is in; −1 for those of groups that are left out. */
  readonly blockOf: readonly number[]
  /** How the packages of the other blocks are searched, where they are too many to be listed; else null. */
  readonly search: SearchPlan | null
  /** What the terms of a combination of the first block do to the peace; null where the case says nothing of
   *  durability. */
  readonly terms: TermTable | null
  /** The votes that come after signature, over the combinations of the first block; null where none does. */
  readonly ratification: RatificationTable | null
  /** What may follow once a package has been agreed, in a case whose settlement comes in steps; null where nothing
   *  does. */
  readonly next: NextTable | null
}

/** The step that may follow: its space is that of the case once the step before it has been taken. The first block of
 *  its table holds what has been settled by then and what the step settles, so that a combination tells both. */
export interface NextTable {
  readonly step: Step
  readonly theCase: Case
  readonly table: SettlementTable
  /** Packages that may stand before the step: as a combination of the first block before it, of its own first block,
   *  and as options by issue. */
  readonly standing: readonly Standing[]
  /** Which of them a combination of its first block follows. */
  readonly follows: Int32Array
  readonly kinds: StepKinds
}

export interface Standing {
  readonly before: number
  readonly own: number
  readonly options: readonly number[]
}

/** Packages of all blocks but the first up to which they are listed, where more than two numbers have to be matched for
 *  one to beat another: the frontier of more is nearly all of them. */
const MOST_LISTED = 10_000

/** @param mostListed packages of all blocks but the first up to which they are listed.
 *  @throws TooManyPackages */
export function settlementTable(theCase: Case, mostListed: number = MOST_LISTED): SettlementTable {
  const sizes = theCase.issues.map((issue) => issue.options.length)
  if (sizes.reduce((product, size) => product * size, 1) > Number.MAX_SAFE_INTEGER)
    throw new TooManyPackages('the case has more than 9,007,199,254,740,991 packages: take options or issues away')
  const space = packageSpace(sizes)
  const { together, core, others, isSearched } = layoutOf(theCase, mostListed)
  if (sizeOf(theCase, core) > LARGEST_BLOCK)
    throw new TooManyPackages(entangled(theCase, core, { most: LARGEST_BLOCK, by: 'all' }))
  const ordered = [core, ...others.filter((group) => sizeOf(theCase, group) <= LARGEST_BLOCK)]
  const within = new Set(core)
  const inCore = (spoken: readonly number[]): boolean => spoken.every((issue) => within.has(issue))
  const blockOf = (group: readonly number[], k: number): Block =>
    enumerateBlock(theCase, group, k === 0 && core !== together ? { takes: inCore, owns: () => true } : null)
  const first = blockOf(core, 0)
  // Before the other blocks, which are large where issues are too entangled to be searched.
  const search = isSearched ? searchPlan(theCase, first, factorsOf(theCase, core), space.strides) : null
  const blocks = [first, ...ordered.slice(1).map((group, k) => blockOf(group, k + 1))]
  return {
    search,
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
    next: nextTable(theCase, blocks[0]!),
    blockOf: theCase.issues.map((_, issue) => ordered.findIndex((group) => group.includes(issue))),
  }
}

interface Layout {
  /** What the core is coupled with, itself included. */
  readonly together: readonly number[]
  readonly core: readonly number[]
  readonly others: readonly (readonly number[])[]
  readonly isSearched: boolean
  /** Whether every group of issues is small enough to be a block. */
  readonly hasEveryBlock: boolean
}

/** How the issues of a case make up blocks, and whether its packages are searched rather than listed.
 *  @param sizes options by issue, where fewer are asked about than there are. */
function layoutOf(theCase: Case, mostListed: number, sizes: readonly number[] = sizesOf(theCase)): Layout {
  const sizeOf = (group: readonly number[]): number => group.reduce((product, issue) => product * sizes[issue]!, 1)
  const least = coreIssues(theCase)
  const groups = coupledIssues(theCase)
  const isCore = (group: readonly number[]): boolean => group.some((issue) => least.includes(issue))
  const together = groups.find(isCore) ?? []
  const core = sizeOf(together) > LARGEST_BLOCK ? least : together
  const others = groups.filter((group) => !isCore(group))
  const hasEveryBlock = others.every((group) => sizeOf(group) <= LARGEST_BLOCK)
  const isPriced = theCase.redLines.some(({ actor, cost }) => cost !== null && theCase.vetoPlayers.includes(actor))
  const judges = theCase.vetoPlayers.length + (isPriced ? 1 : 0)
  const isSearched =
    core !== together || !hasEveryBlock || (!theCase.steps && judges > 2 && sizeOf(others.flat()) > mostListed)
  return { together, core, others, isSearched, hasEveryBlock }
}

function sizesOf({ issues }: Case): number[] {
  return issues.map(({ options }) => options.length)
}

function sizeOf(theCase: Case, group: readonly number[]): number {
  return group.reduce((product, issue) => product * theCase.issues[issue]!.options.length, 1)
}

/** Combinations of a block from which a world may take a tenth of a second. */
const LONG_BLOCK = 50_000

/** Whether a single world of a case may take long: what plays it then has to be where a signal is heard all the
 *  same. */
export function hasLongWorlds(theCase: Case): boolean {
  if (theCase.issues.length === 0 || theCase.scores.length === 0) return false
  const { core, others, isSearched } = layoutOf(theCase, MOST_LISTED)
  return isSearched || [core, ...others].some((group) => sizeOf(theCase, group) > LONG_BLOCK)
}

/** The step after the first of a case, its own next step included. A package that settles nothing beyond what stands is
 *  none, and a red line that what stands has crossed is crossed at no further price. */
function nextTable(theCase: Case, before: Block): NextTable | null {
  const [first, step] = theCase.steps ?? []
  const then = afterFirst(theCase)
  if (!first || !step || !then) return null
  const table = settlementTable(then)
  const core = table.blocks[0]!
  const openOf = new Map<number, number>(step.issues.map((issue, k) => [issue, step.open[k]!]))
  const left = new Map<number, number>(
    then.steps?.slice(1).flatMap(({ issues, open }) => issues.map((issue, k) => [issue, open[k]!])),
  )
  const standing: Standing[] = []
  const place = new Map<number, number>()
  const follows = new Int32Array(core.count)
  const base = Int32Array.from({ length: core.count }, (_, c) => {
    const options = theCase.issues.map((_issue, issue) => openOf.get(issue) ?? left.get(issue) ?? 0)
    for (const issue of first.issues) options[issue] = optionIn(core, c, issue)
    const own = combinationOf(core, options)
    let of = place.get(own)
    if (of === undefined) {
      of = standing.push({ before: combinationOf(before, options), own, options }) - 1
      place.set(own, of)
    }
    follows[c] = of
    return own
  })
  return {
    step,
    theCase: then,
    table: { ...table, blocks: [afterStanding(core, base), ...table.blocks.slice(1)] },
    standing,
    follows,
    kinds: stepKinds(table.terms, core.count, base),
  }
}

function afterStanding(block: Block, base: Int32Array): Block {
  const priced = block.priced.map(({ redLine, rejects }) => {
    const crossed = new Set(rejects)
    return { redLine, rejects: rejects.filter((c) => !crossed.has(base[c]!)) }
  })
  return { ...block, priced, allowed: block.allowed.map((allowed, c) => (base[c] === c ? 0 : allowed)) }
}

/** Blocks that share issues, one for each set of issues that something speaks of, the core's apart, and one for each
 *  issue that nothing ties. What is said belongs to the first block that holds all of it, and an issue's points to the
 *  first that holds it. */
function factorsOf(theCase: Case, core: readonly number[]): Block[] {
  const inCore = (spoken: readonly number[]): boolean => spoken.every((issue) => core.includes(issue))
  const spoken = spokenTogether(theCase).filter((set) => !inCore(set))
  const widest = spoken.filter(
    (set, k) =>
      !spoken.some(
        (other, j) => j !== k && set.every((issue) => other.includes(issue)) && (other.length > set.length || j < k),
      ),
  )
  const bound = new Set([...core, ...widest.flat()])
  const scopes = [...widest, ...theCase.issues.flatMap((_, issue) => (bound.has(issue) ? [] : [[issue]]))]
  const holder = (set: readonly number[]): number =>
    scopes.findIndex((scope) => set.every((issue) => scope.includes(issue)))
  const tooLarge = scopes.find(
    (scope) => scope.reduce((n, issue) => n * theCase.issues[issue]!.options.length, 1) > LARGEST_BLOCK,
  )
  if (tooLarge) throw new TooManyPackages(entangled(theCase, tooLarge, { most: LARGEST_BLOCK, by: 'ties' }))
  return scopes.map((scope, k) =>
    enumerateBlock(theCase, scope, {
      takes: (set) => !inCore(set) && holder(set) === k,
      owns: (issue) => !core.includes(issue) && holder([issue]) === k,
    }),
  )
}

/** @throws TooManyPackages where groups of issues are left out of the blocks. */
export function demandEveryBlock(theCase: Case, { blockOf }: SettlementTable): void {
  const isListed = (sizes: readonly number[]): boolean => layoutOf(theCase, MOST_LISTED, sizes).hasEveryBlock
  if (blockOf.includes(-1)) throw new TooManyPackages(tooManyToList({ issues: theCase.issues, isListed }))
}

/** @throws TooManyPackages where the packages are too many to be listed. */
export function demandFewPackages(theCase: Case, { search }: SettlementTable): void {
  const isListed = (sizes: readonly number[]): boolean => !layoutOf(theCase, MOST_LISTED, sizes).isSearched
  if (search) throw new TooManyPackages(tooManyToList({ issues: theCase.issues, isListed }))
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
