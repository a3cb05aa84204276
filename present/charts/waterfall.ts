/** The way from all packages to those that suit everybody, a bar a step. */
import { defined } from '../../src/internal.ts'
import { grouped, percent, rough, strikeName, strikesHeadline } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { at, label, lines, logarithmic, rule, svgOf } from './kit/index.ts'
import type { Strikes, StrikeStep } from '../../src/internal.ts'

/** Room left of the scale, and right of it for the numbers. */
const LEFT = 12
const RIGHT = 112
const LINE = 15
const BAR = 14
const ROW = 12
/** Packages at the foot of the scale, on average: fewer than one in ten worlds are no bar. */
const FEWEST = 0.1

/** Colour and hatch of each kind of step. The foothold goes with the rules: nobody at the table strikes it. */
const MARKS = {
  rule: { says: 'rule', colour: '--c-muted', hatch: 'M1,0V6M4,0V6' },
  consent: { says: 'consent refused', colour: '--c-one', hatch: 'M-1,1L1,-1M0,6L6,0M5,7L7,5' },
  redLines: { says: 'red lines', colour: '--c-two', hatch: 'M0,0L6,6M6,0L0,6' },
  acceptance: { says: 'worth less than no deal', colour: '--c-ink', hatch: 'M0,1.5H6M0,4.5H6' },
} as const
type Mark = keyof typeof MARKS

const markOf = ({ kind }: StrikeStep): Mark => (kind === 'foothold' ? 'rule' : kind)

/** By width: a page may hold the picture twice, for paper and for a telephone. */
const hatchId = (mark: Mark, width: number): string => `waterfall-${width}-${mark}`

function patterns(width: number): string {
  const all = (Object.keys(MARKS) as Mark[]).map(
    (mark) =>
      `<pattern id="${hatchId(mark, width)}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="${MARKS[mark].hatch}" style="stroke:var(${MARKS[mark].colour});stroke-width:1.4;fill:none"/></pattern>`,
  )
  return `<defs>${all.join('')}</defs>`
}

/** @param width of the picture. */
function hatched(
  mark: Mark,
  width: number,
  bar: { readonly x: number; readonly y: number; readonly room: number },
): string {
  return `<rect class="${mark}" x="${at(bar.x)}" y="${at(bar.y)}" width="${at(bar.room)}" height="${BAR}" style="fill:url(#${hatchId(mark, width)});stroke:var(${MARKS[mark].colour})"/>`
}

/** What is left after each step (solid) and what it struck (hatched by its kind), on a log scale of packages. */
export function waterfall(strikes: Strikes, { width }: Size): Chart {
  const { packages, steps, worlds } = strikes
  const scale = logarithmic([FEWEST, Math.max(10, packages)], [LEFT, width - RIGHT])
  const x = (share: number): number => scale(Math.max(FEWEST, share * packages))
  const key = legend(width)
  const top = key.height + 40
  let y = top
  let before = 1
  const rows = [null, ...steps].map((step) => {
    const name = lines(step ? strikeName(step) : 'All packages', width - LEFT - RIGHT)
    const head = name.map((text, k) => label(LEFT, y + 11 + k * LINE, text)).join('')
    const bar = y + name.length * LINE + 2
    y = bar + BAR + ROW
    const drawn = barOf(step, before, { x, y: bar, width, packages })
    before = step?.left?.mean ?? before
    return head + drawn
  })
  const about = {
    title: strikesHeadline(strikes),
    description:
      'Solid: packages left after each step, mean over worlds, month 1; the thin line spans 90 % of worlds. Hatched: what the step strikes of those left by the steps above it; sooner in the order it would strike more. Right: struck, left, and worlds in which any is left. What the last step leaves suits every veto player. Log scale.',
  }
  return {
    id: 'waterfall',
    ...about,
    caption: about.description,
    source: sourceLine(worlds),
    svg: svgOf(
      about,
      { width, height: y + 34 },
      patterns(width) + key.marks + axis(scale, { top, bottom: y }, width) + rows.join(''),
    ),
    table: tableOf(strikes),
  }
}

/** Beyond a million the digits no longer fit. */
const MILLION = 1e6
const compact = (packages: number): string => {
  const power = defined(UNITS.findLast(([size]) => packages >= size))
  return `${Number((packages / power[0]).toPrecision(2))}${power[1]}`
}
const UNITS: readonly (readonly [number, string])[] = [
  [1, ''],
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'bn'],
  [1e12, 'tn'],
]
const packagesText = (packages: number): string => (packages < MILLION ? rough(packages) : compact(packages))
const wholeText = (packages: number): string => (packages < MILLION ? grouped(packages) : compact(packages))

