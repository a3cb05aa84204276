/** A small picture of a case as it is written, with no run: who holds what, or what each party weighs. */
import { defined, quantile } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'
import { actorNames, percent, sideNames } from '../words/index.ts'
import { at, fitted, label, svgOf } from './kit/index.ts'
import { drawSilhouette } from './map.ts'
import type { Geography } from './map.ts'

export interface CasePicture {
  /** What it shows, in a line. */
  readonly says: string
  readonly svg: string
}

const SIZE = { width: 240, height: 132 }
const EDGE = 6
/** Rows of parties: least and most room from one to the next, what of it is no bar, size of the name above it, most
 *  rows. */
const ROW = { least: 31, widest: 48, beside: 20, type: 11, most: 4 }
/** Shade of the first issue and of the last. */
const DARKEST = 0.95
const LIGHTEST = 0.25

/** The map for a war with geography, else the parties' weights; null for a case with neither. @param geography null
 *  where none comes with it. */
export function casePicture(theCase: Case, geography: Geography | null): CasePicture | null {
  if (geography && theCase.war?.regions.some(({ iso }) => iso !== null)) return heldPicture(theCase, geography)
  return theCase.scores.length > 0 && theCase.issues.length > 0 ? weightsPicture(theCase) : null
}

function heldPicture(theCase: Case, geography: Geography): CasePicture {
  const regions = defined(theCase.war).regions.flatMap(({ iso, name, area, held }) =>
    iso === null ? [] : [{ iso, name, share: clamped(middleOf(theCase, held) / middleOf(theCase, area)) }],
  )
  const says = `What ${sideNames(theCase).attacker} holds of each region, as of ${theCase.asOf}`
  const description = regions.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')
  const marks = drawSilhouette(new Map(regions.map(({ iso, share }) => [iso, share])), geography, SIZE)
  return { says, svg: svgOf({ title: says, description }, SIZE, marks) }
}

function weightsPicture(theCase: Case): CasePicture {
  const names = actorNames(theCase)
  const rows = theCase.scores
    .filter(({ actor }) => theCase.vetoPlayers.includes(actor))
    .slice(0, ROW.most)
    .map(({ actor, issues }) => {
      const { id } = defined(theCase.actors[actor])
      const weights = issues.map(({ weight }) => Math.max(0, middleOf(theCase, weight)))
      const all = weights.reduce((sum, weight) => sum + weight, 0)
      return { name: names[id] ?? id, shares: weights.map((weight) => (all > 0 ? weight / all : 0)) }
    })
  const pitch = Math.max(ROW.least, Math.min(ROW.widest, (SIZE.height - 2 * EDGE) / Math.max(1, rows.length)))
  const top = (SIZE.height - rows.length * pitch) / 2
  const marks = rows.map(({ name, shares }, k) => weightsRow(name, shares, top + k * pitch, pitch)).join('')
  const says = 'What each side weighs, issue by issue'
  const description = rows
    .map(({ name, shares }) => {
      const told = shares.map((share, issue) => `${defined(theCase.issues[issue]).id} ${percent(share)}`)
      return `${name}: ${told.join(', ')}`
    })
    .join('; ')
  return { says, svg: svgOf({ title: says, description }, SIZE, marks) }
}

/** A name, and below it a bar of which each issue has its part, in the same shade in every row. */
function weightsRow(name: string, shares: readonly number[], top: number, pitch: number): string {
  const room = SIZE.width - 2 * EDGE
  let x = EDGE
  const parts = shares.map((share, issue) => {
    const shade = DARKEST - ((DARKEST - LIGHTEST) * issue) / Math.max(1, shares.length - 1)
    const width = share * room
    const part = `<rect class="one" x="${at(x)}" y="${at(top + 15)}" width="${at(Math.max(0, width - 1))}" height="${at(pitch - ROW.beside)}" style="opacity:${at(shade)}"/>`
    x += width
    return part
  })
  return label(EDGE, top + 11, fitted(name, room, ROW.type), { size: ROW.type }) + parts.join('')
}

const clamped = (share: number): number => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0)

/** A quantity at its median, in the engine's unit; over the options of a hypothesis set, unweighted. */
function middleOf(theCase: Case, quantity: number): number {
  const { spread, factor, derived } = defined(theCase.quantities[quantity])
  if (derived)
    return derived.terms.reduce((sum, term) => sum + term.times * middleOf(theCase, term.quantity), derived.plus)
  if (spread.kind === 'plain') return quantile(spread.of, 0.5) * factor
  return (factor * spread.by.reduce((sum, of) => sum + quantile(of, 0.5), 0)) / spread.by.length
}
