/** A matrix of the analysis of competing hypotheses as CSV: an item a row, a hypothesis a column.
 *
 *      item, credibility, relevance, group, H1, H2
 *      prior, , , , 60%, 40%
 *      "They moved troops", high, , troops, CC, I
 *      "They said so", 0.5, , , 0.2 to 0.6, 30%
 *
 *  The first column names the items; `says`, `credibility`, `relevance`, `group`, `source` and `note` are known by
 *  name, every other column is a hypothesis. Cells are ratings (CC, C, N, I, II, NA) or likelihoods. */
import { defined } from '../case/defined.ts'
import { mean, supportOf } from '../math/distribution.ts'
import type { Distribution } from '../math/distribution.ts'
import { RATINGS } from '../methods/evidence/inconsistency.ts'
import type { Rating } from '../methods/evidence/inconsistency.ts'
import { teller } from '../text/csv.ts'
import type { Csv, Teller } from '../text/csv.ts'
import { quoted } from '../text/diagnostic.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import { parseNumber } from '../text/number.ts'
import type { EvidenceCell, EvidenceRow, EvidenceTable } from './evidence-table.ts'

export interface MatrixRead {
  /** Null with fewer than two hypotheses. */
  readonly table: EvidenceTable | null
  readonly diagnostics: readonly Diagnostic[]
}

const KNOWN = ['says', 'credibility', 'relevance', 'group', 'source', 'note']
/** Words for weights. A convention of ours. */
const WORDS: Readonly<Record<string, number>> = { high: 1, medium: 0.7, low: 0.4, none: 0 }
const SLACK = 1e-6
const ONE: Distribution = { kind: 'fixed', value: 1 }

export function readAchMatrix(csv: Csv): MatrixRead {
  const tell = teller(csv.text, csv.file)
  const columns = csv.header.map((_, column) => column)
  const named = (name: string): number => csv.header.findIndex((one) => one.toLowerCase() === name)
  const hypotheses = columns.filter(
    (column) => column > 0 && !KNOWN.includes(defined(csv.header[column]).toLowerCase()),
  )
  if (hypotheses.length < 2) {
    const message = `${hypotheses.length === 0 ? 'no hypothesis' : 'one hypothesis'}: there is nothing to compare`
    tell(
      'too-few-hypotheses',
      'error',
      message,
      csv.headerSpan(0),
      'every column beyond the known ones is a hypothesis',
    )
    return { table: null, diagnostics: tell.told() }
  }
  const priorRow = Array.from({ length: csv.rows }, (_, row) => row).find((row) => isPrior(csv, row))
  const priors = priorsOf(csv, hypotheses, priorRow, tell)
  const items = Array.from({ length: csv.rows }, (_, row) => row).flatMap((row): EvidenceRow[] => {
    if (isPrior(csv, row)) {
      if (row !== priorRow) tell('twin-row', 'error', 'a second row of priors: the first is used', csv.spanOf(row, 0))
      return []
    }
    const cells = cellsOf(csv, row, hypotheses, tell)
    if (cells === null) return []
    const weight = (name: string): Distribution => weightOf(csv, row, named(name), tell)
    const group = named('group')
    const says = named('says')
    return [
      {
        name: csv.cell(row, 0),
        says: says < 0 || csv.cell(row, says) === '' ? csv.cell(row, 0) : csv.cell(row, says),
        cells,
        credibility: weight('credibility'),
        relevance: weight('relevance'),
        group: group < 0 ? '' : csv.cell(row, group),
      },
    ]
  })
  return {
    table: {
      name: '',
      hypotheses: hypotheses.map((column, h) => ({ name: defined(csv.header[column]), prior: defined(priors[h]) })),
      items,
      feeds: null,
    },
    diagnostics: tell.told(),
  }
}

const isPrior = (csv: Csv, row: number): boolean => /^priors?$/i.test(csv.cell(row, 0))

