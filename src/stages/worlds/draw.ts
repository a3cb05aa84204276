/** World i of a run as a pure function of (arm, seed, i): every uncertain thing drawn once, each from a stream of its
 *  own, so that adding a quantity leaves the other draws as they were and scenarios share their worlds. */
import type { QuantityIndex } from '../../case/indices.ts'
import { quantityAt } from '../../case/indices.ts'
import type { Arm } from '../../case/model.ts'
import type { Case, Quantity, Spread } from '../../case/types.ts'
import { keepStrongest, membersOf } from '../../methods/evidence/strongest.ts'
import { posterior } from '../evidence/posterior.ts'
import { sampler } from '../../math/distribution.ts'
import { normalCdf, normalQuantile } from '../../math/normal.ts'
import type { Distribution } from '../../math/distribution.ts'
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'
import { datedChanges } from '../../case/dated-change.ts'
import { copula } from './copula.ts'
import { chartCourses } from './courses.ts'
import type { Courses } from './courses.ts'
import { fillTilts, newLeanings } from './leaning.ts'
import type { Leaning } from './leaning.ts'
import { fillSpoiler, newSpoilers } from './spoilers.ts'
import type { Spoiler } from './spoilers.ts'
import { outerQuantities } from './outer.ts'
import { reluctance } from './reluctance.ts'
import { deriver } from './derived.ts'

/** One joint draw. Arrays are reused from world to world. */
export interface World {
  index: number
  /** By quantity, in the engine's units. */
  readonly values: Float64Array
  /** Option that holds, by hypothesis set. */
  readonly hypotheses: Int32Array
  /** By consent body: it agrees to a package whose soft rules leave a factor above this (see {@link reluctance}). */
  readonly reluctance: Float64Array
  /** Its members, where some follow a score sheet, by body; null for other bodies. */
  readonly leanings: readonly (Leaning | null)[]
  /** Those who would spoil what they like less than no deal. */
  readonly spoilers: readonly Spoiler[]
  /** 1 where the red line is firm. */
  readonly firm: Uint8Array
  /** What changes with time; null where nothing has a date. The fields above are those of the date. */
  courses: Courses<World> | null
}

type Sample = (p: number) => number

/** Samplers already built, by distribution: the arms of a model share most of theirs, and a table takes a millisecond
 *  to fill. A plain map goes by identity. */
export interface Samplers {
  get(distribution: Distribution): Sample | undefined
  set(distribution: Distribution, sample: Sample): unknown
}

/** Samplers by what a distribution says, for runs of a text and of its next edit, whose distributions are equal but not
 *  the same. */
export function samplersByValue(): Samplers {
  const known = new Map<string, Sample>()
  return {
    get: (distribution) => (distribution.kind === 'fixed' ? undefined : known.get(JSON.stringify(distribution))),
    set(distribution, sample) {
      if (distribution.kind !== 'fixed') known.set(JSON.stringify(distribution), sample)
    },
  }
}

function samplerOf(distribution: Distribution, samplers: Samplers): Sample {
  const known = samplers.get(distribution)
  if (known) return known
  const made = sampler(distribution)
  samplers.set(distribution, made)
  return made
}

/** The uniforms of a world, shared by all arms. */
export interface Uniforms {
  readonly quantities: Float64Array
  readonly hypotheses: Float64Array
  readonly members: readonly Float64Array[]
  /** What the members of a body have in common, by body. */
  readonly bodies: Float64Array
  readonly redLines: Float64Array
  /** Two a dated change: whether it comes, and when. */
  readonly events: Float64Array
  /** Draws every uniform of a world anew, as yet without correlation. @param reading the world whose judgements it
   *  shares; its own where left out. */
  draw(world: number, reading?: number): void
  /** Correlates the quantities that the case says are correlated; once after each draw. */
  correlate(): void
}

