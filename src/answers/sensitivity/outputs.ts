/** Names of the outputs that a sensitivity analysis can ask for, such as `dealBy:12`, `noDealValue:ukraine` or the id
 *  of a claim. */
import { actorAt, issueAt } from '../../case/indices.ts'
import { defined } from '../../case/defined.ts'
import { LEDGER_ENTRIES, PRECEDENTS, WHY_NO_DEAL } from '../../case/claim-test.ts'
import type { LedgerEntry, Metric } from '../../case/claim-test.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import { leavesOf } from '../../stages/findings/claim-tally.ts'
import type { Leaf } from '../../stages/findings/claim-tally.ts'
import { boundsOf } from '../../stages/findings/verdict.ts'
import { happens } from '../../stages/findings/evaluate.ts'
import type { Output } from './inputs.ts'
import { modelFor, worldEvaluator } from './inputs.ts'
import { worlds } from '../../run/simulate.ts'

/** An output that was asked for. */
export interface Question {
  /** As it was asked: `dealBy:12`, `C1`, `C1.2`. */
  readonly id: string
  readonly says: string
  readonly output: Output
  /** What a world counts as in which the output has no meaning: the threshold of a claim, so that it speaks neither for
   *  nor against it; else the mean over the worlds that have it. Null where every world has one. */
  readonly neutral: number | null
  /** Share of worlds that have the output, in a look at {@link LOOK} of them. */
  readonly share: number
  /** The bound by which the verdict on a claim is given; null for other outputs. */
  readonly bound: Bound | null
}

export interface Bound {
  readonly side: 'above' | 'below'
  readonly value: number
}

/** A name that means nothing: which part, and what it could have been. */
export interface NoQuestion {
  readonly word: string
  readonly what: string
  readonly known: readonly string[]
}

/** What cannot be asked of a case, in words. */
export interface CannotAsk {
  readonly reason: string
}

/** Worlds of the first look at an output. */
const LOOK = 500

type Part =
  | 'month'
  | 'amount'
  | 'years'
  | 'actor'
  | 'player'
  | 'package'
  | 'entry'
  | 'state'
  | 'accession'
  | 'precedent'
type Section = 'war' | 'bargaining' | 'durability' | 'consequences' | 'settlement'

interface Kind {
  readonly parts: readonly Part[]
  readonly needs: Section
  readonly says: string
  readonly make: (parts: readonly number[], theCase: Case) => Output
}

const metric = (of: Metric): Output => ({ kind: 'metric', of })

/** Every output by name; the parts follow after colons. */
const KINDS: Readonly<Record<string, Kind>> = {
  dealBy: {
    parts: ['month'],
    needs: 'bargaining',
    says: 'chance of a deal by month',
    make: ([month]) => ({ kind: 'dealBy', month: defined(month) }),
  },
  dealMonth: {
    parts: [],
    needs: 'bargaining',
    says: 'month of the deal',
    make: () => metric({ kind: 'dealMonth' }),
  },
  zopa: {
    parts: ['state'],
    needs: 'bargaining',
    says: 'where talks stand in the first month',
    make: ([k]) => ({ kind: 'event', of: { kind: 'zopa', state: defined(WHY_NO_DEAL[defined(k)]) } }),
  },
  accepts: {
    parts: ['player', 'package'],
    needs: 'settlement',
    says: 'prefers to no deal, in the first month,',
    make: ([actor, named]) => ({
      kind: 'event',
      of: { kind: 'accepts', actor: actorAt(defined(actor)), package: defined(named) },
    }),
  },
  noDealValue: {
    parts: ['player'],
    needs: 'settlement',
    says: 'what no deal is worth, in points, to',
    make: ([actor]) => metric({ kind: 'noDealValue', actor: actorAt(defined(actor)) }),
  },
  dealValue: {
    parts: ['player'],
    needs: 'bargaining',
    says: 'what the deal is worth, in points, to',
    make: ([actor]) => metric({ kind: 'dealValue', actor: actorAt(defined(actor)) }),
  },
  amount: {
    parts: ['amount'],
    needs: 'bargaining',
    says: 'amount that the deal says of',
    make: ([issue], { issues }) =>
      metric({
        kind: 'amount',
        issue: issueAt(defined(issue)),
        values: defined(defined(issues[defined(issue)]).amount).values,
      }),
  },
  margin: {
    parts: ['player', 'package'],
    needs: 'settlement',
    says: 'points by which the package beats no deal',
    make: ([actor, named]) => metric({ kind: 'margin', actor: actorAt(defined(actor)), package: defined(named) }),
  },
  points: {
    parts: ['player', 'package'],
    needs: 'settlement',
    says: 'score-sheet points of the package',
    make: ([actor, named]) => metric({ kind: 'points', actor: actorAt(defined(actor)), package: defined(named) }),
  },
  front: {
    parts: ['month'],
    needs: 'war',
    says: 'km² the line has moved towards the defender by month',
    make: ([month]) => metric({ kind: 'front', month: defined(month) }),
  },
  fireRatio: {
    parts: ['month'],
    needs: 'war',
    says: 'rounds fired by the attacker to one of the defender in month',
    make: ([month]) => metric({ kind: 'fireRatio', month: defined(month) }),
  },
  survival: {
    parts: ['years'],
    needs: 'durability',
    says: 'chance that the peace of the deal holds, in years,',
    make: ([years]) => metric({ kind: 'survival', years: defined(years) }),
  },
  packageSurvival: {
    parts: ['package', 'years'],
    needs: 'durability',
    says: 'chance that the peace of the package holds, in years,',
    make: ([named, years]) => metric({ kind: 'packageSurvival', package: defined(named), years: defined(years) }),
  },
  powellMargin: {
    parts: ['package'],
    needs: 'durability',
    says: 'Powell’s margin of the attacker, in points, under',
    make: ([named]) => metric({ kind: 'powellMargin', package: defined(named) }),
  },
  guaranteeNeeded: {
    parts: ['package'],
    needs: 'durability',
    says: 'credible guarantee needed, as a share of strength, under',
    make: ([named]) => metric({ kind: 'guaranteeNeeded', package: defined(named) }),
  },
  renewed: {
    parts: ['years'],
    needs: 'durability',
    says: 'a deal whose peace breaks within years',
    make: ([years]) => ({ kind: 'event', of: { kind: 'renewed', withinYears: defined(years) } }),
  },
  accession: {
    parts: ['accession', 'years'],
    needs: 'consequences',
    says: 'membership reached within years',
    make: ([accession, years]) => ({
      kind: 'event',
      of: { kind: 'accession', accession: defined(accession), withinYears: defined(years) },
    }),
  },
  precedent: {
    parts: ['precedent'],
    needs: 'consequences',
    says: 'land taken by force is',
    make: ([k]) => ({ kind: 'event', of: { kind: 'precedent', recognised: k === 1 } }),
  },
  ledger: {
    parts: ['entry'],
    needs: 'consequences',
    says: 'consequence, as of the deal or the last month projected,',
    make: ([entry]) => metric({ kind: 'ledger', entry: defined(LEDGER_ENTRIES[defined(entry)]) satisfies LedgerEntry }),
  },
}

