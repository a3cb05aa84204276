/** Which combinations of a block a world leaves: its rules, consents and red lines as bits, a combination each. */
import type { World } from '../worlds/draw.ts'
import { leansTo } from '../worlds/leaning.ts'
import { consentLeft } from '../worlds/spoilers.ts'
import { isAbsolute } from './bars.ts'
import type { Block, ConsentRule } from './block.ts'

/** Combinations of a block that are left in a world: the first `count`, ascending. */
export interface Left {
  readonly combinations: Int32Array
  count: number
}

/** A block of which nothing is barred. */
export function allLeft(block: Block): Left {
  return { combinations: Int32Array.from({ length: block.count }, (_, c) => c), count: block.count }
}

/** Some combinations of a block: as bits, but for a few of many, which are listed. */
interface Some {
  readonly bits: Int32Array | null
  readonly listed: Int32Array
}

/** Room to find what a world leaves of a block. */
export interface Sieve {
  readonly left: Left
  /** Those that are barred, as bits. */
  readonly bits: Int32Array
  /** 1 where a combination is barred; empty where nobody asks for that. */
  readonly barred: Uint8Array
  /** Barred in every world: while the foothold stands, and after. What is beyond the last combination is barred too. */
  readonly always: { readonly withFoothold: Int32Array; readonly without: Int32Array }
  readonly redLines: readonly { readonly redLine: number; readonly rejects: Some }[]
  /** Combinations that no world tells apart, and one of their positions in the rule. */
  readonly consents: readonly { readonly rule: ConsentRule; readonly at: number; readonly alike: Some }[]
}

/** @param isFlagged whether combinations are asked for one by one. */
export function newSieve(block: Block, isFlagged = false): Sieve {
  const withFoothold = bitsOf(block.count, (c) => block.allowed[c] === 0)
  const without = bitsOf(block.count, (c) => block.allowed[c] === 0 || block.needsFoothold[c] === 1)
  return {
    left: { combinations: new Int32Array(block.count), count: 0 },
    bits: new Int32Array(withFoothold.length),
    barred: new Uint8Array(isFlagged ? block.count : 0),
    always: { withFoothold, without },
    redLines: block.redLines.map(({ redLine, rejects }) => ({ redLine, rejects: some(block, rejects) })),
    consents: block.consentRules.flatMap((rule) =>
      rule.alike.map(({ at, combinations }) => ({ rule, at, alike: some(block, combinations) })),
    ),
  }
}

const WORD = 32

function bitsOf(count: number, isIn: (c: number) => boolean): Int32Array {
  const bits = new Int32Array(Math.ceil(count / WORD))
  for (let c = 0; c < WORD * bits.length; c++) if (c >= count || isIn(c)) bits[c >> 5]! |= 1 << (c & 31)
  return bits
}

function some({ count }: Block, listed: Int32Array): Some {
  if (listed.length < count / WORD) return { bits: null, listed }
  const bits = new Int32Array(Math.ceil(count / WORD))
  for (const c of listed) bits[c >> 5]! |= 1 << (c & 31)
  return { bits, listed }
}

/** Finds the combinations that are left in a world. */
export function sift(sieve: Sieve, world: World, footholdStands: boolean): void {
  const { bits, always, redLines, consents, barred } = sieve
  const from = footholdStands ? always.withFoothold : always.without
  for (let w = 0; w < bits.length; w++) bits[w] = from[w]!
  for (let k = 0; k < redLines.length; k++) if (isAbsolute(world, redLines[k]!.redLine)) bar(bits, redLines[k]!.rejects)
  for (let k = 0; k < consents.length; k++) {
    const { rule, at, alike } = consents[k]!
    if (((rule.truth[at]! >>> consentPattern(rule, world, at)) & 1) === 0) bar(bits, alike)
  }
  list(bits, sieve.left)
  for (let c = 0; c < barred.length; c++) barred[c] = (bits[c >> 5]! >>> (c & 31)) & 1
}

function bar(barred: Int32Array, { bits, listed }: Some): void {
  if (bits) for (let w = 0; w < bits.length; w++) barred[w]! |= bits[w]!
  else for (let k = 0; k < listed.length; k++) barred[listed[k]! >> 5]! |= 1 << (listed[k]! & 31)
}

/** Lists the bits that are not set, lowest first. */
function list(bits: Int32Array, left: Left): void {
  const { combinations } = left
  let count = 0
  for (let w = 0; w < bits.length; w++) {
    let open = ~bits[w]!
    while (open !== 0) {
      const lowest = open & -open
      combinations[count++] = w * WORD + 31 - Math.clz32(lowest)
      open ^= lowest
    }
  }
  left.count = count
}

/** Which of the rule's bodies agree at position k of its table, as bits. */
export function consentPattern(rule: ConsentRule, world: World, k: number): number {
  let pattern = 0
  for (let b = 0; b < rule.bodies.length; b++) {
    const body = rule.bodies[b]!
    let factor = 1
    for (const soft of rule.weakened[b]!) if (soft.holds[k] === 1) factor *= world.values[soft.factor]!
    if (world.spoilers.length > 0) factor *= consentLeft(world.spoilers, body, (issue) => rule.option(k, issue))
    const leaning = world.leanings[body]
    const agrees = leaning
      ? leansTo(leaning, factor, (issue) => rule.option(k, issue))
      : world.reluctance[body]! < factor
    if (agrees) pattern |= 1 << b
  }
  return pattern
}
