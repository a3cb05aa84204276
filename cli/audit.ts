/** `armistice audit CASE`: which findings could have come out otherwise, and which say what was put in. */
import { auditLines } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { askIn } from './row-store.ts'

export interface AuditOptions {
  readonly universes?: number
  readonly worlds?: number
  readonly scenario?: string
  readonly seed?: number
  readonly threads?: number
  readonly posterior?: string
  readonly minutes?: number
  readonly json?: boolean
  readonly out?: string
  readonly resume?: string
}

export async function auditCommand(name: string, options: AuditOptions): Promise<number> {
  const { json, out, resume, threads, posterior, minutes, ...given } = options
  const found = await askOfCase(
    name,
    { ...askIn(resume), ...given, kind: 'audit' },
    { threads, out, resume, posterior, minutes },
  )
  if (typeof found === 'number') return found
  const { record, opened, code } = found
  process.stdout.write(json ? `${JSON.stringify(record)}\n` : `${auditLines(record, opened.file).join('\n')}\n`)
  return code
}
