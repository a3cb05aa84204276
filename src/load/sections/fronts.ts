/** The fronts of a war, and the regions that lie on them. */
import { defined } from '../../case/defined.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import { FRONT_MODELS } from '../../case/war.ts'
import type { Driver, Front, FrontFit, FrontModel, FrontSpec, Region, WarSpec } from '../../case/types.ts'
import { mean } from '../../math/distribution.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, warn } from '../../text/report.ts'
import { plainNumber } from '../conform.ts'
import { at, entries, has, provenance, reference, text, textOrNull } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import type { Reading } from '../reading.ts'
import { readNumber } from './numbers.ts'

/** Numbers that each model needs beside `rate`. */
const USED: Readonly<Record<FrontModel, readonly FrontNumber[]>> = {
  localLevel: ['fade', 'shock', 'noise'],
  ar1: ['fade', 'shock', 'level'],
  lastRate: ['shock'],
  drift: ['level', 'noise'],
  mapStays: ['noise'],
}
const FRONT_NUMBERS = ['fade', 'shock', 'noise', 'level'] as const
type FrontNumber = (typeof FRONT_NUMBERS)[number]

/** Most fronts of a war: what a package moves with is kept in the bits of a byte. */
const MOST_FRONTS = 6

/** The one front, however it is written, or all of several. @param hasFire whether both sides have shells. */
export function readFronts(reading: Reading, cursor: Cursor, hasFire: boolean): Pick<WarSpec, 'front' | 'fronts'> {
  const [one, several] = [at(cursor, 'front'), at(cursor, 'fronts')]
  const written = entries(several)
  const last = written[MOST_FRONTS]
  if (cursor.node?.kind === 'map' && one.node === null && written.length === 0)
    fail(reading, { ...cursor.span, length: 1 }, 'missing-key', 'the key `front` is missing', {
      help: '`front`: how the front moves; or `fronts`, by name',
    })
  if (one.node !== null && several.node !== null)
    fail(reading, { ...several.span, length: 1 }, 'two-ways', 'a war has `front` or `fronts`, not both')
  if (last !== undefined)
    fail(reading, last.keySpan, 'out-of-range', `there can be ${MOST_FRONTS} fronts, not ${written.length}`)
  if (written.length === 0 || one.node !== null) return { front: readFront(reading, one, hasFire) }
  const fronts = written.slice(0, MOST_FRONTS).map((entry, f): Front => {
    const front = readFront(reading, entry.cursor, hasFire)
    if (f === 0) drawnAsOnly(reading, entry.key)
    return { ...front, id: entry.key, name: text(at(entry.cursor, 'name')), share: readShare(reading, entry, written) }
  })
  if (fronts.length === 1) return { front: defined(fronts[0]) }
  checkShares(reading, written, fronts)
  return { front: defined(fronts[0]), fronts }
}

/** The first front draws what an only one would: a case whose front gets a name, and then others beside it, keeps its
 *  worlds. */
function drawnAsOnly(reading: Reading, id: string): void {
  const own = `war.fronts.${id}.`
  reading.quantities.forEach((quantity, q) => {
    if (quantity.id.startsWith(own))
      reading.quantities[q] = { ...quantity, drawnAs: `war.front.${quantity.id.slice(own.length)}` }
  })
}

function readShare(reading: Reading, { keySpan, key, cursor }: Keyed, all: readonly Keyed[]): Front['share'] {
  const share = at(cursor, 'share')
  if (share.node === null) {
    if (all.length > 1)
      fail(reading, keySpan, 'missing-key', `the front ${quoted(key)} needs \`share\`: there are several`, {
        help: 'such as `share: {attacker: 60%, defender: 50%}`, what part of each side is there',
      })
    return { attacker: -1 as QuantityIndex, defender: -1 as QuantityIndex }
  }
  return { attacker: readNumber(reading, at(share, 'attacker')), defender: readNumber(reading, at(share, 'defender')) }
}

/** How far the middles of the parts of a side may be above all of it. */
const NOTABLE_EXCESS = 0.02

/** The parts of a side come to no more than all of it, as far as their middles tell. */
function checkShares(reading: Reading, written: readonly Keyed[], fronts: readonly Front[]): void {
  for (const side of ['attacker', 'defender'] as const) {
    const sum = fronts.reduce((all, { share }) => {
      const spread = reading.quantities[share[side]]?.spread
      return all + (spread?.kind === 'plain' ? mean(spread.of) : NaN)
    }, 0)
    if (sum > 1 + NOTABLE_EXCESS)
      fail(
        reading,
        at(at(defined(written.at(-1)).cursor, 'share'), side).span,
        'out-of-range',
        `the fronts have more than the whole ${side}: ${Number((100 * sum).toFixed(1))} % of it`,
      )
  }
}

