/** The yes-or-no assumptions behind what is allowed, and what each combination asks of them in a world. */
import { consentsOf, issuesOf } from '../../case/condition.ts'
import type { Case } from '../../case/types.ts'
import type { World } from '../worlds/draw.ts'
import { isAbsolute } from './bars.ts'
import type { Block, ConsentRule } from './block.ts'
import { passes } from './block.ts'
import { NEVER, NOTHING } from './needs.ts'
import type { Formula, Needs } from './needs.ts'
import { consentPattern } from './sieve.ts'

/** A change that is made or not: a red line of a veto player read the other way, a consent, a hard rule set aside, a
 *  payment to a player. */
export type Toggle =
  | { readonly kind: 'redLine'; readonly redLine: number }
  | { readonly kind: 'consent'; readonly body: number }
  | { readonly kind: 'rule'; readonly rule: number }
  | { readonly kind: 'payment'; readonly player: number }

/** Toggles in order, and the position of each: that of its bit. */
export interface Toggles {
  readonly all: readonly Toggle[]
  readonly redLine: ReadonlyMap<number, bigint>
  readonly consent: ReadonlyMap<number, bigint>
  readonly rule: ReadonlyMap<number, bigint>
  readonly payment: readonly bigint[]
}

/** @param blocks tell which rules no consent meets: only those can be set aside. */
export function togglesOf(theCase: Case, blocks: readonly Block[]): Toggles {
  const { rules } = theCase
  const beyond = new Set(
    blocks.flatMap((block) =>
      [...barsOf(theCase, block), ...block.consentRules.filter(beyondConsent)].map(({ rule }) => rule),
    ),
  )
  const named = new Set(
    rules.flatMap((rule) => (rule.kind === 'hard' ? [...consentsOf(rule.when), ...consentsOf(rule.requires)] : [])),
  )
  const all: Toggle[] = [
    ...theCase.redLines.flatMap((line, redLine): Toggle[] =>
      theCase.vetoPlayers.includes(line.actor) ? [{ kind: 'redLine', redLine }] : [],
    ),
    ...theCase.consents.flatMap(({ vote }, body): Toggle[] =>
      named.has(body) && !vote ? [{ kind: 'consent', body }] : [],
    ),
    ...rules.flatMap((rule, index): Toggle[] =>
      beyond.has(index) && rule.leftTo === undefined ? [{ kind: 'rule', rule: index }] : [],
    ),
    ...theCase.vetoPlayers.map((_, player): Toggle => ({ kind: 'payment', player })),
  ]
  const bits = (of: (toggle: Toggle) => number): Map<number, bigint> =>
    new Map(
      all.flatMap((toggle, position): [number, bigint][] =>
        of(toggle) < 0 ? [] : [[of(toggle), 1n << BigInt(position)]],
      ),
    )
  return {
    all,
    redLine: bits((toggle) => (toggle.kind === 'redLine' ? toggle.redLine : -1)),
    consent: bits((toggle) => (toggle.kind === 'consent' ? toggle.body : -1)),
    rule: bits((toggle) => (toggle.kind === 'rule' ? toggle.rule : -1)),
    payment: [...bits((toggle) => (toggle.kind === 'payment' ? toggle.player : -1)).values()],
  }
}

/** A rule that a consent can turn against a package of the block; null where there is none. */
export function againstConsent(block: Block): number | null {
  return block.consentRules.find((rule) => !rises(rule))?.rule ?? null
}

/** Hard rules without consents that bar combinations of a block. */
export interface BlockBars {
  readonly rule: number
  readonly where: Int32Array
}

/** @throws RangeError for a rule that a consent can turn against a package: a change must then not be looked at on its
 *  own. */
export function barsOf(theCase: Case, block: Block): BlockBars[] {
  const odd = againstConsent(block)
  if (odd !== null)
    throw new RangeError(
      `rule ${theCase.rules[odd]!.id} bars packages because of a consent; what opens a deal cannot be told change by change`,
    )
  const lookup =
    (c: number) =>
    (issue: number): number =>
      block.options[block.issues.indexOf(issue)]![c]!
  return theCase.rules.flatMap((rule, index): BlockBars[] => {
    if (rule.kind === 'soft' || consentsOf(rule.when).length + consentsOf(rule.requires).length > 0) return []
    if (![...issuesOf(rule.when), ...issuesOf(rule.requires)].some((issue) => block.issues.includes(issue))) return []
    const where = Array.from({ length: block.count }, (_, c) => c).filter((c) => !passes(rule, lookup(c), () => false))
    return where.length > 0 ? [{ rule: index, where: Int32Array.from(where) }] : []
  })
}

