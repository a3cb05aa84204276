/** The frontier of a domain as lines of text. */
import { defined, CONCEPT_NAMES } from '../../src/internal.ts'
import { counted } from './numbers.ts'
import type { FrontierPoint, FrontierRecord } from '../../src/internal.ts'

/** The record as a person reads it in a terminal. */
export function frontierText(record: FrontierRecord): string {
  const { actors, frontier, issues } = record
  const width = Math.max(8, ...actors.map(({ name }) => Math.min(name.length, 16))) + 2
  const numbers = (values: readonly number[]): string => values.map((u) => u.toFixed(4).padStart(width)).join('')
  const label = (text: string): string => text.padEnd(20)
  const pointText = (point: FrontierPoint): string => numbers(point.utilities) + packageText(point)
  const lines = [
    `${record.domain}: ${counted(issues.length, 'issue')}, ${packagesIn(record.packages)}, ${counted(actors.length, 'actor')};` +
      ` utilities ${record.reading}`,
    statement(record),
    '',
    label('') + actors.map(({ name }) => name.slice(0, 16).padStart(width)).join(''),
    label('no deal') +
      numbers(actors.map(({ noDeal }) => noDeal)) +
      (actors.every((actor) => actor.noDealGiven) ? '' : '  (0 where the file gives none)'),
  ]
  for (const [name, { points: rows }] of Object.entries(record.solutions)) {
    if (rows.length === 0) lines.push(`${label(defined(CONCEPT_NAMES[name]))}none: no package beats no deal for all`)
    for (const row of rows) lines.push(label(defined(CONCEPT_NAMES[name])) + pointText(defined(frontier[row])))
  }
  lines.push('', 'frontier (* beats no deal for all)')
  for (const point of frontier) lines.push(label(point.beatsNoDeal ? '*' : '') + pointText(point))
  return lines.map(visible).join('\n')
}

function statement({ result, says, loss, frontier }: FrontierRecord): string {
  const packages = frontier.reduce((sum, { count }) => sum + BigInt(count), 0n)
  const both = frontier.filter((point) => point.beatsNoDeal).length
  const found = `${counted(frontier.length, 'point')}, ${packagesIn(packages)}; ${counted(both, 'point')} ${both === 1 ? 'beats' : 'beat'} no deal for all`
  if (result === 'exact') return `frontier, exact: ${found}`
  if (result === 'rounded') return `frontier, of rounded numbers: ${found}. ${says}`
  if (result === 'empty') return 'no package is allowed'
  if (result === 'refused') return `no frontier: ${says}`
  return `frontier, bounded: ${found}. ${says}. Loss: ${defined(loss)
    .map((lost) => lost.toPrecision(3))
    .join(', ')}`
}

function packageText({ packages, count }: FrontierPoint): string {
  return `  ${defined(packages[0]).join(' · ')}${count === '1' ? '' : `  (and ${BigInt(count) - 1n} more)`}`
}

/** Control and bidirectional characters of a file could forge what a terminal shows: each becomes one `\ufffd`. */
function visible(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}

function packagesIn(count: string | bigint): string {
  return `${count} package${String(count) === '1' ? '' : 's'}`
}
