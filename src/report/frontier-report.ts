import { packagesAt, tieCounts } from '../methods/frontier/point-set.ts'
import type { Domain } from '../methods/frontier/domain.ts'
import type { Reading } from '../methods/frontier/grid-points.ts'
import type { DomainSettlement } from '../methods/frontier/settle-domain.ts'
import type { Solution } from '../methods/frontier/solution.ts'

/** The frontier of a domain and its solutions as plain data, for JSON. */
export interface FrontierRecord {
  readonly domain: string
  readonly reading: Reading
  /** Whether utilities are those written to the last digit, or rounded to a part in 2^41 or less. */
  readonly asWritten: boolean
  readonly issues: Domain['issues']
  readonly actors: readonly { readonly name: string; readonly noDeal: number; readonly noDealGiven: boolean }[]
  /** Number of packages, in full. */
  readonly packages: string
  readonly result: 'exact' | 'within' | 'relaxed' | 'refused' | 'empty'
  /** What was bounded and how, where the result is not exact. */
  readonly says: string | null
  /** By actor, where the result is not exact. */
  readonly loss: readonly number[] | null
  readonly frontier: readonly FrontierPoint[]
  /** Points of the frontier, by concept. */
  readonly solutions: Readonly<Record<string, { readonly value: number | null; readonly points: readonly number[] }>>
}

export interface FrontierPoint {
  readonly utilities: readonly number[]
  readonly beatsNoDeal: boolean
  /** Number of packages with these utilities, in full. */
  readonly count: string
  /** The first of them, as values by issue. */
  readonly packages: readonly (readonly string[])[]
}

/** Names of the solutions, as people read them. */
export const CONCEPT_NAMES: Readonly<Record<string, string>> = {
  nash: 'Nash',
  asymmetricNash: 'asymmetric Nash',
  kalaiSmorodinsky: 'Kalai–Smorodinsky',
  egalitarian: 'egalitarian',
  utilitarian: 'utilitarian',
}

/** @param listed packages listed for a point at most; all are counted. */
export function frontierRecord(
  domain: Domain,
  reading: Reading,
  settled: DomainSettlement,
  listed: number,
): FrontierRecord {
  const { result, solutions } = settled
  const named: readonly (readonly [string, Solution | null])[] = Object.entries(solutions)
  return {
    domain: domain.name,
    reading,
    asWritten: settled.asWritten,
    issues: domain.issues,
    actors: domain.profiles.map(({ name, noDeal, noDealPackage }, k) => ({
      name,
      noDeal: settled.noDeal[k]!,
      noDealGiven: noDeal !== null || noDealPackage !== null,
    })),
    packages: String(domain.issues.reduce((count, { values }) => count * BigInt(values.length), 1n)),
    result: result.kind,
    says: 'says' in result ? result.says : null,
    loss: 'loss' in result ? result.loss.map((lost, actor) => lost * settled.units[actor]!) : null,
    frontier: points(domain, settled, listed),
    solutions: Object.fromEntries(
      named.flatMap(([name, solution]) =>
        solution === null
          ? []
          : [[name, { value: Number.isFinite(solution.value) ? solution.value : null, points: solution.rows }]],
      ),
    ),
  }
}

function points(domain: Domain, settled: DomainSettlement, listed: number): FrontierPoint[] {
  if (!('set' in settled.result)) return []
  const { set } = settled.result
  const counts = tieCounts(set)
  const rational = new Set(settled.rational)
  return counts.map((count, row) => {
    const packages: string[][] = []
    for (const options of packagesAt(set, row, domain.issues.length)) {
      if (packages.length === listed) break
      packages.push(options.map((option, issue) => domain.issues[issue]!.values[option]!))
    }
    return {
      utilities: settled.utilities.map((column) => column[row]!),
      beatsNoDeal: rational.has(row),
      count: String(count),
      packages,
    }
  })
}

/** The record as a person reads it in a terminal. */
export function frontierText(record: FrontierRecord): string {
  const { actors, frontier, issues } = record
  const width = Math.max(8, ...actors.map(({ name }) => Math.min(name.length, 16))) + 2
  const numbers = (values: readonly number[]): string => values.map((u) => u.toFixed(4).padStart(width)).join('')
  const label = (text: string): string => text.padEnd(20)
  const pointText = (point: FrontierPoint): string => numbers(point.utilities) + packageText(point)
  const lines = [
    `${record.domain}: ${issues.length} issues, ${record.packages} packages, ${actors.length} actors;` +
      ` utilities ${record.reading}`,
    statement(record),
    '',
    label('') + actors.map(({ name }) => name.slice(0, 16).padStart(width)).join(''),
    label('no deal') +
      numbers(actors.map(({ noDeal }) => noDeal)) +
      (actors.every((actor) => actor.noDealGiven) ? '' : '  (0 where the file gives none)'),
  ]
  for (const [name, { points: rows }] of Object.entries(record.solutions)) {
    if (rows.length === 0) lines.push(`${label(CONCEPT_NAMES[name]!)}none: no package beats no deal for all`)
    for (const row of rows) lines.push(label(CONCEPT_NAMES[name]!) + pointText(frontier[row]!))
  }
  lines.push('', 'frontier (* beats no deal for all)')
  for (const point of frontier) lines.push(label(point.beatsNoDeal ? '*' : '') + pointText(point))
  return lines.map(visible).join('\n')
}

function statement({ result, says, loss, frontier, asWritten }: FrontierRecord): string {
  const packages = frontier.reduce((sum, { count }) => sum + BigInt(count), 0n)
  const both = frontier.filter((point) => point.beatsNoDeal).length
  const found = `${frontier.length} points, ${packages} packages; ${both} points beat no deal for all`
  const rounded = asWritten ? '' : ' (numbers rounded to a part in 2^41 at most)'
  if (result === 'exact') return `frontier, exact${rounded}: ${found}`
  if (result === 'empty') return 'no package is allowed'
  if (result === 'refused') return `no frontier: ${says}`
  return `frontier, bounded: ${found}. ${says}. Loss: ${loss!.map((lost) => lost.toPrecision(3)).join(', ')}`
}

function packageText({ packages, count }: FrontierPoint): string {
  return `  ${packages[0]!.join(' · ')}${count === '1' ? '' : `  (and ${BigInt(count) - 1n} more)`}`
}

/** Control and bidirectional characters of a file could forge what a terminal shows: each becomes one `\ufffd`. */
function visible(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}

/** One line a listed package: utilities by actor, whether it beats no deal for all, the solutions that select it,
 *  values by issue. RFC 4180, with a header. */
export function frontierCsv(record: FrontierRecord): string {
  const header = [
    'point',
    ...record.actors.map(({ name }) => `utility ${name}`),
    'beats no deal',
    'ties',
    'selected by',
    ...record.issues.map(({ name }) => name),
  ]
  const rows = record.frontier.flatMap((point, k) => {
    const by = Object.entries(record.solutions).flatMap(([name, { points: on }]) =>
      on.includes(k) ? [CONCEPT_NAMES[name]!] : [],
    )
    const both = point.beatsNoDeal ? 'yes' : 'no'
    const start = [String(k), ...point.utilities.map(String), both, point.count, by.join('; ')]
    return point.packages.map((values) => [...start, ...values])
  })
  return `${[header, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`
}

/** Quoted where needed. A value that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}
