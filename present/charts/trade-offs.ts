/** What deals are worth to two actors, and to all of them. */
import { wordsOfArm } from '../words/index.ts'
import type { ArmSummary, Spreadout } from '../../src/internal.ts'
import { parallels, path, plane } from './axes.ts'
import { at, label, lines, percentText, rounded, rule, safe, sourceLine, svgOf } from './chart.ts'
import type { Chart, Naming } from './chart.ts'
import { familyName } from './dots.ts'

interface Point {
  readonly name: string
  readonly margins: Readonly<Record<string, Spreadout>>
  /** Share of deals, 0 for a named package. */
  readonly share: number
}

function points(arm: ArmSummary): Point[] {
  return [
    ...arm.families
      .slice(0, 12)
      .map((family) => ({ name: familyName(family), margins: family.margins, share: family.share.estimate })),
    ...arm.named.map((named) => ({ name: named.says, margins: named.margins, share: 0 })),
  ]
}

/** Two actors' margins over no deal: deals agreed as discs by their share, named packages as numbered squares. */
export function tradeOffs(arm: ArmSummary, a: string, b: string, { width, names = {} }: Naming): Chart {
  const { noDeal } = wordsOfArm(arm)
  const [nameA, nameB] = [names[a] ?? a, names[b] ?? b]
  const all = points(arm).filter(({ margins }) => margins[a] && margins[b])
  const height = Math.min(width, 520)
  const ends = (actor: string): [number, number] => [
    Math.min(-2, ...all.map(({ margins }) => margins[actor]!.p50)) - 2,
    Math.max(2, ...all.map(({ margins }) => margins[actor]!.p50)) + 2,
  ]
  const { x, y, marks } = plane({ left: 48, right: width - 16, top: 30, bottom: height - 44 }, ends(a), ends(b), {
    x: `${nameA}: points over ${noDeal}`,
    y: `${nameB}: points over ${noDeal}`,
  })
  let number = 0
  const legend: string[] = []
  const taken: (readonly [number, number])[] = []
  const drawn = all.map(({ name, margins, share }) => {
    const px = x(margins[a]!.p50)
    const py = y(margins[b]!.p50)
    if (share > 0)
      return `<circle class="one" style="opacity:.75" cx="${at(px)}" cy="${at(py)}" r="${at(4 + 22 * Math.sqrt(share))}"><title>${safe(name)}</title></circle>`
    number++
    legend.push(...lines(`${number} ${name}`, width - 8))
    const [dx, dy] =
      PLACES.find(([ox, oy]) =>
        taken.every(([tx, ty]) => Math.abs(px + ox - tx) > 12 || Math.abs(py + oy - ty) > 13),
      ) ?? PLACES[0]!
    taken.push([px + dx, py + dy])
    return `<rect class="two" x="${at(px - 5)}" y="${at(py - 5)}" width="10" height="10"/>${label(px + dx, py + dy + 4, String(number), { weight: 600, anchor: 'middle' })}`
  })
  const key = legend.map((text, k) => label(4, height + 6 + k * 16, text, { size: 11 })).join('')
  const about = {
    title: 'The bargaining plane',
    description:
      'Median margins over the no-deal value. Blue discs: deals agreed, the larger the likelier. Orange squares: packages named in the case. Left of or below a zero line somebody would rather have no deal.',
  }
  return {
    id: 'trade-offs',
    ...about,
    caption: about.description,
    source: sourceLine(arm.worlds),
    svg: svgOf(
      about,
      { width, height: height + 12 + legend.length * 16 },
      marks + rule(x(0), 30, x(0), height - 44, 'z') + drawn.join('') + key,
    ),
    table: {
      columns: ['package', nameA, nameB, 'share of deals'],
      rows: all.map(({ name, margins, share }) => [
        name,
        rounded(margins[a]!.p50),
        rounded(margins[b]!.p50),
        share > 0 ? percentText(share) : 'named',
      ]),
    },
  }
}

/** Where the number of a square may stand: beside it, above or below, at its corners, further off. */
const PLACES: readonly (readonly [number, number])[] = [
  [12, 0],
  [-12, 0],
  [0, -13],
  [0, 13],
  [12, -12],
  [12, 12],
  [-12, 12],
  [-12, -12],
  [24, 0],
]

/** A line a package across the veto players: crossing lines are trade-offs. */
export function parallelMargins(arm: ArmSummary, { width, names = {} }: Naming): Chart {
  const actors = Object.keys(arm.noDeal)
  const called = actors.map((actor) => names[actor] ?? actor)
  const all = points(arm)
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
