/** What an audit found, for the terminal. */
import type { Audited, AuditedTest, AuditRecord } from '../../src/internal.ts'
import { columns } from './columns.ts'
import { counted, percent, rough } from './numbers.ts'

/** @param file path of the case, so that a line can be opened from the terminal. */
export function auditLines(record: AuditRecord, file: string): string[] {
  const { universes, worlds, tests } = record
  const of = (kind: Audited['kind']): AuditedTest[] => tests.filter(({ audited }) => audited.kind === kind)
  return [
    `${counted(universes, 'universe')} of random numbers within the bounds of their fields, ${counted(worlds, 'world')} in each: could the findings have come out otherwise?`,
    ...part('Echo: says what was put in', of('echo'), ({ audited, echoLine }) => [
      audited.kind === 'echo'
        ? `${audited.of}${audited.share === null ? '' : ` (${percent(audited.share)} of it)`}${echoLine === null ? '' : `  ${file}:${echoLine}`}`
        : '',
    ]),
    ...part('By construction: no input would change it', of('byConstruction'), (test) => [constructed(test)]),
    ...part('Open: it could have come out otherwise', of('open'), ({ inputs }) => [
      inputs.map(({ id, share }) => `${id} ${percent(share)}`).join(', '),
    ]),
    ...part('Not told: its condition hardly ever occurs with other numbers', of('untold'), () => []),
  ]
}

function part(title: string, tests: readonly AuditedTest[], more: (test: AuditedTest) => string[]): string[] {
  if (tests.length === 0) return []
  const rows = tests.map((test) => [
    `${test.claim}.${test.test}`,
    `${test.supported}`,
    `${test.contradicted}`,
    `${test.told}`,
    test.range === null ? '' : `${rough(test.range[0])} to ${rough(test.range[2])}`,
    ...more(test),
  ])
  const table = columns(['test', 'supported', 'contradicted', 'told', '5 to 95 % of its number', ''], rows)
  return ['', title, ...table.map((line) => `  ${line}`)]
}

function constructed({ audited, told }: AuditedTest): string {
  if (audited.kind !== 'byConstruction') return ''
  if (audited.verdict === null) return 'its number never moves'
  return audited.others === 0
    ? `${audited.verdict} in all ${told}`
    : `${audited.verdict} in ${told - audited.others} of ${told}`
}
