import { defined } from '../../src/internal.ts'
import { percent } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { at, fitted, label, lines, rule, svgOf } from './kit/index.ts'
import type { EvidenceRecord } from '../../src/internal.ts'

/** Height of a row of one line, and of each line more. */
const ROW = 26
const LINE = 15
const SHADE = { CC: 0, C: 0, N: 0.06, I: 0.28, II: 0.55 } as const

const tallOf = (texts: number): number => ROW + LINE * (texts - 1)

/** Under the matrix: what was believed before, after, and Heuer's score. */
function footOf(
  hypotheses: EvidenceRecord['hypotheses'],
  { left, bottom, x }: { left: number; bottom: number; x: (h: number) => number },
): readonly string[] {
  type Hypothesis = EvidenceRecord['hypotheses'][number]
  const lines: readonly (readonly [string, (one: Hypothesis) => string])[] = [
    ['before', ({ prior }) => percent(prior)],
    ['after', ({ posterior }) => (posterior === null ? '—' : percent(posterior))],
    ['inconsistency', ({ weightedInconsistency }) => String(rounded(weightedInconsistency))],
  ]
  return lines.map(([name, value], k) => {
    const y = bottom + 16 + k * 18
    const values = hypotheses.map((one, h) =>
      label(x(h), y, value(one), { anchor: 'middle', weight: k === 1 ? 600 : 400 }),
    )
    return label(left - 8, y, name, { anchor: 'end', muted: true, size: 11 }) + values.join('')
  })
}

export function achMatrix(record: EvidenceRecord, { width }: Size): Chart {
  const { hypotheses, items } = record
  const left = Math.max(140, Math.round(width * 0.42))
  const column = (width - left - 8) / (hypotheses.length + 1)
  const x = (h: number): number => left + (h + 0.5) * column
  const names = hypotheses.map(({ name }) => lines(name, column - 8, 11, 8))
  const headed = 14 * Math.max(...names.map(({ length }) => length)) + 14
  const head = [
    ...names.flatMap((texts, h) =>
      texts.map((text, k) => label(x(h), 18 + 14 * k, text, { anchor: 'middle', size: 11 })),
    ),
    label(x(hypotheses.length), 18, 'weight', { anchor: 'middle', muted: true, size: 11 }),
    rule(4, headed, width - 4, headed),
  ]
  const said = items.map(({ says }) => lines(says, left - 12))
  const tops = said.map((_, e) => headed + 4 + said.slice(0, e).reduce((sum, { length }) => sum + tallOf(length), 0))
  const rows = items.map((item, e) => {
    const top = defined(tops[e])
    const texts = defined(said[e])
    const cells = item.ratings.map((rating, h) => {
      const shade = SHADE[rating] * (item.weight > 0 ? 1 : 0.3)
      return (
        `<rect class="two" opacity="${at(shade)}" x="${at(x(h) - column / 2 + 1)}" y="${at(top)}" width="${at(column - 2)}" height="${tallOf(texts.length) - 4}"/>` +
        label(x(h), top + 15, rating, { anchor: 'middle', muted: item.weight === 0 })
      )
    })
    const weight = item.weight === 0 && item.group !== '' ? 'in a group' : String(rounded(item.weight))
    return (
      texts.map((text, k) => label(4, top + 15 + LINE * k, text, { muted: item.weight === 0 })).join('') +
      cells.join('') +
      label(x(hypotheses.length), top + 15, fitted(weight, column), { anchor: 'middle', muted: true, size: 11 })
    )
  })
  const bottom = headed + 8 + said.reduce((sum, { length }) => sum + tallOf(length), 0)
  const foot = footOf(hypotheses, { left, bottom, x })
  const about = {
    title: record.name === '' ? 'Explanations against evidence' : `Explanations against evidence: ${record.name}`,
    description: hypotheses
      .map(({ name, prior, posterior }) =>
        posterior === null
          ? `${name}: excluded`
          : `${name}: ${percent(prior)} before, ${percent(posterior)} after the evidence`,
      )
      .join('; '),
  }
  return {
    id: 'ach',
    ...about,
    caption: `${about.description}. Shaded cells speak against an explanation.${items.some(({ weight, group }) => weight === 0 && group !== '') ? ' “In a group”: the strongest item of the group counts for all of it.' : ''}`,
    source: 'Bayes’ rule; inconsistency after Heuer 1999',
    svg: svgOf(
      about,
      { width, height: bottom + 66 },
      [...head, ...rows, rule(4, bottom, width - 4, bottom), ...foot].join(''),
    ),
    table: {
      columns: ['item', 'group', 'weight', ...hypotheses.map(({ name }) => name)],
      rows: items.map((item) => [item.says, item.group, rounded(item.weight), ...item.ratings]),
    },
  }
}