/** The front that a region, or an issue, belongs to: nothing where there is one. */
export function frontOf(reading: Reading, cursor: Cursor): { readonly front?: number } {
  const front = at(cursor, 'front')
  if (reading.names.of.front.length < 2) return {}
  if (front.node === null) {
    fail(reading, { ...cursor.span, length: 1 }, 'missing-key', 'the key `front` is missing: there are several', {
      help: `one of ${reading.names.of.front.map(quoted).join(', ')}`,
    })
    return { front: 0 }
  }
  return { front: Math.max(0, reference(reading, 'front', front)) }
}

/** @param hasFire whether both sides have shells. */
function readFront(reading: Reading, cursor: Cursor, hasFire: boolean): FrontSpec {
  const written = text(at(cursor, 'model'))
  const model = FRONT_MODELS.find((one) => one === written) ?? 'localLevel'
  const numbers = Object.fromEntries(
    FRONT_NUMBERS.map((key) => [key, frontNumber(reading, cursor, model, key)]),
  ) as Record<FrontNumber, QuantityIndex | null>
  const fire = readDriver(reading, cursor, 'pull', 'fireAtDate')
  if (fire && !hasFire) {
    const { span } = at(cursor, 'pull')
    warn(reading, span, 'unused', '`pull` moves nothing: a ratio of fire needs `shells` on both sides')
  }
  return {
    model,
    rate: readNumber(reading, at(cursor, 'rate')),
    ...numbers,
    added: has(cursor, 'added') ? readNumber(reading, at(cursor, 'added')) : null,
    fire: hasFire ? fire : null,
    strength: readDriver(reading, cursor, 'strength', 'forceAtDate'),
    fit: has(cursor, 'fit') ? readFit(at(cursor, 'fit')) : null,
  }
}

function readFit(cursor: Cursor): FrontFit {
  const read = (where: Cursor, key: string): number => plainNumber(at(where, key).node) ?? 1
  return {
    shock: read(cursor, 'shock'),
    noise: read(cursor, 'noise'),
    leastNoise: read(cursor, 'leastNoise'),
    pull: entries(at(cursor, 'pull')).map(({ key, cursor: view }) => ({
      id: key,
      mean: read(view, 'mean'),
      sd: read(view, 'sd'),
    })),
  }
}

/** A number of the front where its model uses it; what is missing is an error, what is not used a warning. */
function frontNumber(reading: Reading, cursor: Cursor, model: FrontModel, key: FrontNumber): QuantityIndex | null {
  const there = has(cursor, key)
  if (!USED[model].includes(key)) {
    if (there) {
      warn(reading, at(cursor, key).span, 'unused', `the model \`${model}\` does not use \`${key}\``, {
        help: `it uses ${['rate', ...USED[model]].map(quoted).join(', ')}`,
      })
    }
    return null
  }
  if (there) return readNumber(reading, at(cursor, key))
  if (cursor.node !== null) {
    fail(reading, { ...cursor.span, length: 1 }, 'missing-key', `the model \`${model}\` needs \`${key}\``)
  }
  return null
}

/** A pull and the ratio that it is measured from: both or neither. */
function readDriver(
  reading: Reading,
  cursor: Cursor,
  pull: 'pull' | 'strength',
  atDate: 'fireAtDate' | 'forceAtDate',
): Driver | null {
  if (!has(cursor, pull) && !has(cursor, atDate)) return null
  for (const [there, missing] of [
    [pull, atDate],
    [atDate, pull],
  ] as const) {
    if (has(cursor, missing)) continue
    const help = missing === pull ? undefined : 'the pull is on what the ratio changes from its value as of the date'
    fail(
      reading,
      at(cursor, there).span,
      'missing-key',
      `\`${there}\` needs \`${missing}\` beside it`,
      help ? { help } : {},
    )
    return null
  }
  return { pull: readNumber(reading, at(cursor, pull)), atDate: readNumber(reading, at(cursor, atDate)) }
}

export function readRegions(reading: Reading, cursor: Cursor): readonly Region[] {
  return entries(cursor).map(({ key, cursor: region }) => ({
    id: key,
    name: text(at(region, 'name')),
    iso: textOrNull(at(region, 'iso')),
    area: readNumber(reading, at(region, 'area')),
    held: readNumber(reading, at(region, 'held')),
    share: readNumber(reading, at(region, 'share')),
    ...frontOf(reading, region),
    provenance: provenance(reading, region),
  }))
}
