/** What an output hangs on. */
import { defined } from '../../src/internal.ts'
import { grouped } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { at, label, linear, lines, rule, svgOf } from './kit/index.ts'
import type { Case, Input, Reach, SensitivityRecord } from '../../src/internal.ts'
import { inputName, valueWords } from '../words/sensitivity.ts'
import { tornadoSvg } from './tornado.ts'

/** Inputs drawn, those of the largest total index. */
const BARS = 10
const LINE = 15
const BAR = 9
const WORST = 1.25

type Row = { readonly name: string; readonly first: Bar; readonly total: Bar }
type Bar = { readonly estimate: number; readonly low: number; readonly high: number }

/** Shares of the output's variance by input: what it explains alone (first order), and with all that it acts through
 *  (total). Source of the indices: Sobol 1993; Homma & Saltelli 1996. */
export function sobolBars(theCase: Case, record: SensitivityRecord, inputs: readonly Input[], size: Size): Chart {
  const { width } = size
  const { sobol, question } = record
  const rows = sobol.inputs
    .flatMap((index, k): Row[] =>
      index.kind === 'indices'
        ? [{ name: inputName(theCase, defined(inputs[k])), first: index.first, total: index.total }]
        : [],
    )
    .sort((a, b) => b.total.estimate - a.total.estimate)
  const correlated = sobol.inputs.filter(({ kind }) => kind === 'correlated').length
  const drawn = rows.slice(0, BARS)
  const most = Math.min(WORST, Math.max(0.1, ...drawn.map(({ total }) => total.high)))
  const x = linear([0, most], [8, width - 56])
  let y = 30
  const marks = drawn.map((row) => {
    const names = lines(row.name, width - 16)
    const top = y + names.length * LINE
    y = top + 2 * BAR + 14
    return (
      names.map((text, k) => label(8, top - (names.length - k) * LINE + 10, text)).join('') +
      bar(x, top, row.total, 'total') +
      bar(x, top + BAR + 2, row.first, 'first') +
      label(width - 4, top + BAR + 3, rounded2(row.total.estimate), { anchor: 'end', weight: 600 })
    )
  })
  const grid = x
    .ticks(5)
    .map(
      (tick) =>
        rule(x(tick), 26, x(tick), y) +
        label(x(tick), y + 14, String(tick), { anchor: 'middle', muted: true, size: 11 }),
    )
  const about = {
    title: `What carries “${question.says}”`,
    description: `Share of its variance by input, with 95 % intervals. Hatched: total, all that the input acts through. Solid: alone. ${rows.length} inputs have an index; ${Math.min(BARS, rows.length)} are drawn.${correlated > 0 ? ` ${correlated} are correlated with others and have none.` : ''}`,
  }
  return {
    id: 'sobol',
    ...about,
    caption: about.description,
    source: `Sobol indices from ${grouped(sobol.n)} base points, ${grouped(record.worlds)} simulated worlds`,
    svg: svgOf(about, { width, height: y + 24 }, `${HATCH}${legend(width)}${grid.join('')}${marks.join('')}`),
    table: {
      columns: ['input', 'total', 'low', 'high', 'alone', 'low', 'high'],
      rows: rows.map(({ name, first, total }) => [name, ...[total, first].flatMap(cells)]),
    },
  }
}

const cells = ({ estimate, low, high }: Bar): number[] => [rounded(estimate), rounded(low), rounded(high)]
const rounded2 = (x: number): string => x.toFixed(2)

function bar(x: (value: number) => number, y: number, { estimate, low, high }: Bar, kind: 'first' | 'total'): string {
  const [from, to] = [x(0), x(Math.max(0, estimate))]
  const middle = y + BAR / 2
  const [left, right] = [x(Math.max(0, low)), x(Math.min(WORST, Math.max(0, high)))]
  return (
    `<rect x="${at(from)}" y="${at(y)}" width="${at(to - from)}" height="${BAR}" ${fillOf(kind)}/>` +
    rule(left, middle, right, middle, 'x')
  )
}

function fillOf(kind: 'first' | 'total'): string {
  return kind === 'first' ? 'class="one"' : 'fill="url(#sobol-total)" style="stroke:var(--c-one);stroke-width:1"'
}

const HATCH =
  '<defs><pattern id="sobol-total" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" style="stroke:var(--c-one);stroke-width:2"/></pattern></defs>'

function legend(width: number): string {
  const second = Math.min(170, width / 2)
  return (
    `<rect x="8" y="6" width="18" height="${BAR}" ${fillOf('total')}/>` +
    label(32, 14, 'total', { size: 11 }) +
    `<rect x="${second}" y="6" width="18" height="${BAR}" ${fillOf('first')}/>` +
    label(second + 24, 14, 'alone', { size: 11 })
  )
}

/** How far an output moves between the lowest and the highest tenth of each input. */
export function reachTornado(theCase: Case, record: SensitivityRecord, inputs: readonly Input[], size: Size): Chart {
  const { question, reaches } = record
  return {
    id: 'reaches',
    title: `How far inputs move “${question.says}”`,
    description: 'Mean of the output over the lowest and over the highest tenth of each input, with 95 % intervals.',
    caption: 'Mean over the lowest and over the highest tenth of each input, the others as they fall; 95 % intervals.',
    source: `${grouped(record.worlds)} simulated worlds`,
    svg: sensitivityTornado(theCase, record, inputs, size),
    table: {
      columns: ['input', 'output at its low', 'low', 'high', 'output at its high', 'low', 'high'],
      rows: [...reaches]
        .sort((a, b) => Math.abs(b.high.estimate - b.low.estimate) - Math.abs(a.high.estimate - a.low.estimate))
        .map(({ input, low, high }) => [inputName(theCase, defined(inputs[input])), ...[low, high].flatMap(cells)]),
    },
  }
}

const WIDEST = 15

/** The output at the low and the high end of the inputs of the largest swings. */
export function sensitivityTornado(
  theCase: Case,
  record: SensitivityRecord,
  inputs: readonly Input[],
  size: Size,
): string {
  const swing = ({ low, high }: Reach): number => Math.abs(high.estimate - low.estimate)
  const widest = [...record.reaches].sort((a, b) => swing(b) - swing(a)).slice(0, WIDEST)
  return tornadoSvg(
    {
      id: 'tornado',
      title: `What “${record.question.says}” hangs on`,
      axis: 'mean over the lowest and highest tenth of each input',
      scale: isShare(record.reaches) ? 'share' : 'plain',
      baseline: record.sobol.mean,
      threshold: record.question.bound?.value ?? null,
      bars: widest.map((reach) => ({
        name: inputName(theCase, defined(inputs[reach.input])),
        low: { ...reach.low, value: valueWords(theCase, defined(inputs[reach.input]), reach.low.value) },
        high: { ...reach.high, value: valueWords(theCase, defined(inputs[reach.input]), reach.high.value) },
      })),
    },
    size,
  )
}

function isShare(all: readonly Reach[]): boolean {
  return all.every(({ low, high }) => [low, high].every(({ estimate }) => Math.abs(estimate) <= 1))
}
