import { percent } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { at, fitted, label, rule, svgOf } from './kit/index.ts'
import type { EvidenceRecord } from '../../src/internal.ts'

const ROW = 26
const SHADE = { CC: 0, C: 0, N: 0.06, I: 0.28, II: 0.55 } as const
const HEAD = 44

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
  const head = [
    ...hypotheses.map(({ name }, h) => label(x(h), 18, fitted(name, column - 4), { anchor: 'middle', size: 11 })),
    label(x(hypotheses.length), 18, 'weight', { anchor: 'middle', muted: true, size: 11 }),
    rule(4, HEAD - 16, width - 4, HEAD - 16),
  ]
  const rows = items.map((item, e) => {
    const top = HEAD - 12 + e * ROW
    const cells = item.ratings.map((rating, h) => {
      const shade = SHADE[rating] * (item.weight > 0 ? 1 : 0.3)
      return (
        `<rect class="two" opacity="${at(shade)}" x="${at(x(h) - column / 2 + 1)}" y="${at(top)}" width="${at(column - 2)}" height="${ROW - 4}"/>` +
        label(x(h), top + 15, rating, { anchor: 'middle', muted: item.weight === 0 })
      )
    })
    const weight = item.weight === 0 && item.group !== '' ? `in ${item.group}` : String(rounded(item.weight))
    return (
      label(4, top + 15, fitted(item.says, left - 8), { muted: item.weight === 0 }) +
      cells.join('') +
      label(x(hypotheses.length), top + 15, fitted(weight, column), { anchor: 'middle', muted: true, size: 11 })
    )
  })
  const bottom = HEAD - 6 + items.length * ROW
  const foot = footOf(hypotheses, { left, bottom, x })
  const about = {
    title: record.name === '' ? 'Hypotheses against evidence' : `Hypotheses against evidence: ${record.name}`,
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
    caption: `${about.description}. Darker cells speak against a hypothesis.`,
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
