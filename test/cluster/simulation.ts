/** The protocol in a small world: workers and conductors that run the very programs of `cluster/protocol.ts`, a queue,
 *  a store and a clock, and faults drawn from a seed. A history is a pure function of its seed and of the fault that is
 *  planted in it. */
import { conduct, Unreachable, workerLife } from '../../cluster/protocol.ts'
import type { ConductorEffect, ConductorEnd, Job, View, WorkerEffect } from '../../cluster/protocol.ts'

/** What is wrong in the world on purpose. */
export type Planted =
  | 'nothing'
  /** The store takes a second row for a chunk. */
  | 'chunksTwice'
  /** Completion of the job and keeping of the chunk are two steps, in this order. */
  | 'twoSteps'
  /** The same, and the conductor never offers a lost chunk again. */
  | 'twoStepsUnwatched'
  /** Jobs of silent workers stay theirs. */
  | 'noExpiry'
  /** A worker believes that its chunk is kept where the reply was lost. */
  | 'believing'

export interface History {
  /** What is wrong with how it ended, or null. */
  readonly fault: string | null
  readonly computed: number
  readonly crashes: number
  readonly end: ConductorEnd | null
}

/** Numbers from 0 to 1 that follow from a seed. Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number
 *  generators", 32-bit finaliser of MurmurHash3. */
function random(seed: number): () => number {
  let state = (seed * 2 + 1) | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32
  }
}

const LEASE = 15
const TAKINGS = 8
/** Steps with faults, and steps without in which all must come to an end. */
const FAULTY = 300
const PATIENCE = 3000

interface QueuedJob {
  readonly number: number
  state: 'waiting' | 'active' | 'over' | 'givenUp'
  takings: number
  leaseUntil: number
}

interface World {
  readonly draw: () => number
  readonly planted: Planted
  readonly chunks: number
  readonly poison: number
  clock: number
  faults: boolean
  /** Bytes of each chunk, as often as it was kept. */
  readonly kept: Map<number, number[]>
  readonly jobs: Map<number, QueuedJob>
  task: { state: View['state']; error: string | null } | null
  computed: number
  crashes: number
}

interface Actor<E> {
  program: Generator<E, unknown, unknown>
  readonly begin: () => Generator<E, unknown, unknown>
  effect: E | null
  readonly carryOut: (world: World, effect: E) => unknown
  end: unknown
}

const contents = (number: number): number => number * number + 7

/** One history. */
export function history(seed: number, planted: Planted): History {
  const draw = random(seed)
  const chunks = 1 + Math.floor(draw() * 6)
  const world: World = {
    draw,
    planted,
    chunks,
    poison: draw() < 0.05 ? Math.floor(draw() * chunks) : -1,
    clock: 0,
    faults: true,
    kept: new Map(),
    jobs: new Map(),
    task: null,
    computed: 0,
    crashes: 0,
  }
  const workers = Array.from({ length: 1 + Math.floor(draw() * 4) }, () => begun<WorkerEffect>(working, workerEffect))
  const conductors = Array.from({ length: 1 + Math.floor(draw() * 2) }, () =>
    begun<ConductorEffect>(conduct, conductorEffect),
  )
  const actors = [...workers, ...conductors] as Actor<WorkerEffect | ConductorEffect>[]
  for (let at = 0; at < FAULTY + PATIENCE && conductors.some(({ end }) => end === null); at++) {
    world.faults = at < FAULTY
    world.clock += draw() * 2
    step(world, actors[Math.floor(draw() * actors.length)]!)
  }
  const end = conductors[0]!.end as ConductorEnd | null
  return {
    fault: faultOf(
      world,
      conductors.map((one) => one.end as ConductorEnd | null),
    ),
    computed: world.computed,
    crashes: world.crashes,
    end,
  }
}

/** A worker after the other: where one was told to stop, another comes. */
function* working(): Generator<WorkerEffect, never, unknown> {
  for (;;) yield* workerLife('1')
}

function begun<E>(begin: () => Generator<E, unknown, unknown>, carryOut: Actor<E>['carryOut']): Actor<E> {
  const actor: Actor<E> = { program: begin(), begin, effect: null, carryOut, end: null }
  take(actor, actor.program.next())
  return actor
}

function take<E>(actor: Actor<E>, step: IteratorResult<E, unknown>): void {
  actor.effect = step.done ? null : step.value
  if (step.done) actor.end = step.value
}

/** Carries out what an actor asks for; or loses it, or loses the reply; or the actor dies before or after and another
 *  begins in its place. */
function step<E extends { readonly kind: string }>(world: World, actor: Actor<E>): void {
  if (actor.effect === null) return
  const fate = world.faults ? world.draw() : 1
  const crash = (): void => {
    world.crashes++
    actor.program = actor.begin()
    take(actor, actor.program.next())
  }
  if (fate < 0.02) return crash()
  if (fate < 0.08 && actor.effect.kind !== 'rest')
    return take(actor, actor.program.throw(new Unreachable('lost on the way')))
  const { effect } = actor
  const reply = actor.carryOut(world, effect)
  if (reply === DIED || fate < 0.1) return crash()
  if (fate < 0.16 && effect.kind !== 'compute' && effect.kind !== 'rest') {
    const believes = world.planted === 'believing' && effect.kind === 'commit'
    return take(
      actor,
      believes ? actor.program.next(reply) : actor.program.throw(new Unreachable('the reply was lost')),
    )
  }
  take(actor, actor.program.next(reply))
}

