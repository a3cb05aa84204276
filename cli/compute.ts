/** From the name of a case to its summary: what `run`, `compare`, `explain` and `report` have in common. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { compile, summarise } from '../src/index.ts'
import { digestWith, readFit, withPosterior } from '../src/internal.ts'
import type { Case, Model, Summary } from '../src/index.ts'
import { onThreads } from '../runner/threads.ts'
import { UsageError } from './exit.ts'
import { printDiagnostics, readCase } from './read-case.ts'
import { progressLine } from './terminal.ts'

export interface ComputeOptions {
  readonly scenario?: string | undefined
  readonly beside?: readonly string[] | undefined
  readonly worlds?: number | undefined
  readonly armWorlds?: number | undefined
  readonly seed?: number | undefined
  readonly threads?: number | undefined
  /** A posterior that `fit` wrote, in place of the front's numbers. */
  readonly posterior?: string | undefined
}

export interface Computed {
  readonly case: Case
  readonly text: string
  readonly file: string
  readonly digest: string
  readonly model: Model
  readonly summary: Summary
}

/** Null where the case does not load; its diagnostics are then on stderr. */
export async function compute(name: string, options: ComputeOptions): Promise<Computed | null> {
  const asWritten = openCase(name)
  if (!asWritten) return null
  const opened = options.posterior === undefined ? asWritten : withFit(asWritten, options.posterior)
  const model = compileOrExplain(opened.case, options)
  const summary = await summaryOf(model, opened.digest, options.threads)
  return { ...opened, model, summary }
}

export function openCase(name: string): { case: Case; text: string; file: string; digest: string } | null {
  const { file, text, loaded } = readCase(name)
  if (!loaded.ok) {
    printDiagnostics(loaded.errors, text)
    return null
  }
  return { case: loaded.case, text, file, digest: loaded.digest }
}

/** The case with a posterior's numbers, under a digest of both. */
export function withFit<T extends { readonly case: Case; readonly digest: string }>(opened: T, file: string): T {
  const fit = readFit(jsonOf(file))
  if (!fit) throw new UsageError(`${file} is no posterior; \`armistice fit\` writes one`)
  try {
    return { ...opened, case: withPosterior(opened.case, fit), digest: digestWith(opened.digest, fit) }
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`)
    throw error
  }
}

/** Bytes beyond which a record is not read: posteriors and sealed forecasts take some ten thousand. */
const LARGEST_RECORD = 16 * 1024 * 1024

/** The JSON of a file. @throws UsageError where there is none. */
export function jsonOf(file: string): unknown {
  const text = textOf(file, LARGEST_RECORD)
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${file} is not JSON`)
  }
}

/** The text of a file of at most so many bytes. @throws UsageError where there is none. */
export function textOf(file: string, most: number): string {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`there is no file ${file}`)
  if (statSync(file).size > most) throw new UsageError(`${file} has more than ${most} bytes`)
  return readFileSync(file, 'utf8')
}

function compileOrExplain(theCase: Case, options: ComputeOptions): Model {
  const { scenario, beside, worlds, armWorlds, seed } = options
  const given = { worlds, armWorlds, seed, beside }
  try {
    return compile(
      theCase,
      scenario ?? null,
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    )
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

/** Worlds from which a second thread pays: each has to compile the engine for itself, which below this costs more than it saves (bench/pipeline.ts). */
const WORTH_THREADS = 20_000

function threadsFor(worlds: number): number {
  return worlds < WORTH_THREADS ? 1 : availableParallelism()
}

/** Runs a model on threads with progress; Ctrl+C ends it early with what there is. */
export async function summaryOf(
  model: Model,
  digest: string,
  threads: number = threadsFor(model.worlds),
): Promise<Summary> {
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  process.once('SIGINT', stop)
  const progress = progressLine()
  try {
    const tally = await onThreads.run(model, { threads, signal: abort.signal, onProgress: progress.update })
    return summarise(model, tally, digest)
  } finally {
    process.removeListener('SIGINT', stop)
    progress.clear()
  }
}