/** How every output is written, for messages and help: `dealBy:MONTH`, …. */
export function outputForms(): string[] {
  return Object.entries(KINDS).map(([name, { parts }]) =>
    [name, ...parts.map((part) => (part === 'player' ? 'ACTOR' : part.toUpperCase()))].join(':'),
  )
}

/** The output that a text names: one of {@link outputForms}, or the id of a claim, with `.2` for the second of its
 *  tests. Looks at a few hundred worlds of the model to see in how many the output has a meaning. */
export function questionOf(model: Model, text: string): Question | NoQuestion | CannotAsk {
  const theCase = model.case
  const [name, ...written] = text.split(':')
  const kind = Object.hasOwn(KINDS, defined(name)) ? defined(KINDS[defined(name)]) : null
  if (!kind) return ofClaim(model, text)
  const lacks = missing(theCase, kind.needs)
  if (lacks) return { reason: `\`${name}\` asks for something that a case without \`${lacks}\` does not know` }
  if (written.length !== kind.parts.length)
    return { reason: `\`${text}\` should look like \`${outputForms().find((form) => form.split(':')[0] === name)}\`` }
  const parts: number[] = []
  for (const [k, part] of kind.parts.entries()) {
    const read = readPart(theCase, part, defined(written[k]))
    if (typeof read !== 'number') return read
    parts.push(read)
  }
  return look(model, {
    id: text,
    says: `${kind.says} ${written.join(', ')}`.trim(),
    output: kind.make(parts, theCase),
    bound: null,
  })
}

function missing(theCase: Case, needs: Section): string | null {
  if (needs === 'settlement') return theCase.scores.length > 0 && theCase.issues.length > 0 ? null : 'scores'
  return theCase[needs] === null ? needs : null
}

function readPart(theCase: Case, part: Part, word: string): number | NoQuestion | CannotAsk {
  const among = (what: string, known: readonly string[]): number | NoQuestion => {
    const found = known.indexOf(word)
    return found < 0 ? { word, what, known } : found
  }
  switch (part) {
    case 'month':
      return wholeBetween(word, 1, theCase.war?.months ?? theCase.bargaining?.months ?? 1, 'a month of the projection')
    case 'amount': {
      const found = among(
        'issue that is about how much',
        theCase.issues.flatMap(({ id, amount }) => (amount ? [id] : [])),
      )
      return typeof found === 'number' ? theCase.issues.findIndex(({ id }) => id === word) : found
    }
    case 'years':
      return numberFrom0(word)
    case 'actor':
      return among(
        'actor',
        theCase.actors.map(({ id }) => id),
      )
    case 'player': {
      const found = among(
        'belligerent',
        theCase.vetoPlayers.map((actor) => defined(theCase.actors[actor]).id),
      )
      return typeof found === 'number' ? defined(theCase.vetoPlayers[found]) : found
    }
    case 'package':
      return among(
        'package',
        theCase.packages.map(({ id }) => id),
      )
    case 'entry':
      return among('ledger entry', LEDGER_ENTRIES)
    case 'state':
      return among('state of the talks', WHY_NO_DEAL)
    case 'accession':
      return among('accession', theCase.consequences?.accessions.map(({ id }) => id) ?? [])
    case 'precedent':
      return among('precedent', PRECEDENTS)
  }
}

