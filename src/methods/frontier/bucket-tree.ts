/** Tables over variables laid out for elimination: each table waits at the variable of its scope that is chosen last,
 *  and what is left of it once that variable is chosen best is a message to the next. Built once for a structure, then
 *  solved for any numbers on it. Source: bucket elimination, Dechter 1999, Artificial Intelligence 113. */
import { eliminationOrder } from './elimination-order.ts'

/** What a variable chooses over: rows by what was chosen of the variables around it, columns by its own options. */
export interface Bucket {
  readonly variable: number
  readonly size: number
  /** Variables around it, all chosen before it, and what each adds to the number of a row. */
  readonly around: readonly number[]
  readonly strides: readonly number[]
  readonly rows: number
  /** Tables that wait here, and earlier buckets of which messages do; places in them by row, then option. */
  readonly tables: readonly { readonly table: number; readonly places: Int32Array }[]
  readonly messages: readonly { readonly from: number; readonly places: Int32Array }[]
}

export interface BucketTree {
  readonly sizes: readonly number[]
  readonly scopes: readonly (readonly number[])[]
  /** In the order in which variables are chosen. */
  readonly buckets: readonly Bucket[]
  /** Buckets whose messages hang on nothing. */
  readonly roots: readonly number[]
}

/** Most places of a bucket: more, and the tables are too entangled to be worked through variable by variable. */
export const MOST_PLACES = 300_000

/** @param scopes variables of each table, the first the least significant in its places; every variable is in one.
 *  @returns null where some bucket would have more than {@link MOST_PLACES} places. */
export function bucketTree(sizes: readonly number[], scopes: readonly (readonly number[])[]): BucketTree | null {
  const nothing = new Uint8Array(0)
  const rules = scopes.map((issues) => ({ issues, allowed: nothing }))
  const { issues: last, widest } = eliminationOrder({ sizes, points: [], rules, interactions: [] })
  if (widest > MOST_PLACES) return null
  const order = [...last].reverse()
  const turn = (variable: number): number => order.indexOf(variable)
  const latest = (scope: readonly number[]): number =>
    scope.reduce((most, variable) => Math.max(most, turn(variable)), -1)
  const buckets: Bucket[] = []
  const sent: { from: number; scope: readonly number[] }[] = []
  const roots: number[] = []
  for (let k = order.length - 1; k >= 0; k--) {
    const variable = order[k]!
    const here = scopes.flatMap((scope, table) => (latest(scope) === k ? [{ table, scope }] : []))
    const received = sent.filter(({ scope }) => latest(scope) === k)
    const spoken = new Set([...here, ...received].flatMap(({ scope }) => scope))
    spoken.delete(variable)
    const around = [...spoken].sort((a, b) => turn(a) - turn(b))
    const places = (scope: readonly number[]): Int32Array => placesOf(sizes, [variable, ...around], scope)
    buckets[k] = {
      variable,
      size: sizes[variable]!,
      around,
      strides: stridesOf(sizes, around),
      rows: around.reduce((product, other) => product * sizes[other]!, 1),
      tables: here.map(({ table, scope }) => ({ table, places: places(scope) })),
      messages: received.map(({ from, scope }) => ({ from, places: places(scope) })),
    }
    if (around.length === 0) roots.push(k)
    else sent.push({ from: k, scope: around })
  }
  return { sizes, scopes, buckets, roots }
}

function stridesOf(sizes: readonly number[], variables: readonly number[]): number[] {
  let stride = 1
  return variables.map((variable) => {
    const own = stride
    stride *= sizes[variable]!
    return own
  })
}

/** Places in a table over `scope` of all combinations of `variables`, the first fastest. */
function placesOf(sizes: readonly number[], variables: readonly number[], scope: readonly number[]): Int32Array {
  const strides = stridesOf(sizes, scope)
  const steps = variables.map((variable) => strides[scope.indexOf(variable)] ?? 0)
  const out = new Int32Array(variables.reduce((product, variable) => product * sizes[variable]!, 1))
  const digits = variables.map(() => 0)
  let place = 0
  for (let k = 0; k < out.length; k++) {
    out[k] = place
    for (let d = 0; d < digits.length; d++) {
      place += steps[d]!
      digits[d] = digits[d]! + 1
      if (digits[d]! < sizes[variables[d]!]!) break
      place -= steps[d]! * digits[d]!
      digits[d] = 0
    }
  }
  return out
}

/** What a choice costs against the best there, by bucket, then row and option: 0 for the best, −∞ for what is
 *  barred. */
export interface Regrets {
  /** The largest sum of the tables; −∞ where everything is barred. */
  top: number
  readonly by: readonly Float64Array[]
  readonly messages: readonly Float64Array[]
}

export function newRegrets({ buckets }: BucketTree): Regrets {
  return {
    top: 0,
    by: buckets.map(({ rows, size }) => new Float64Array(rows * size)),
    messages: buckets.map(({ rows }) => new Float64Array(rows)),
  }
}

/** The largest sum of some tables, −∞ in them for what is barred, and what every choice costs against it. */
export function solve({ buckets, roots }: BucketTree, tables: readonly Float64Array[], out: Regrets): void {
  for (let k = buckets.length - 1; k >= 0; k--) {
    const { rows, size, tables: here, messages } = buckets[k]!
    const worth = out.by[k]!
    worth.fill(0)
    for (let t = 0; t < here.length; t++) add(worth, tables[here[t]!.table]!, here[t]!.places)
    for (let m = 0; m < messages.length; m++) add(worth, out.messages[messages[m]!.from]!, messages[m]!.places)
    for (let row = 0; row < rows; row++) {
      const from = row * size
      let most = -Infinity
      for (let x = from; x < from + size; x++) if (worth[x]! > most) most = worth[x]!
      out.messages[k]![row] = most
      if (most === -Infinity) continue
      for (let x = from; x < from + size; x++) worth[x] = worth[x]! - most
    }
  }
  let top = 0
  for (let r = 0; r < roots.length; r++) top += out.messages[roots[r]!]![0]!
  out.top = top
}

function add(to: Float64Array, from: Float64Array, places: Int32Array): void {
  for (let x = 0; x < to.length; x++) to[x] = to[x]! + from[places[x]!]!
}

/** Chooses best throughout, into `chosen`. Means nothing where everything is barred. */
export function follow({ buckets }: BucketTree, regrets: Regrets, chosen: Int32Array): void {
  for (let k = 0; k < buckets.length; k++) {
    const bucket = buckets[k]!
    const from = rowOf(bucket, chosen) * bucket.size
    const worth = regrets.by[k]!
    let best = 0
    for (let x = 1; x < bucket.size; x++) if (worth[from + x]! > worth[from + best]!) best = x
    chosen[bucket.variable] = best
  }
}

/** The row of a bucket under what was chosen around it. */
export function rowOf({ around, strides }: Bucket, chosen: Int32Array): number {
  let row = 0
  for (let k = 0; k < around.length; k++) row += chosen[around[k]!]! * strides[k]!
  return row
}

/** The place in a table of what was chosen. */
export function placeIn(sizes: readonly number[], scope: readonly number[], chosen: Int32Array): number {
  let [place, stride] = [0, 1]
  for (let k = 0; k < scope.length; k++) {
    place += chosen[scope[k]!]! * stride
    stride *= sizes[scope[k]!]!
  }
  return place
}