const DIED = Symbol('died in the middle')

function workerEffect(world: World, effect: WorkerEffect): unknown {
  switch (effect.kind) {
    case 'greet':
      return '1'
    case 'fetch':
      return fetch(world)
    case 'settled':
      return world.task?.state !== 'open' || world.kept.has(effect.job.number)
    case 'compute':
      return compute(world, effect.job)
    case 'commit':
      return commit(world, effect.job, effect.bytes)
    case 'refuse':
      if (world.task?.state === 'open') world.task = { state: 'failed', error: effect.why }
      return complete(world, effect.job)
    case 'drop':
      return complete(world, effect.job)
    case 'handBack': {
      const job = world.jobs.get(effect.job.number)
      if (job?.state === 'active') job.state = 'waiting'
      return undefined
    }
    case 'rest':
      return true
    case 'leave':
      return undefined
  }
}

function fetch(world: World): Job | null {
  const waiting = [...world.jobs.values()].find(({ state }) => state === 'waiting')
  if (!waiting) return null
  waiting.state = 'active'
  waiting.takings++
  waiting.leaseUntil = world.clock + LEASE
  return { id: String(waiting.number), task: 't', number: waiting.number }
}

/** Time passes; most workers renew their lease, some are held up and do not. */
function compute(world: World, job: Job): unknown {
  world.computed++
  const heldUp = world.faults && world.draw() < 0.1
  world.clock += world.draw() * 5 + (heldUp ? LEASE * 2 * world.draw() : 0)
  const queued = world.jobs.get(job.number)
  if (!heldUp && queued?.state === 'active') queued.leaseUntil = world.clock + LEASE
  if (world.faults && world.draw() < 0.03) return { kind: 'stopped' }
  if (job.number === world.poison) return { kind: 'refused', why: 'poison' }
  return { kind: 'bytes', bytes: Uint8Array.of(contents(job.number)), seconds: 1 }
}

function commit(world: World, job: Job, bytes: Uint8Array): unknown {
  const keep = (): void => {
    const rows = world.kept.get(job.number) ?? []
    if (rows.length === 0 || world.planted === 'chunksTwice') world.kept.set(job.number, [...rows, bytes[0]!])
  }
  if (world.planted !== 'twoSteps' && world.planted !== 'twoStepsUnwatched') keep()
  complete(world, job)
  if (world.planted === 'twoSteps' || world.planted === 'twoStepsUnwatched') {
    if (world.faults && world.draw() < 0.1) return DIED
    keep()
  }
  return undefined
}

function complete(world: World, { number }: Job): void {
  const job = world.jobs.get(number)
  if (job?.state === 'active') job.state = 'over'
}

function conductorEffect(world: World, effect: ConductorEffect): unknown {
  switch (effect.kind) {
    case 'offer':
      if (world.task === null || world.task.state === 'failed') world.task = { state: 'open', error: null }
      return offer(
        world,
        Array.from({ length: world.chunks }, (_, number) => number).filter((number) => !world.kept.has(number)),
      )
    case 'offerAgain':
      return world.planted === 'twoStepsUnwatched' ? undefined : offer(world, effect.numbers)
    case 'sweep':
      if (world.planted !== 'noExpiry') for (const job of world.jobs.values()) expire(world, job)
      return undefined
    case 'look':
      return look(world)
    case 'fail':
      if (world.task?.state === 'open') world.task = { state: 'failed', error: effect.why }
      return undefined
    case 'rest':
      return true
  }
}

function offer(world: World, numbers: readonly number[]): void {
  for (const number of numbers) {
    const job = world.jobs.get(number)
    if (!job || job.state === 'over' || job.state === 'givenUp')
      world.jobs.set(number, { number, state: 'waiting', takings: 0, leaseUntil: 0 })
  }
}

function expire(world: World, job: QueuedJob): void {
  if (job.state === 'active' && job.leaseUntil < world.clock) job.state = job.takings < TAKINGS ? 'waiting' : 'givenUp'
}

function look(world: World): View {
  const open = Array.from({ length: world.chunks }, (_, number) => number).filter((number) => !world.kept.has(number))
  const state = (number: number): string => world.jobs.get(number)?.state ?? 'none'
  return {
    state: world.task?.state ?? 'cancelled',
    error: world.task?.error ?? null,
    kept: world.kept.size,
    chunks: world.chunks,
    lost: open.filter((number) => ['none', 'over'].includes(state(number))),
    givenUp: open.filter((number) => state(number) === 'givenUp'),
  }
}

/** What must hold of every history: it ends, every chunk counted once with its own bytes; where it failed, there was a
 *  reason to. */
function faultOf(world: World, ends: readonly (ConductorEnd | null)[]): string | null {
  for (const [number, rows] of world.kept) {
    if (rows.length > 1) return `chunk ${number} counts ${rows.length} times`
    if (rows[0] !== contents(number)) return `chunk ${number} holds what is not its own`
  }
  for (const end of ends) {
    if (end === null) return 'it does not end'
    if (end.kind === 'done' && world.kept.size !== world.chunks) return 'it is done with chunks missing'
    if (end.kind === 'failed' && !end.why.includes('given up') && world.poison < 0) return 'it failed for no reason'
    if (end.kind === 'done' && world.poison >= 0) return 'it is done though a chunk cannot be computed'
    if (end.kind !== 'done' && end.kind !== 'failed') return `it ended as ${end.kind}`
  }
  return null
}