export function newWorld(theCase: Case): World {
  return {
    index: 0,
    values: new Float64Array(theCase.quantities.length),
    hypotheses: new Int32Array(theCase.hypotheses.length),
    reluctance: new Float64Array(theCase.consents.length),
    leanings: newLeanings(theCase),
    spoilers: newSpoilers(theCase),
    firm: new Uint8Array(theCase.redLines.length),
    courses: null,
  }
}

/** The uniforms behind a world. Quantities that no arm varies are not drawn, but for those that are correlated with
 *  another: which of them an arm holds fixed must not change the draws of the rest.
 *  @param correlated which of the correlations to draw by: all, or those between quantities that vary. */
export function uniforms(
  theCase: Case,
  arms: readonly Arm[],
  seedNumber: number,
  correlated: 'all' | 'varying' = 'all',
): Uniforms {
  const seed = seedOf(seedNumber)
  const changes = datedChanges(theCase)
  const later = new Set<number>(
    changes.flatMap(({ set }) => set.flatMap(({ quantity, spread }) => (isFixed(spread) ? [] : [quantity]))),
  )
  const varies = (q: number): boolean => later.has(q) || arms.some((arm) => !isFixed(arm.spreads[q]!))
  const correlations = theCase.correlations.filter(({ a, b }) => correlated === 'all' || (varies(a) && varies(b)))
  const tied = new Set(correlations.flatMap(({ a, b }) => [a, b]))
  const uncertain = theCase.quantities.map((_, q) => quantityAt(q)).filter((q) => varies(q) || tied.has(q))
  const streams = uncertain.map((q) =>
    streamOf(`quantity/${theCase.quantities[q]!.drawnAs ?? theCase.quantities[q]!.id}`),
  )
  const sets = theCase.hypotheses.map((set) => streamOf(`hypothesis/${set.id}`))
  const members = theCase.consents.map((body) =>
    body.members.map((member) => streamOf(`consent/${body.id}/${member.id}`)),
  )
  const bodies = theCase.consents.map((body) => streamOf(`consent/${body.id}`))
  const lines = theCase.redLines.map((line) => streamOf(`firm/${line.id}`))
  const dates = changes.flatMap(({ id }) => [streamOf(`event/${id}`), streamOf(`event/${id}/month`)])
  const correlate = copula(correlations)
  const outer = outerQuantities(theCase)
  const drawn: Uniforms = {
    quantities: new Float64Array(theCase.quantities.length).fill(0.5),
    hypotheses: new Float64Array(sets.length),
    members: members.map((list) => new Float64Array(list.length)),
    bodies: new Float64Array(bodies.length),
    redLines: new Float64Array(lines.length),
    events: new Float64Array(dates.length),
    draw(world, reading = world) {
      for (let k = 0; k < uncertain.length; k++) {
        const q = uncertain[k]!
        drawn.quantities[q] = uniformAt(seed, streams[k]!, outer[q] === 1 ? reading : world, 0)
      }
      fill(drawn.hypotheses, sets, seed, world)
      for (let b = 0; b < members.length; b++) fill(drawn.members[b]!, members[b]!, seed, world)
      fill(drawn.bodies, bodies, seed, world)
      fill(drawn.redLines, lines, seed, world)
      fill(drawn.events, dates, seed, world)
    },
    correlate: () => correlate(drawn.quantities),
  }
  return drawn
}

function fill(out: Float64Array, streams: readonly Stream[], seed: Seed, world: number): void {
  for (let k = 0; k < streams.length; k++) out[k] = uniformAt(seed, streams[k]!, world, 0)
}

/** Whether a quantity is the same number in every world. */
export function isFixed(spread: Spread): boolean {
  return spread.kind === 'plain' ? spread.of.kind === 'fixed' : spread.by.every((d) => d.kind === 'fixed')
}

type Draw = (uniform: Uniforms, index: number, world: World) => void