/** Whether the rule bars some combination even with every consent. */
function beyondConsent(rule: ConsentRule): boolean {
  const every = (1 << rule.bodies.length) - 1
  return rule.truth.some((truth) => ((truth >>> every) & 1) === 0)
}

/** Whether a consent more never turns the verdict from yes to no. */
function rises(rule: ConsentRule): boolean {
  const patterns = 1 << rule.bodies.length
  return rule.truth.every((truth) => {
    for (let p = 0; p < patterns; p++) {
      for (let b = 0; b < rule.bodies.length; b++)
        if (((truth >>> p) & 1) > ((truth >>> (p | (1 << b))) & 1)) return false
    }
    return true
  })
}

interface Labelling {
  readonly needs: Needs
  readonly toggles: Toggles
  readonly world: World
}

/** By combination of a block: which changes would let it pass, were they made. Firm red lines would have to be bluffs,
 *  refused consents given, and rules that bar packages even with every consent set aside. */
export function whatItNeeds(
  { needs, toggles, world }: Labelling,
  block: Block,
  bars: readonly BlockBars[],
  footholdStands: boolean,
): Int32Array {
  const labels = new Int32Array(block.count).fill(NOTHING)
  const add = (c: number, formula: Formula): void => {
    labels[c] = needs.both(labels[c]!, formula)
  }
  for (const { rule, where } of bars) {
    const aside = toggles.rule.get(rule) // none of what is left to a later step: no change of the first settles it
    for (const c of where) add(c, aside === undefined ? NEVER : needs.anyOf([aside]))
  }
  for (const rule of block.consentRules) {
    rule.where.forEach((c, k) => {
      const pattern = consentPattern(rule, world, k)
      const truth = rule.truth[k]!
      if (((truth >>> pattern) & 1) === 1) return
      const ways = patternsOf(rule, (p) => (p & pattern) === 0 && ((truth >>> (p | pattern)) & 1) === 1)
      const aside = toggles.rule.get(rule.rule)
      add(c, needs.anyOf([...ways.map((p) => bodyBits(toggles, rule, p)), ...(aside === undefined ? [] : [aside])]))
    })
  }
  for (const { redLine, rejects } of block.redLines) {
    if (isAbsolute(world, redLine)) for (const c of rejects) add(c, needs.anyOf([toggles.redLine.get(redLine)!]))
  }
  if (!footholdStands)
    block.needsFoothold.forEach((flag, c) => {
      if (flag === 1) labels[c] = NEVER
    })
  return labels
}

/** By combination of a block: what it leans on in this world, as sets of which one has to stay whole; {@link NEVER}
 *  where it is not left. It leans on consents given, and on red lines that are not firm. */
export function whatItLeansOn({ needs, toggles, world }: Labelling, block: Block, footholdStands: boolean): Int32Array {
  const labels = Int32Array.from(block.allowed, (allowed, c) =>
    allowed === 1 && (footholdStands || block.needsFoothold[c] === 0) ? NOTHING : NEVER,
  )
  const add = (c: number, formula: Formula): void => {
    if (labels[c] !== NEVER) labels[c] = needs.both(labels[c]!, formula)
  }
  for (const rule of block.consentRules) {
    rule.where.forEach((c, k) => {
      const pattern = consentPattern(rule, world, k)
      const truth = rule.truth[k]!
      const ways = patternsOf(rule, (p) => (p & ~pattern) === 0 && ((truth >>> p) & 1) === 1)
      add(c, needs.anyOf(ways.map((p) => bodyBits(toggles, rule, p))))
    })
  }
  for (const { redLine, rejects } of block.redLines) {
    const label = isAbsolute(world, redLine) ? NEVER : needs.anyOf([toggles.redLine.get(redLine)!])
    for (const c of rejects) add(c, label)
  }
  return labels
}

function patternsOf(rule: ConsentRule, test: (pattern: number) => boolean): number[] {
  return Array.from({ length: 1 << rule.bodies.length }, (_, p) => p).filter(test)
}

function bodyBits(toggles: Toggles, rule: ConsentRule, pattern: number): bigint {
  return rule.bodies.reduce(
    (bits, body, b) => ((pattern >> b) % 2 === 1 ? bits | toggles.consent.get(body)! : bits),
    0n,
  )
}
