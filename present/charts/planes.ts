/** Utility planes of a case in one world and of a negotiation domain, and the solution points across all who decide. */
import { grouped, rough, termLabel } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { at, label, parallels, svgOf } from './kit/index.ts'
import { defined, CONCEPT_NAMES } from '../../src/internal.ts'
import type { Case, FrontierRecord, PlanePackage, Strike, WorldPlane } from '../../src/internal.ts'
import { conceptMark } from './concept-marks.ts'
import { utilityPlane } from './utility-plane.ts'
import type { NamedPoint, PlaneMark, PlanePoint } from './utility-plane.ts'

export interface WorldPlaneView {
  /** Positions among the veto players: across and up. */
  readonly across: number
  readonly up: number
  readonly seed: number
  /** Key of the point looked at, such as `left:3`, `possible:0` or `named:freeze`; null for none. */
  readonly chosen: string | null
  /** Close around what is left, or all of the plane. */
  readonly closeUp: boolean
}

/** Gains over no deal, V − (W − κ), of two veto players in one world. */
export function worldPlane(theCase: Case, plane: WorldPlane, view: WorldPlaneView, size: Size): Chart {
  const order = axesFirst(plane.actors.length, view.across, view.up)
  const point = (kind: string, entry: PlanePackage, k: number | string): PlanePoint => ({
    key: `${kind}:${k}`,
    worth: order.map((player) => defined(entry.gains[player])),
    says: packageTerms(theCase, entry.options),
    beats: entry.gains.every((gain) => gain >= 0),
  })
  const left = plane.left.map((entry, k) => point('left', entry, k))
  return utilityPlane(
    {
      id: 'utility-plane',
      title: `The utility plane of world ${plane.world}`,
      description: describe(theCase, plane),
      source: `one world of seed ${view.seed}: world ${plane.world}, as of the first month; exact in that world`,
      actors: order.map((player) => nameOf(theCase, defined(plane.actors[player]))),
      unit: 'points over no deal',
      noDeal: [0, 0],
      frontiers: [
        { name: 'Frontier of what this world’s rules, consents and red lines leave', style: 'solid', points: left },
        {
          name: 'Frontier of what could be, were no red line firm and no consent refused',
          style: 'dashed',
          points: plane.possible.map((entry, k) => point('possible', entry, k)),
        },
      ],
      marks: marksOf(plane, left),
      named: plane.named.map((entry, k) => ({
        point: point('named', entry, entry.id),
        name: theCase.packages[k]?.says || entry.id,
        struck: entry.struckBy.length > 0 ? strikeSentence(theCase, entry.struckBy) : null,
      })),
      chosen: view.chosen,
      within: view.closeUp && left.length > 0 ? left : null,
    },
    size,
  )
}

/** One mark for each point that is selected, with the names of all that select it. */
function marksOf(plane: WorldPlane, left: readonly PlanePoint[]): PlaneMark[] {
  const byPoint = new Map<number, string[]>()
  for (const { concept, points } of plane.selected)
    for (const point of points) byPoint.set(point, [...(byPoint.get(point) ?? []), defined(CONCEPT_NAMES[concept])])
  return [...byPoint].map(([point, names]) => ({ names, point: defined(left[point]) }))
}

function describe(theCase: Case, { actors, left, possible, selected }: WorldPlane): string {
  if (left.length === 0)
    return `In this world rules, consents and red lines leave nothing; ${count(possible.length, 'package')} would be on the frontier were nobody refusing.`
  const both = left.filter(({ gains }) => gains.every((gain) => gain >= 0)).length
  const all = actors.length === 2 ? 'both' : 'everybody'
  const chosen = selected
    .filter(({ points }) => points.length > 0)
    .map(({ concept, points }) => {
      const gains = defined(left[defined(points[0])]).gains.map(
        (gain, i) => `${nameOf(theCase, defined(actors[i]))} ${rough(gain)}`,
      )
      return `${CONCEPT_NAMES[concept]}: ${gains.join(', ')}`
    })
  return (
    `${count(left.length, 'package')} on the frontier of what is left, ${both === 0 ? 'none' : both} of them better than no deal for ${all}. ` +
    (both === 0 ? 'Nash and Kalai–Smorodinsky select nothing; the others select from all that is left. ' : '') +
    `${chosen.join('; ')}.`
  )
}

const count = (n: number, word: string): string => `${grouped(n)} ${word}${n === 1 ? '' : 's'}`

function nameOf(theCase: Case, id: string): string {
  return theCase.actors.find((actor) => actor.id === id)?.name ?? id
}

/** Players with those of the axes first. */
function axesFirst(players: number, across: number, up: number): number[] {
  const others = Array.from({ length: players }, (_, player) => player).filter((k) => k !== across && k !== up)
  return [across, up, ...others]
}

/** A package by the ids of its options: `territory contactLine, kursk left`. */
export function packageTerms(theCase: Case, options: readonly number[]): string {
  return theCase.issues
    .map(({ id, options: all }, issue) => termLabel(theCase, id, defined(all[defined(options[issue])]).id))
    .join('; ')
}

const KINDS = { rule: 'rules', redLine: 'red lines', foothold: 'foothold lost' } as const

/** `rules us-backstop; red lines ua-nato`. */
export function strikeSentence(theCase: Case, strikes: readonly Strike[]): string {
  return (['rule', 'redLine', 'foothold'] as const)
    .map((kind) => ({ kind, of: strikes.filter((strike) => strike.kind === kind) }))
    .filter(({ of }) => of.length > 0)
    .map(({ kind, of }) => `${KINDS[kind]} ${of.map((strike) => `“${struckByWords(theCase, strike)}”`).join(', ')}`)
    .join('; ')
}