/** Turns the uniforms of a world into the world of one arm, with all that changes in it as months go by. */
export function drawer(theCase: Case, arm: Arm, samplers: Samplers): Draw {
  const draw = drawerAtDate(theCase, arm, samplers)
  const chart = chartCourses<World>(theCase)
  if (!chart) return draw
  const changes = datedChanges(theCase)
  const variants = new Map<string, { readonly draw: Draw; readonly world: World; serial: number }>()
  let serial = 0
  return (uniform, index, world) => {
    draw(uniform, index, world)
    serial++
    const after = (come: readonly number[]): World => {
      const key = come.join()
      let variant = variants.get(key)
      if (!variant) {
        const spreads = [...arm.spreads]
        for (const e of come) for (const { quantity, spread } of changes[e]!.set) spreads[quantity] = spread
        variant = {
          draw: drawerAtDate(theCase, { ...arm, spreads }, samplers),
          world: newWorld(theCase),
          serial: 0,
        }
        variants.set(key, variant)
      }
      if (variant.serial !== serial) variant.draw(uniform, index, variant.world)
      variant.serial = serial
      return variant.world
    }
    world.courses = chart({
      world,
      after,
      probability: ({ probability }) => (probability === null ? 1 : world.values[probability]!),
      uniforms: uniform.events,
    })
  }
}

/** The world of one arm as it is at the date. */
function drawerAtDate(theCase: Case, arm: Arm, samplers: Samplers): Draw {
  const values = valuesOf(theCase, arm, samplers)
  const derive = deriver(theCase, arm)
  const orders = theCase.ordered.map(({ quantities }) => quantities)
  const sets = theCase.hypotheses.map((_, set) => evidenceOn(theCase, set))
  const members = theCase.consents.map((body) => gathered(body.members.map(({ probability }) => probability)))
  return (uniform, index, world) => {
    world.index = index
    values.plain(uniform.quantities, world.values)
    derive(world.values) // beliefs may be made of other numbers
    for (let s = 0; s < sets.length; s++) {
      const { prior, likelihood, credibility, relevance, rows, groups } = sets[s]!
      for (let e = 0; e < likelihood.length; e++) gather(likelihood[e]!, world.values)
      const counted = gather(credibility, world.values)
      for (let e = 0; e < relevance.length; e++) if (relevance[e] !== null) counted[e]! *= world.values[relevance[e]!]!
      keepStrongest(groups, rows, counted)
      const weights = posterior(gather(prior, world.values), rows, counted)
      world.hypotheses[s] = pick(weights, uniform.hypotheses[s]!)
    }
    values.given(uniform.quantities, world.hypotheses, world.values)
    for (let k = 0; k < orders.length; k++) putInOrder(orders[k]!, world.values)
    derive(world.values)
    for (let b = 0; b < members.length; b++) {
      const { quorum, correlation } = theCase.consents[b]!
      const drawn =
        correlation === null
          ? uniform.members[b]!
          : alike(uniform.members[b]!, uniform.bodies[b]!, world.values[correlation]!)
      const probability = gather(members[b]!, world.values)
      world.reluctance[b] = reluctance(drawn, probability, quorum)
      const leaning = world.leanings[b]
      if (!leaning) continue
      leaning.uniform.set(drawn)
      leaning.probability.set(probability)
      leaning.course.fill(0)
      fillTilts(theCase, b, world.values, leaning)
    }
    for (const spoiler of world.spoilers) fillSpoiler(spoiler, world.values)
    for (let r = 0; r < world.firm.length; r++) {
      world.firm[r] = uniform.redLines[r]! < world.values[theCase.redLines[r]!.firm]! ? 1 : 0
    }
  }
}

/** Sorts what was drawn for some numbers in place, by insertion: they are few. No stream moves, and the spread of each
 *  becomes that of an order statistic. */
function putInOrder(quantities: readonly number[], values: Float64Array): void {
  for (let k = 1; k < quantities.length; k++) {
    const value = values[quantities[k]!]!
    let j = k
    while (j > 0 && values[quantities[j - 1]!]! > value) {
      values[quantities[j]!] = values[quantities[j - 1]!]!
      j--
    }
    values[quantities[j]!] = value
  }
}

/** The uniforms of members that lean the same way: normal scores with a common factor, `Φ(√ρ z + √(1 − ρ) z_m)`, so
 *  that each member agrees as often as before and two of them correlate by ρ. Source: the one-factor model, Vasicek
 *  1987, Probability of loss on loan portfolio. */
