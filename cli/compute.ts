/** From the name of a case to its summary: what `run`, `compare`, `explain` and `report` have in common. */
import { availableParallelism } from 'node:os'
import { compile, summarise } from '../src/index.ts'
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
  const opened = openCase(name)
  if (!opened) return null
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
