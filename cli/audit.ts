/** `armistice audit CASE`: which findings could have come out otherwise, and which say what was put in. */
import { answer, ENGINE_VERSION, playAtOnce, readAsk } from '../src/internal.ts'
import type { AuditRecord } from '../src/internal.ts'
import { auditLines } from '../present/words/index.ts'
import { openCase } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { openStore, stagesOf } from './row-store.ts'

export interface AuditOptions {
  readonly universes?: number
  readonly worlds?: number
  readonly scenario?: string
  readonly seed?: number
  readonly threads?: number
  readonly json?: boolean
  readonly out?: string
  readonly resume?: string
}

export async function auditCommand(name: string, options: AuditOptions): Promise<number> {
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const { universes, worlds, scenario, seed } = options
  const read = readAsk({ kind: 'audit', universes, worlds, scenario: scenario ?? null, seed })
  if (!read.ok) throw new UsageError(read.problems.map(({ says }) => says).join('; '))
  const asked = { ...read.ask, command: 'audit', engine: ENGINE_VERSION, digest: opened.digest }
  const stages = stagesOf(openStore(options, asked as never), options.threads)
  try {
    const subject = { kind: 'case' as const, case: opened.case, digest: opened.digest }
    const found = await answer(subject, read.ask, { ...playAtOnce(), rows: stages.run })
    if (found.kind === 'stopped') return EXIT.interrupted
    if (found.kind === 'wrong') throw new UsageError(found.problems.map(({ says }) => says).join('; '))
    if (found.kind === 'none') throw new UsageError(found.reason)
    const record = found.record as AuditRecord
    process.stdout.write(
      options.json ? `${JSON.stringify(record)}\n` : `${auditLines(record, opened.file).join('\n')}\n`,
    )
    return EXIT.done
  } finally {
    stages.close()
  }
}
