/** Evidence against hypotheses, and what it does to belief. */
import { defined } from '../../src/internal.ts'
import { percent } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Naming } from './chart.ts'
import { at, label, lines, rule, svgOf } from './kit/index.ts'
import type { Summary } from '../../src/internal.ts'

const SAYS: Readonly<Record<string, string>> = {
  CC: 'very consistent',
  C: 'consistent',
  N: 'neutral',
  I: 'inconsistent',
  II: 'very inconsistent',
}

const ownId = (_: string, option: string): string => option
const same = (set: string): string => set

/** Items by hypothesis: CC … II, and how much each item tells apart. */
export function evidenceMatrix(summary: Summary, { width, options: optionOf = ownId, sets = same }: Naming): Chart {
  let top = 8
  const drawn: string[] = []
  for (const set of summary.hypotheses) {
    const options = Object.keys(set.prior)
    const column = Math.min(200, (width - 80) / options.length)
    const heads = options.map((option) => lines(optionOf(set.id, option), column - 10, 11, 4))
    const head = 14 * Math.max(...heads.map(({ length }) => length))
    const asked = lines(sets(set.id), width - 16, 13)
    const under = 15 * (asked.length - 1)
    drawn.push(
      ...asked.map((text, row) => label(4, top + 14 + 15 * row, text, { weight: 600 })),
      ...heads.flatMap((texts, k) =>
        texts.map((text, row) => label(8 + k * column, top + under + 34 + 14 * row, text, { muted: true, size: 11 })),
      ),
      label(8 + options.length * column, top + under + 34, 'tells apart', { muted: true, size: 11 }),
    )
    top += 28 + under + head
    for (const item of summary.evidence.filter((entry) => entry.set === set.id)) {
      const text = lines(item.says, width - 16)
      drawn.push(...text.map((part, k) => label(4, top + 12 + k * 15, part)))
      top += text.length * 15 + 4
      drawn.push(
        ...options.map((option, k) => cell(8 + k * column, top, column, defined(item.ratings[option]))),
        label(8 + options.length * column, top + 16, String(Number(item.diagnosticity.toPrecision(2))), { size: 11 }),
      )
      top += 30
      drawn.push(rule(4, top - 4, width - 4, top - 4))
    }
    drawn.push(
      ...options.map((option, k) =>
        label(8 + k * column, top + 14, `against: ${Number(defined(set.inconsistency[option]).toPrecision(2))}`, {
          muted: true,
          size: 11,
        }),
      ),
    )
    top += 30
  }
  const about = {
    title: 'Evidence against rival explanations',
    description:
      'CC very consistent, C consistent, N neutral, I inconsistent, II very inconsistent. Tells apart: log likelihood ratio times credibility. Against: the ACH inconsistency score, the least to be kept.',
  }
  return {
    id: 'evidence',
    ...about,
    caption: about.description,
    source: `ratings from likelihoods in the case; ${sourceLine(summary.worlds)}`,
    svg: svgOf(about, { width, height: top }, drawn.join('')),
    table: {
      columns: ['item', 'set', 'ratings', 'tells apart'],
      rows: summary.evidence.map(({ says, set, ratings, diagnosticity }) => [
        says,
        sets(set),
        Object.entries(ratings)
          .map(([option, rating]) => `${optionOf(set, option)}: ${SAYS[rating] ?? rating}`)
          .join('; '),
        rounded(diagnosticity),
      ]),
    },
  }
}

/** A glyph repeats the rating: filled for, hollow neutral, crossed against. */
function cell(x: number, y: number, width: number, rating: string): string {
  const middle = x + Math.min(24, width / 2)
  const against = rating === 'I' || rating === 'II'
  const size = rating === 'CC' || rating === 'II' ? 9 : 6
  const glyph =
    rating === 'N'
      ? `<circle class="r" cx="${at(middle - 14)}" cy="${at(y + 12)}" r="6"/>`
      : against
        ? `<rect class="two" x="${at(middle - 14 - size)}" y="${at(y + 12 - size)}" width="${2 * size}" height="${2 * size}"/>`
        : `<circle class="one" cx="${at(middle - 14)}" cy="${at(y + 12)}" r="${size}"/>`
  return glyph + label(middle + 4, y + 16, rating, { weight: 600 })
}

/** Belief before the evidence and after. */
export function priorPosterior(summary: Summary, { width, options: optionOf = ownId, sets = same }: Naming): Chart {
  let top = 20
  const bar = width - 60
  const drawn: string[] = []
  for (const set of summary.hypotheses) {
    const asked = lines(sets(set.id), width - 16, 13)
    drawn.push(...asked.map((text, row) => label(4, top + 15 * row, text, { weight: 600 })))
    top += 8 + 15 * (asked.length - 1)
    for (const option of Object.keys(set.prior)) {
      const prior = defined(set.prior[option])
      const posterior = defined(set.posterior[option])
      const said = lines(optionOf(set.id, option), width - 16)
      const y = top + 4 + 15 * said.length
      drawn.push(
        ...said.map((text, row) => label(4, top + 14 + 15 * row, text)),
        `<rect class="cell" x="4" y="${y + 4}" width="${at(bar)}" height="14"/>`,
        `<rect class="one" x="4" y="${y + 4}" width="${at(bar * posterior)}" height="14"/>`,
        `<line class="z" x1="${at(4 + bar * prior)}" x2="${at(4 + bar * prior)}" y1="${y}" y2="${y + 22}"/>`,
      )
      drawn.push(label(bar + 12, y + 15, percent(posterior), { size: 11 }))
      top = y + 26
    }
    top += 22
  }
  const about = {
    title: 'Belief after the evidence',
    description: summary.hypotheses
      .map(
        ({ id, prior, posterior }) =>
          `${sets(id)}: ${Object.keys(prior)
            .map(
              (option) =>
                `${optionOf(id, option)} ${percent(defined(prior[option]))} to ${percent(defined(posterior[option]))}`,
            )
            .join(', ')}`,
      )
      .join('; '),
  }
  return {
    id: 'belief',
    ...about,
    caption: 'Bar: belief after the evidence. Line: before it.',
    source: 'at the means of priors, likelihoods and credibilities',
    svg: svgOf(about, { width, height: top }, drawn.join('')),
    table: {
      columns: ['set', 'option', 'before', 'after'],
      rows: summary.hypotheses.flatMap(({ id, prior, posterior }) =>
        Object.keys(prior).map((option) => [
          sets(id),
          optionOf(id, option),
          rounded(defined(prior[option])),
          rounded(defined(posterior[option])),
        ]),
      ),
    },
  }
}