function priorsOf(csv: Csv, hypotheses: readonly number[], row: number | undefined, tell: Teller): Distribution[] {
  const even: Distribution = { kind: 'fixed', value: 1 / hypotheses.length }
  if (row === undefined) return hypotheses.map(() => even)
  const read = hypotheses.map((column) => numberAt(csv, row, column, tell))
  if (read.some((one) => one === null)) return hypotheses.map(() => even)
  const total = read.reduce((sum, one) => sum + mean(defined(one)), 0)
  if (Math.abs(total - 1) > SLACK) {
    const message = `the priors add up to ${Number((100 * total).toFixed(4))} %, not 100 %: each is divided by their sum`
    const span = csv.spanOf(row, defined(hypotheses[hypotheses.length - 1]))
    tell('priors', total > 0 ? 'warning' : 'error', message, { ...span, length: Math.max(1, span.length) })
  }
  return total > 0 ? read.map((one) => defined(one)) : hypotheses.map(() => even)
}

/** Cells of an item, null where it cannot be used. */
function cellsOf(csv: Csv, row: number, hypotheses: readonly number[], tell: Teller): EvidenceCell[] | null {
  const span = csv.spanOf(row, 0)
  const name = quoted(csv.cell(row, 0))
  if (hypotheses.every((column) => csv.cell(row, column) === '')) {
    tell('no-likelihoods', 'error', `${name} says nothing of any hypothesis; it is left out`, span)
    return null
  }
  const cells = hypotheses.map((column) => cellAt(csv, row, column, tell))
  if (cells.some((cell) => cell === null)) return null
  if (cells.every((cell) => cell?.kind === 'likelihood' && supportOf(cell.of).high <= 0)) {
    const help =
      'what no hypothesis allows cannot have been observed: one of the likelihoods, or a hypothesis, is missing'
    tell('excludes-all', 'error', `${name} is impossible under every hypothesis; it is left out`, span, help)
    return null
  }
  return cells.map((cell) => defined(cell))
}

function cellAt(csv: Csv, row: number, column: number, tell: Teller): EvidenceCell | null {
  const text = csv.cell(row, column)
  const span = csv.spanOf(row, column)
  const rating = text.toUpperCase()
  if ((RATINGS as readonly string[]).includes(rating)) return { kind: 'rating', rating: rating as Rating }
  if (rating === 'NA' || rating === 'N/A') return { kind: 'notApplicable' }
  if (text === '') {
    const message = `no rating or likelihood under ${quoted(defined(csv.header[column]))}; the item is left out`
    tell('missing', 'error', message, { ...span, length: 1 }, 'NA where the item does not bear on the hypothesis')
    return null
  }
  const of = numberAt(csv, row, column, tell)
  return of === null ? null : { kind: 'likelihood', of }
}

function numberAt(csv: Csv, row: number, column: number, tell: Teller): Distribution | null {
  const text = csv.cell(row, column)
  const span = csv.spanOf(row, column)
  const read = parseNumber(text)
  if (!read.ok) {
    tell(
      'not-a-number',
      'error',
      read.problem.message,
      { ...span, length: Math.max(1, span.length) },
      read.problem.help,
    )
    return null
  }
  if (read.value.kind === 'name') {
    const help = `a likelihood such as 0.3, 30 % or 0.2 to 0.6, or one of ${RATINGS.join(', ')}, NA`
    tell('rating', 'error', `${quoted(text)} is no rating and no number`, span, help)
    return null
  }
  const centre = mean(read.value.of)
  if (!(centre >= 0 && centre <= 1)) {
    tell('probability', 'error', `${quoted(text)} is no probability: it must lie between 0 and 1`, span)
    return null
  }
  return read.value.of
}

/** Credibility or relevance: a word, a number in [0, 1], or 1 where nothing is said. */
function weightOf(csv: Csv, row: number, column: number, tell: Teller): Distribution {
  const text = column < 0 ? '' : csv.cell(row, column)
  if (text === '') return ONE
  const word = text.toLowerCase()
  if (Object.hasOwn(WORDS, word)) return { kind: 'fixed', value: defined(WORDS[word]) }
  const read = numberAt(csv, row, column, tell)
  if (read !== null) return read
  tell(
    'weight',
    'warning',
    `${quoted(text)} is taken as 1`,
    csv.spanOf(row, column),
    'high, medium, low, none, or 0 to 1',
  )
  return ONE
}