function wholeBetween(word: string, low: number, high: number, what: string): number | CannotAsk {
  const value = Number(word)
  return Number.isInteger(value) && value >= low && value <= high
    ? value
    : { reason: `\`${word}\` is not ${what}, ${low} to ${high}` }
}

function numberFrom0(word: string): number | CannotAsk {
  const value = Number(word)
  return word !== '' && value >= 0 && value < Infinity ? value : { reason: `\`${word}\` is no number of years` }
}

function ofClaim(model: Model, text: string): Question | NoQuestion | CannotAsk {
  const asked = testOf(model.case, text)
  if (!('leaf' in asked)) return asked
  const { leaf, says } = asked
  const bound = boundOf(leaf)
  if (!bound) return { reason: `claim ${text} has no bound to be judged by` }
  return look(model, { id: text, says, output: { kind: 'test', leaf, rival: rivalOf(model, leaf) }, bound })
}

/** A test of a claim by its name: `C1` is the first, `C1.2` the second. */
export function testOf(
  theCase: Case,
  text: string,
): { readonly leaf: Leaf; readonly says: string; readonly tests: number } | NoQuestion | CannotAsk {
  const exact = theCase.claims.find(({ id }) => id === text)
  const [, id, number] = /^(.+)\.(\d+)$/.exec(text) ?? []
  const claim = exact ?? theCase.claims.find((candidate) => candidate.id === id)
  const known = theCase.claims.filter(({ test }) => test !== null).map((candidate) => candidate.id)
  if (!claim) return { word: text, what: 'output or claim', known: [...known, ...Object.keys(KINDS)] }
  if (!claim.test) return { reason: `claim ${claim.id} has no test; those that have one are ${known.join(', ')}` }
  const leaves = leavesOf(claim.test)
  const leaf = leaves[exact ? 0 : Number(number) - 1]
  if (!leaf)
    return {
      reason: `claim ${claim.id} has ${leaves.length} test${leaves.length === 1 ? '' : 's'}, so there is no ${text}`,
    }
  return { leaf, says: claim.says, tests: leaves.length }
}

/** The bound that a test is judged by: the lower where it has both. */
export function boundOf(leaf: Leaf): Bound | null {
  const { above, below } = boundsOf(leaf)
  if (Number.isFinite(above)) return { side: 'above', value: above }
  return Number.isFinite(below) ? { side: 'below', value: below } : null
}

/** The event, beside the first, that a `likeliest` test has to fear most: the one seen most often in a look at a few
 *  worlds. */
function rivalOf(model: Model, leaf: Leaf): number {
  if (leaf.kind !== 'likeliest') return 0
  const one = modelFor(model, { kind: 'test', leaf, rival: 1 })
  const each = worlds(one)
  const counts = leaf.of.map(() => 0)
  for (let index = 0; index < LOOK; index++) {
    const [outcome] = each(index)
    if (leaf.given && !happens(leaf.given, defined(outcome))) continue
    leaf.of.forEach((event, k) => {
      if (happens(event, defined(outcome))) counts[k] = defined(counts[k]) + 1
    })
  }
  return counts.slice(1).reduce((best, count, k) => (count > defined(counts[best]) ? k + 1 : best), 1)
}

/** Looks at a few worlds: in how many the output has a meaning, and what it then is on average. */
function look(model: Model, asked: Pick<Question, 'id' | 'says' | 'output' | 'bound'>): Question | CannotAsk {
  const read = worldEvaluator(modelFor(model, asked.output), asked.output)
  const values = Array.from({ length: LOOK }, (_, index) => read(index)).filter((value) => !Number.isNaN(value))
  if (values.length === 0)
    return { reason: `\`${asked.id}\` has no meaning in any of ${LOOK} worlds: its condition never came about` }
  const share = values.length / LOOK
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { ...asked, share, neutral: canBeMissing(asked.output) ? (asked.bound?.value ?? mean) : null }
}

/** Numbers that only a deal has. */
const OF_DEALS: readonly Metric['kind'][] = ['dealMonth', 'dealValue', 'dealPoints', 'amount', 'survival']

function isOfDeals(of: Metric): boolean {
  return of.kind === 'gap' ? isOfDeals(of.of) || isOfDeals(of.than) : OF_DEALS.includes(of.kind)
}

/** Whether there are worlds, however few, in which the output has no meaning. */
function canBeMissing(output: Output): boolean {
  if (output.kind === 'metric') return isOfDeals(output.of)
  if (output.kind !== 'test') return false
  const { leaf } = output
  return leaf.given !== null || ((leaf.kind === 'mean' || leaf.kind === 'meanDifference') && isOfDeals(leaf.of))
}

/** The output as the analyses take it, a number in every world. */
export function withNeutral({ neutral }: Question, value: number): number {
  return neutral !== null && Number.isNaN(value) ? neutral : value
}