interface Place {
  readonly x: (share: number) => number
  readonly y: number
  readonly width: number
  readonly packages: number
}

function barOf(step: StrikeStep | null, before: number, { x, y, width, packages }: Place): string {
  const column = width - RIGHT + 8
  if (step && !step.left) return label(column, y + 11, 'not counted', { muted: true, size: 11 })
  const left = step?.left?.mean ?? 1
  const struck = before - left
  const spread = step?.left
  return (
    `<rect class="left" x="${LEFT}" y="${at(y)}" width="${at(x(left) - LEFT)}" height="${BAR}" style="fill:var(--c-muted);opacity:.35"/>` +
    (step && x(before) - x(left) >= 0.5
      ? hatched(markOf(step), width, { x: x(left), y, room: x(before) - x(left) })
      : '') +
    (spread && x(spread.p95) > x(spread.p05) ? rule(x(spread.p05), y + BAR / 2, x(spread.p95), y + BAR / 2, 'x') : '') +
    (step
      ? label(column, y - 4, struck > 0 ? `−${packagesText(struck * packages)}` : 'none', { muted: true, size: 11 })
      : '') +
    label(column, y + 11, step ? packagesText(left * packages) : wholeText(packages), { weight: 600 }) +
    label(width - 4, y + 11, step?.anyLeft ? percent(step.anyLeft.estimate) : '', { anchor: 'end' })
  )
}

/** Ticks at powers of ten, every other one where there is little room; heads of the columns. */
function axis(
  scale: (packages: number) => number,
  { top, bottom }: { top: number; bottom: number },
  width: number,
): string {
  const [low, high] = [Math.log10(FEWEST), 15]
  const decades = Array.from({ length: high - low + 1 }, (_, k) => low + k).filter(
    (decade) => decade >= 0 && scale(10 ** decade) <= width - RIGHT + 1,
  )
  const stride = Math.ceil(52 / (scale(10) - scale(1)))
  return (
    decades
      .map(
        (decade) =>
          rule(scale(10 ** decade), top, scale(10 ** decade), bottom) +
          (decade % stride === 0
            ? label(scale(10 ** decade), bottom + 14, wholeText(10 ** decade), {
                anchor: 'middle',
                muted: true,
                size: 11,
              })
            : ''),
      )
      .join('') +
    label(LEFT, bottom + 30, 'packages left, log scale', { muted: true, size: 11 }) +
    label(width - RIGHT + 8, top - 22, 'struck', { muted: true, size: 11 }) +
    label(width - RIGHT + 8, top - 8, 'left', { weight: 600, size: 11 }) +
    label(width - 4, top - 8, 'any left in', { anchor: 'end', size: 11 })
  )
}

/** A swatch and a word for each kind of step, in as many lines as it takes. */
function legend(width: number): { readonly marks: string; readonly height: number } {
  let [x, y] = [LEFT, 6]
  const marks = (Object.keys(MARKS) as Mark[]).map((mark) => {
    const room = 32 + MARKS[mark].says.length * 6.4
    if (x > LEFT && x + room > width) [x, y] = [LEFT, y + 22]
    const drawn = hatched(mark, width, { x, y, room: 20 }) + label(x + 26, y + 11, MARKS[mark].says, { size: 11 })
    x += room + 8
    return drawn
  })
  return { marks: marks.join(''), height: y + BAR }
}

function tableOf({ packages, steps }: Strikes): Chart['table'] {
  const count = (share: number | null | undefined): string | number =>
    share === null || share === undefined ? 'not counted' : rounded(share * packages)
  return {
    columns: [
      'step',
      'struck',
      'left',
      'left, 5 %',
      'left, 95 %',
      'worlds with any left',
      'alone it would strike',
      'giving way alone it would bring back',
    ],
    rows: [
      ['All packages', 0, packages, packages, packages, '100 %', 0, 0],
      ...steps.map((step) => [
        strikeName(step),
        count(step.strikes),
        count(step.left?.mean),
        count(step.left?.p05),
        count(step.left?.p95),
        step.anyLeft ? percent(step.anyLeft.estimate) : 'not counted',
        count(step.alone),
        count(step.last),
      ]),
    ],
  }
}
