/** A group of coupled issues, enumerated: every combination of their options, with what bars it and what it earns. */
import { playerOf } from '../../case/players.ts'
import { consentsOf, holds, issuesOf } from '../../case/condition.ts'
import type { Condition } from '../../case/condition.ts'
import { optionOf, packageSpace } from '../../case/package-space.ts'
import type { Case, Rule } from '../../case/types.ts'
import { issuesOfConsent } from '../worlds/leaning.ts'
import { asksVote, issuesWithRule } from './coupling.ts'

/** A combination is an index into the block; tables have one entry a combination. */
export interface Block {
  readonly issues: readonly number[]
  readonly count: number
  /** Option of each of the block's issues, by position in `issues`, then combination. */
  readonly options: readonly Uint8Array[]
  /** What an option adds to the number of a combination, by position in `issues`. */
  readonly strides: readonly number[]
  /** Whether the points of an issue count here, by position in `issues`: those of an issue that is in several blocks
   *  count once. */
  readonly counts: readonly boolean[]
  /** 0 where a rule bars the combination whatever the consents. */
  readonly allowed: Uint8Array
  readonly consentRules: readonly ConsentRule[]
  /** Combinations that a veto player's red line rejects, where it is absolute; and where its crossing has a price. */
  readonly redLines: readonly Rejected[]
  readonly priced: readonly Rejected[]
  readonly interactions: readonly { readonly player: number; readonly points: number; readonly where: Int32Array }[]
  /** Bit t where the option on the t-th territory issue moves with the line of contact; null where the block has no
   *  territory. */
  readonly contact: Uint8Array | null
  /** 1 where an issue that exists only while the foothold stands takes another option than the one that holds
   *  afterwards. */
  readonly needsFoothold: Uint8Array
}

export interface Rejected {
  readonly redLine: number
  readonly rejects: Int32Array
}

/** A hard rule whose verdict turns on consents. Bit p of `truth` is the verdict when the bodies in the bits of p
 *  agree. */
export interface ConsentRule {
  readonly rule: number
  readonly bodies: readonly number[]
  /** Combinations on which the verdict can be no, and their truth tables. */
  readonly where: Int32Array
  readonly truth: Uint32Array
  /** By body: soft rules that weaken it here, `holds` by position in `where`. */
  readonly weakened: readonly (readonly { readonly factor: number; readonly holds: Uint8Array }[])[]
  /** Option of an issue of the block at a position in `where`. */
  readonly option: (position: number, issue: number) => number
  /** Positions in `where` that no world tells apart: one of them, and the combinations of all. */
  readonly alike: readonly { readonly at: number; readonly combinations: Int32Array }[]
}

/** Most combinations a block may have: beyond, a run would need more memory than a browser tab is given. */
export const LARGEST_BLOCK = 2_000_000

/** Most consent bodies in one rule: a truth table of 2^5 verdicts fits a 32-bit word. */
const MOST_BODIES = 5

/** What of a case belongs to a block, where blocks share issues. */
export interface Share {
  /** Whether what speaks of these issues is looked at here. */
  readonly takes: (spoken: readonly number[]) => boolean
  /** Issues whose points count here. */
  readonly owns: (issue: number) => boolean
}

/** @throws RangeError where the block is larger than {@link LARGEST_BLOCK}, or a rule asks for more than five
 *  consents. */
export function enumerateBlock(theCase: Case, issues: readonly number[], share: Share | null = null): Block {
  const space = packageSpace(issues.map((issue) => theCase.issues[issue]!.options.length))
  if (space.count > LARGEST_BLOCK)
    throw new RangeError(
      `the issues ${issues.map((i) => theCase.issues[i]!.id).join(', ')} are coupled: ${space.count} combinations`,
    )
  const options = issues.map((_, position) =>
    Uint8Array.from({ length: space.count }, (__, c) => optionOf(space, c, position)),
  )
  const columns: Uint8Array[] = []
  issues.forEach((issue, position) => (columns[issue] = options[position]!))
  const lookup =
    (c: number) =>
    (issue: number): number =>
      columns[issue]![c]!
  const where = (condition: Condition): Int32Array =>
    combinations(space.count, (c) => holds(condition, lookup(c), () => false))
  const mine = (spoken: readonly number[]): boolean =>
    share ? share.takes(spoken) : spoken.some((issue) => issues.includes(issue))
  // What names no issue holds or fails for all packages alike, so that any one group may look at it: the first issue's.
  const bears = (condition: Condition): boolean => mine(orFirst(issuesOf(condition)))
  const rules = theCase.rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.kind === 'hard' && !asksVote(theCase, rule) && mine(issuesWithRule(theCase, rule)))
  const unasked = rules.filter(({ rule }) => bodiesOf(rule).length === 0)
  const consentRules = rules
    .filter(({ rule }) => bodiesOf(rule).length > 0)
    .map(({ rule, index }) => consentRule(theCase, rule, index, { count: space.count, lookup }))
  const redLines = theCase.redLines.flatMap((line, redLine): Rejected[] =>
    bears(line.rejects) && theCase.vetoPlayers.includes(line.actor) ? [{ redLine, rejects: where(line.rejects) }] : [],
  )
  return {
    issues,
    count: space.count,
    options,
    strides: space.strides,
    counts: issues.map((issue) => share === null || share.owns(issue)),
    consentRules,
    allowed: Uint8Array.from({ length: space.count }, (_, c) =>
      unasked.every(({ rule }) => passes(rule, lookup(c), () => false)) ? 1 : 0,
    ),
    redLines,
    priced: redLines.filter(({ redLine }) => theCase.redLines[redLine]!.cost !== null),
    interactions: theCase.scores
      .flatMap((sheet) =>
        sheet.interactions.flatMap(({ when, points }) =>
          bears(when) ? [{ player: playerOf(theCase.vetoPlayers, sheet.actor), points, where: where(when) }] : [],
        ),
      )
      .flatMap(({ player, ...one }) => (player === null ? [] : [{ player, ...one }])),
    contact: contactFlags(theCase, issues, options),
    needsFoothold: Uint8Array.from({ length: space.count }, (_, c) =>
      issues.some((issue, position) => {
        const only = theCase.issues[issue]!.whileFoothold
        return only !== null && options[position]![c] !== only.otherwise
      })
        ? 1
        : 0,
    ),
  }
}

