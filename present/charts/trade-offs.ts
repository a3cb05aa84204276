/** What deals are worth to two actors, and to all of them. */
import { defined } from '../../src/internal.ts'
import { percent, wordsOfArm } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Names, Naming } from './chart.ts'
import {
  at,
  label,
  lines,
  parallels,
  path,
  plane,
  rule,
  safe,
  svgOf,
  measure,
  placeLabels,
  valueMark,
} from './kit/index.ts'
import type { Box } from './kit/index.ts'
import type { ArmSummary, Spreadout } from '../../src/internal.ts'
import { familyName } from './dots.ts'

interface Point {
  readonly name: string
  readonly margins: Readonly<Record<string, Spreadout>>
  /** Share of deals, 0 for a named package. */
  readonly share: number
}

function points(arm: ArmSummary, naming: Names): Point[] {
  return [
    ...arm.families
      .slice(0, 12)
      .map((family) => ({ name: familyName(family, naming), margins: family.margins, share: family.share.estimate })),
    ...arm.named.map((named) => ({ name: named.says, margins: named.margins, share: 0 })),
  ]
}

const ABOUT = {
  title: 'The bargaining plane',
  description:
    'Median margins over the no-deal value. Filled discs: deals agreed, the larger the likelier. Grey squares: packages named in the case. Left of or below a zero line somebody would rather have no deal.',
}

/** Two actors' margins over no deal: deals agreed as discs by their share, named packages as numbered squares. */
export function tradeOffs(arm: ArmSummary, a: string, b: string, naming: Naming): Chart {
  const { width, names = {} } = naming
  const { noDeal } = wordsOfArm(arm)
  const [nameA, nameB] = [names[a] ?? a, names[b] ?? b]
  const all = points(arm, naming).filter(({ margins }) => margins[a] && margins[b])
  const height = Math.min(width, 520)
  const ends = (actor: string): [number, number] => [
    Math.min(-2, ...all.map(({ margins }) => defined(margins[actor]).p50)) - 2,
    Math.max(2, ...all.map(({ margins }) => defined(margins[actor]).p50)) + 2,
  ]
  const { x, y, marks } = plane({ left: 48, right: width - 16, top: 30, bottom: height - 44 }, ends(a), ends(b), {
    x: `${nameA}: points over ${noDeal}`,
    y: `${nameB}: points over ${noDeal}`,
  })
  const spots = all.map(({ name, margins, share }) => ({
    name,
    share,
    x: x(defined(margins[a]).p50),
    y: y(defined(margins[b]).p50),
    reach: share > 0 ? 4 + 22 * Math.sqrt(share) : 5,
  }))
  const agreed = spots.filter(({ share }) => share > 0)
  const named = spots.filter(({ share }) => share === 0)
  const legend = named.flatMap(({ name }, k) => lines(`${k + 1} ${name}`, width - 8, 11))
  const frame = { left: 48, top: 30, width: width - 64, height: height - 74 }
  const boxes = placeLabels(
    named.map(({ x: px, y: py, reach }, k) => ({
      x: px,
      y: py,
      reach,
      width: measure(String(k + 1), 12, 600) + 2,
      height: 14,
    })),
    frame,
    along(frame, x(0), y(0)),
    agreed.map(({ x: px, y: py, reach }) => ({
      left: px - reach,
      top: py - reach,
      width: 2 * reach,
      height: 2 * reach,
    })),
  )
  const drawn = marksOf(agreed, named, boxes)
  const key = legend.map((text, k) => label(4, height + 6 + k * 16, text, { size: 11 })).join('')
  return {
    id: 'trade-offs',
    ...ABOUT,
    caption: ABOUT.description,
    source: sourceLine(arm.worlds),
    svg: svgOf(
      ABOUT,
      { width, height: height + 12 + legend.length * 16 },
      marks + rule(x(0), 30, x(0), height - 44, 'z') + drawn.join('') + key,
    ),
    table: {
      columns: ['package', nameA, nameB, 'share of deals'],
      rows: all.map(({ name, margins, share }) => [
        name,
        rounded(defined(margins[a]).p50),
        rounded(defined(margins[b]).p50),
        share > 0 ? percent(share) : 'named',
      ]),
    },
  }
}

/** Places on the two zero lines, that no number had better cover. */
function along(frame: Box, zeroX: number, zeroY: number): [number, number][] {
  const steps = (from: number, length: number): number[] => Array.from({ length: length / 6 }, (_, k) => from + 6 * k)
  return [
    ...steps(frame.left, frame.width).map((px): [number, number] => [px, zeroY]),
    ...steps(frame.top, frame.height).map((py): [number, number] => [zeroX, py]),
  ]
}

/** A line a package across the veto players: crossing lines are trade-offs. */
export function parallelMargins(arm: ArmSummary, naming: Naming): Chart {
  const { width, names = {} } = naming
  const actors = Object.keys(arm.noDeal)
  const called = actors.map((actor) => names[actor] ?? actor)
  const all = points(arm, naming)
  const ends = all.flatMap(({ margins }) => Object.values(margins).map(({ p50 }) => p50))
  const { x, y, marks, height } = parallels(called, ends, width)
  const drawn = all
    .map(({ margins, share }) =>
      path(
        actors.flatMap((actor, k): [number, number][] => (margins[actor] ? [[x(k), y(margins[actor].p50)]] : [])),
        share > 0 ? 'l1' : 'l2',
      ),
    )
    .join('')
  const about = {
    title: 'Margins of all',
    description:
      `Each line is a package: its median margin over ${wordsOfArm(arm).noDeal} for every veto player. ` +
      'Solid: deals agreed. Dashed: packages named in the case. Lines that cross are trade-offs.',
  }
  return {
    id: 'parallel',
    ...about,
    caption: about.description,
    source: sourceLine(arm.worlds),
    svg: svgOf(about, { width, height }, marks + drawn),
    table: {
      columns: ['package', ...called],
      rows: all.map(({ name, margins }) => [
        name,
        ...actors.map((actor) => (margins[actor] ? rounded(margins[actor].p50) : 'none')),
      ]),
    },
  }
}

interface Spot {
  readonly name: string
  readonly share: number
  readonly x: number
  readonly y: number
  readonly reach: number
}

/** Discs of the deals agreed, squares of the named packages, and the numbers of those. */
function marksOf(agreed: readonly Spot[], named: readonly Spot[], boxes: readonly Box[]): readonly string[] {
  return [
    ...agreed.map(
      ({ name, x: px, y: py, reach }) =>
        `<circle class="one" style="opacity:.75" cx="${at(px)}" cy="${at(py)}" r="${at(reach)}"><title>${safe(name)}</title></circle>`,
    ),
    ...named.map(({ x: px, y: py }) => valueMark(px, py, 1)),
    ...boxes.map((box, k) =>
      label(box.left + box.width / 2, box.top + 11, String(k + 1), { weight: 600, anchor: 'middle' }),
    ),
  ]
}