function alike(members: Float64Array, common: number, rho: number): Float64Array {
  if (rho <= 0) return members
  const [shared, own] = [Math.sqrt(rho) * normalQuantile(common), Math.sqrt(1 - rho)]
  return members.map((uniform) => normalCdf(shared + own * normalQuantile(uniform)))
}

/** The option that a uniform falls on. */
export function pick(weights: ArrayLike<number>, uniform: number): number {
  let below = 0
  for (let k = 0; k < weights.length - 1; k++) {
    below += weights[k]!
    if (uniform < below) return k
  }
  return weights.length - 1
}

interface Values {
  plain(uniform: Float64Array, out: Float64Array): void
  given(uniform: Float64Array, hypotheses: Int32Array, out: Float64Array): void
}

interface Drawn {
  readonly q: number
  readonly quantity: Quantity
  readonly sample: Sample
}

/** Drawn from another distribution under each option of a hypothesis set. */
interface DrawnGiven {
  readonly q: number
  readonly quantity: Quantity
  readonly set: number
  readonly samples: readonly Sample[]
}

function valuesOf(theCase: Case, arm: Arm, samplers: Samplers): Values {
  const { quantities } = theCase
  const fixed = new Float64Array(quantities.length)
  const plain: Drawn[] = []
  const given: DrawnGiven[] = []
  arm.spreads.forEach((spread, q) => {
    const quantity = quantities[q]!
    if (spread.kind === 'given')
      given.push({ q, quantity, set: spread.set, samples: spread.by.map((d) => samplerOf(d, samplers)) })
    else if (spread.of.kind === 'fixed') fixed[q] = inRange(quantity, spread.of.value)
    else plain.push({ q, quantity, sample: samplerOf(spread.of, samplers) })
  })
  return {
    plain(uniform, out) {
      out.set(fixed)
      for (let k = 0; k < plain.length; k++) {
        const { q, quantity, sample } = plain[k]!
        out[q] = inRange(quantity, sample(uniform[q]!))
      }
    },
    given(uniform, hypotheses, out) {
      for (const { q, quantity, set, samples } of given)
        out[q] = inRange(quantity, samples[hypotheses[set]!]!(uniform[q]!))
    },
  }
}

/** In the engine's unit, and within the quantity's range. */
function inRange({ factor, low, high }: Quantity, x: number): number {
  return Math.min(high, Math.max(low, x * factor))
}

/** Some quantities, and room to read their values of a world. */
interface Gathered {
  readonly of: Int32Array
  readonly read: Float64Array
}

function gathered(quantities: readonly number[]): Gathered {
  return { of: Int32Array.from(quantities), read: new Float64Array(quantities.length) }
}

function gather({ of, read }: Gathered, values: Float64Array): Float64Array {
  for (let k = 0; k < of.length; k++) read[k] = values[of[k]!]!
  return read
}

/** What bears on a hypothesis set; `rows` are where the likelihoods are read to. */
interface EvidenceOn {
  readonly prior: Gathered
  readonly likelihood: readonly Gathered[]
  readonly rows: readonly Float64Array[]
  readonly credibility: Gathered
  /** How far an item bears on the set, null where it does fully. */
  readonly relevance: readonly (QuantityIndex | null)[]
  /** Items that tell of one observation, by group. */
  readonly groups: readonly (readonly number[])[]
}

function evidenceOn(theCase: Case, set: number): EvidenceOn {
  const items = theCase.evidence.filter((item) => item.set === set)
  const likelihood = items.map((item) => gathered(item.likelihood))
  return {
    prior: gathered(theCase.hypotheses[set]!.options.map(({ prior }) => prior)),
    likelihood,
    rows: likelihood.map(({ read }) => read),
    credibility: gathered(items.map((item) => item.credibility)),
    relevance: items.map((item) => item.relevance),
    groups: membersOf(
      items.map(({ group }) => group),
      '',
    ),
  }
}