/** The block as it would be were no red line absolute and no consent refused. Rules that ask nobody stay, and so do
 *  those that no consent meets: they say which options go together. Never strikes a combination that the block itself
 *  leaves in some world. */
export function withoutRefusals(block: Block): Block {
  const allowed = block.allowed.slice()
  for (const { where, truth } of block.consentRules)
    for (let k = 0; k < where.length; k++) if (truth[k] === 0) allowed[where[k]!] = 0
  return { ...block, allowed, consentRules: [], redLines: [] }
}

/** Whether a hard rule lets a package pass. */
export function passes(rule: Rule, option: (issue: number) => number, granted: (body: number) => boolean): boolean {
  return rule.kind === 'soft' || !holds(rule.when, option, granted) || holds(rule.requires, option, granted)
}

function bodiesOf(rule: Rule): number[] {
  return rule.kind === 'soft' ? [] : [...new Set([...consentsOf(rule.when), ...consentsOf(rule.requires)])]
}

function orFirst(spoken: readonly number[]): readonly number[] {
  return spoken.length > 0 ? spoken : [0]
}

function combinations(count: number, test: (c: number) => boolean): Int32Array {
  return Int32Array.from(Array.from({ length: count }, (_, c) => c).filter(test))
}

export function consentRule(
  theCase: Case,
  rule: Rule,
  index: number,
  block: { count: number; lookup: (c: number) => (issue: number) => number },
): ConsentRule {
  const bodies = bodiesOf(rule)
  if (bodies.length > MOST_BODIES) throw new RangeError(`rule ${rule.id} asks for more than ${MOST_BODIES} consents`)
  const patterns = 1 << bodies.length
  const all = patterns === 32 ? 0xffffffff : 2 ** patterns - 1
  const truths = Uint32Array.from({ length: block.count }, (_, c) => {
    let truth = 0
    for (let p = 0; p < patterns; p++) {
      if (passes(rule, block.lookup(c), (body) => (p >> bodies.indexOf(body)) % 2 === 1)) truth += 2 ** p
    }
    return truth
  })
  const where = combinations(block.count, (c) => truths[c] !== all)
  const truth = Uint32Array.from(where, (c) => truths[c]!)
  const weakened = bodies.map((body) =>
    theCase.rules.flatMap((soft) =>
      soft.kind === 'soft' && soft.weakens === body
        ? [
            {
              factor: soft.factor,
              holds: Uint8Array.from(where, (c) => (holds(soft.when, block.lookup(c), () => false) ? 1 : 0)),
            },
          ]
        : [],
    ),
  )
  const option = (position: number, issue: number): number => block.lookup(where[position]!)(issue)
  const weighed = [...new Set(bodies.flatMap((body) => issuesOfConsent(theCase, body)))]
  const leaning = (position: number): string => weighed.map((issue) => option(position, issue)).join(' ')
  return { rule: index, bodies, where, truth, weakened, option, alike: alike(where, truth, weakened, leaning) }
}

function alike(
  where: Int32Array,
  truth: Uint32Array,
  weakened: ConsentRule['weakened'],
  leaning: (position: number) => string,
): ConsentRule['alike'] {
  const softs = weakened.flat()
  const groups = new Map<string, number[]>()
  for (let k = 0; k < where.length; k++) {
    const key = [truth[k], ...softs.map(({ holds: weakens }) => weakens[k]), leaning(k)].join(' ')
    const group = groups.get(key)
    if (group) group.push(k)
    else groups.set(key, [k])
  }
  return Array.from(groups.values(), (positions) => ({
    at: positions[0]!,
    combinations: Int32Array.from(positions, (k) => where[k]!),
  }))
}

function contactFlags(theCase: Case, issues: readonly number[], options: readonly Uint8Array[]): Uint8Array | null {
  const here = theCase.territories.map(({ issue }) => issues.indexOf(issue))
  if (here.every((position) => position < 0)) return null
  return Uint8Array.from(options[0]!, (_, c) =>
    here.reduce((moves, position, t) => {
      if (position < 0) return moves
      const option = theCase.issues[issues[position]!]!.options[options[position]![c]!]!
      return option.line?.kind === 'contact' ? moves | (1 << t) : moves
    }, 0),
  )
}