/** What struck, as the case says it. */
function struckByWords({ rules, redLines, war }: Case, { kind, id }: Strike): string {
  if (kind === 'foothold') return war?.foothold?.name ?? id
  const says = (kind === 'rule' ? rules : redLines).find((one) => one.id === id)?.says ?? ''
  return says.replace(/\.$/, '') || id
}

/** What the selected packages give each who decides: a line each, over the rest of the frontier in grey. */
export function selectedAcross(theCase: Case, plane: WorldPlane, { width }: Size): Chart {
  const marks = marksOf(
    plane,
    plane.left.map(({ gains, options }, k) => ({
      key: `left:${k}`,
      worth: gains,
      says: packageTerms(theCase, options),
      beats: gains.every((gain) => gain >= 0),
    })),
  )
  const shown = plane.left.slice(0, MOST_BEHIND)
  const {
    marks: axes,
    x,
    y,
    height,
  } = parallels(
    plane.actors.map((actor) => nameOf(theCase, actor)),
    shown.flatMap(({ gains }) => gains).concat(marks.flatMap(({ point }) => point.worth)),
    width,
  )
  const line = (gains: readonly number[]): string => gains.map((gain, k) => `${at(x(k))},${at(y(gain))}`).join('L')
  const behind = shown.map(({ gains }) => `<path class="l3" style="opacity:.35;stroke-width:1" d="M${line(gains)}"/>`)
  const drawn = marks.map(
    ({ names, point }) =>
      `<path class="l1" d="M${line(point.worth)}"/>` +
      point.worth.map((gain, k) => names.map((name) => conceptMark(name, x(k), y(gain))).join('')).join(''),
  )
  const concepts = [...new Set(marks.flatMap(({ names }) => names))]
  const key = concepts.map(
    (name, k) => conceptMark(name, 16, height + 20 * k + 8) + label(34, height + 20 * k + 12, name),
  )
  const about = {
    title: 'The solution points across all who decide',
    description:
      'Each line is a package that a concept selects: its gain over no deal for each who has to agree. Grey: the rest of the frontier. Star: Nash; triangle up: Kalai–Smorodinsky; diamond: egalitarian; triangle down: utilitarian.',
  }
  return {
    id: 'solutions-across',
    ...about,
    caption: about.description,
    source: `one world: world ${plane.world}, as of the first month`,
    svg: svgOf(
      about,
      { width, height: height + 20 * concepts.length + 6 },
      axes + behind.join('') + drawn.join('') + key.join(''),
    ),
    table: {
      columns: ['selected by', ...plane.actors.map((actor) => nameOf(theCase, actor)), 'package'],
      rows: marks.map(({ names, point }) => [names.join(', '), ...point.worth.map(rounded), point.says]),
    },
  }
}

/** Lines of the frontier drawn behind those selected. */
const MOST_BEHIND = 80

/** Two actors of a peers' domain; with more than two the frontier is seen along the others. */
export function domainPlane(
  record: FrontierRecord,
  across: number,
  up: number,
  size: Size & { readonly agreed?: { readonly name: string; readonly utilities: readonly number[] } },
): Chart {
  const order = axesFirst(record.actors.length, across, up)
  const points = record.frontier.map(
    ({ utilities, beatsNoDeal, packages, count: ties }, k): PlanePoint => ({
      key: `left:${k}`,
      worth: order.map((actor) => defined(utilities[actor])),
      says: `${defined(packages[0]).join(' · ')}${ties === '1' ? '' : ` (and ${BigInt(ties) - 1n} more)`}`,
      beats: beatsNoDeal,
    }),
  )
  const byPoint = new Map<number, string[]>()
  for (const [concept, { points: rows }] of Object.entries(record.solutions))
    for (const row of rows) byPoint.set(row, [...(byPoint.get(row) ?? []), CONCEPT_NAMES[concept] ?? concept])
  const beating = points.filter(({ beats }) => beats).length
  const noDeal = (actor: number): number => defined(record.actors[actor]).noDeal
  return utilityPlane(
    {
      id: 'frontier',
      title: `${record.domain}: what each package on the frontier is worth`,
      description: `${points.length} points of the frontier, ${defined(record.actors[across]).name} across and ${defined(record.actors[up]).name} up; ${beating} beat no deal for all.`,
      source: record.says ?? 'exact',
      actors: order.map((actor) => defined(record.actors[actor]).name),
      unit: 'utility',
      noDeal: [noDeal(across), noDeal(up)],
      frontiers: [{ name: 'Pareto frontier; hollow where no deal is better for somebody', style: 'solid', points }],
      marks: [...byPoint].map(([row, names]) => ({ names, point: defined(points[row]) })),
      named: agreedPoint(order, size.agreed),
      chosen: size.agreed ? AGREED : null,
      within: null,
    },
    size,
  )
}

const AGREED = 'agreed'

function agreedPoint(
  order: readonly number[],
  agreed: { readonly name: string; readonly utilities: readonly number[] } | undefined,
): NamedPoint[] {
  if (!agreed) return []
  const worth = order.map((actor) => defined(agreed.utilities[actor]))
  return [{ point: { key: AGREED, worth, says: agreed.name, beats: true }, name: agreed.name, struck: null }]
}
