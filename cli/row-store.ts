/** Rows of a long analysis kept in a folder, so that it can be broken off and taken up again: `job.json` says what was asked, `STAGE.jsonl` holds finished rows. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Row, RowJob } from '../src/index.ts'
import { runRows } from '../runner/rows.ts'
import type { Chunk } from '../runner/rows.ts'
import { UsageError } from './exit.ts'
import { progressLine } from './terminal.ts'

/** What an analysis was asked, as far as its rows hang on it. */
export type Asked = Readonly<Record<string, string | number | boolean | null>>

export interface RowStore {
  readonly folder: string | null
  readonly read: (stage: string) => readonly Chunk[]
  readonly append: (stage: string, chunk: Chunk) => void
}

const nowhere: RowStore = { folder: null, read: () => [], append: () => {} }

/** Opens the folder of an analysis, new (`out`) or begun (`resume`). @throws UsageError where that cannot be. */
export function openStore(
  folders: { readonly out?: string | undefined; readonly resume?: string | undefined },
  asked: Asked,
): RowStore {
  const { out, resume } = folders
  if (out !== undefined && resume !== undefined)
    throw new UsageError('choose one of `--out` and `--resume`: an analysis that is resumed stays in its folder')
  const folder = out ?? resume
  if (folder === undefined) return nowhere
  const file = join(folder, 'job.json')
  if (out !== undefined) {
    if (existsSync(file))
      throw new UsageError(`${folder} holds an analysis already: \`--resume ${folder}\` continues it`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(asked, null, 2)}\n`)
  } else sameJob(readAsked(folder), asked, folder)
  const path = (stage: string): string => join(folder, `${stage}.jsonl`)
  return {
    folder,
    read: (stage) => (existsSync(path(stage)) ? readChunks(path(stage)) : []),
    append: (stage, chunk) => {
      appendFileSync(path(stage), `${JSON.stringify(chunk, plain)}\n`)
    },
  }
}

/** What the analysis in a folder was asked. @throws UsageError where there is none. */
export function readAsked(folder: string): Asked {
  const file = join(folder, 'job.json')
  if (!existsSync(file)) throw new UsageError(`no analysis to resume in ${folder}: it has no job.json`)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Asked
  } catch {
    throw new UsageError(`${file} is damaged: it is no JSON`)
  }
}

function sameJob(stored: Asked, asked: Asked, folder: string): void {
  const differ = [...new Set([...Object.keys(stored), ...Object.keys(asked)])].filter(
    (key) => stored[key] !== asked[key],
  )
  if (differ.length === 0) return
  throw new UsageError(
    `the analysis in ${folder} was another: ${differ.map((key) => `${key} was ${String(stored[key])}, is ${String(asked[key])}`).join('; ')}`,
  )
}

/** Chunks up to the first line that was cut off while it was written. */
function readChunks(path: string): readonly Chunk[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line, revived) as Chunk]
      } catch {
        return []
      }
    })
}

/** JSON has no NaN and no Infinity. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? `number:${value}` : value
}

function revived(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^number:(NaN|-?Infinity)$/.test(value) ? Number(value.slice(7)) : value
}

export interface Stages {
  /** Every row of a stage, or null where Ctrl+C came first. */
  readonly run: (stage: string, job: RowJob, count: number) => Promise<readonly Row[] | null>
  readonly close: () => void
}

/** Runs stage after stage on threads with progress; Ctrl+C ends the stage at the next rows. */
export function stagesOf(store: RowStore, threads: number = availableParallelism()): Stages {
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  process.once('SIGINT', stop)
  const progress = progressLine()
  return {
    run: async (stage, job, count) => {
      const have = store.read(stage)
      const result = await runRows(job, count, {
        threads,
        have,
        signal: abort.signal,
        onProgress: progress.update,
        onChunk: (chunk) => {
          store.append(stage, chunk)
        },
      })
      progress.clear()
      if (result.rows === null) process.stderr.write(`${stoppedAt(stage, result.done, count, store)}\n`)
      return result.rows
    },
    close: () => {
      process.removeListener('SIGINT', stop)
      progress.clear()
    },
  }
}

function stoppedAt(stage: string, done: number, count: number, { folder }: RowStore): string {
  const where =
    folder === null
      ? 'none is kept: `--out DIR` would have kept them'
      : `kept in ${folder}: \`--resume ${folder}\` continues`
  return `broken off in stage ${stage} after ${done} of ${count} rows; ${where}`
}
