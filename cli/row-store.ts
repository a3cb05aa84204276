/** Rows of a long analysis kept in a folder, so that it can be broken off and taken up again: `job.json` says what was
 *  asked, `STAGE.jsonl` holds finished rows. */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askJson, ENGINE_VERSION } from '../src/internal.ts'
import type { Ask, Subject } from '../src/internal.ts'
import type { Chunk, Keeper, Progress } from '../runner/runner.ts'
import { UsageError } from './exit.ts'
import { openedLine, sealedLine } from './sealed-lines.ts'
import { writeWhole } from './write-file.ts'
import { makeFolder } from './make-folder.ts'

/** Where an analysis is kept: in a new folder (`out`), or one where it was begun (`resume`). */
export interface Folders {
  readonly out?: string | undefined
  readonly resume?: string | undefined
}

/** What the rows in a folder are of. */
export interface Job {
  readonly engine: string
  /** Of the case file. */
  readonly digest: string | null
  readonly ask: Readonly<Record<string, unknown>>
}

export interface RowStore extends Keeper {
  /** Where an ask was broken off, and how to go on. */
  readonly stoppedAt: (last: Progress | null) => string
}

/** Opens the folder of an analysis. @throws UsageError where that cannot be. */
export function openStore({ out, resume }: Folders, ask: Ask, subject: Subject): RowStore {
  if (out !== undefined && resume !== undefined)
    throw new UsageError('choose one of `--out` and `--resume`: an analysis that is resumed stays in its folder')
  const folder = out ?? resume
  if (folder === undefined)
    return { kept: () => new Map(), append: () => {}, stoppedAt: (last) => stoppedAt(last, null) }
  const digest = subject.kind === 'case' ? subject.digest : null
  const job: Job = { engine: ENGINE_VERSION, digest, ask: JSON.parse(askJson(ask)) as Job['ask'] }
  if (out !== undefined) begin(folder, job)
  else sameJob(jobIn(folder), job, folder)
  const path = (stage: string): string => join(folder, `${stage}.jsonl`)
  const begun = new Set<string>()
  return {
    kept: () =>
      new Map(
        readdirSync(folder)
          .filter((name) => name.endsWith('.jsonl'))
          .map((name) => [name.slice(0, -'.jsonl'.length), chunksIn(readFileSync(join(folder, name), 'utf8'))]),
      ),
    append: (stage, chunk) => {
      // A line that was cut off while it was written may stand there: what comes next does not join it.
      const lead = begun.has(stage) || !existsSync(path(stage)) ? '' : '\n'
      begun.add(stage)
      appendFileSync(path(stage), lead + sealedLine(chunk))
    },
    stoppedAt: (last) => stoppedAt(last, folder),
  }
}

function begin(folder: string, job: Job): void {
  const file = join(folder, 'job.json')
  if (existsSync(file)) throw new UsageError(`${folder} holds an analysis already: \`--resume ${folder}\` continues it`)
  makeFolder(folder)
  writeWhole(file, `${JSON.stringify(job, null, 2)}\n`)
}

/** What was asked in a folder, for fields that a command that resumes it leaves out; empty where nothing is resumed. */
export function askIn(folder: string | undefined): Readonly<Record<string, unknown>> {
  return folder === undefined ? {} : jobIn(folder).ask
}

function jobIn(folder: string): Job {
  const file = join(folder, 'job.json')
  if (!existsSync(file)) throw new UsageError(`no analysis to resume in ${folder}: it has no job.json`)
  const read = jobOf(readFileSync(file, 'utf8'))
  if (!read) throw new UsageError(`${file} is damaged: it does not say what was asked`)
  return read
}

/** What a text says was asked; null where it does not. */
export function jobOf(text: string): Job | null {
  try {
    const job = JSON.parse(text) as Partial<Job> | null
    return job && typeof job === 'object' && typeof job.ask === 'object' && job.ask !== null ? (job as Job) : null
  } catch {
    return null
  }
}

function sameJob(stored: Job, asked: Job, folder: string): void {
  const differ = differences(stored, asked)
  if (differ.length > 0) throw new UsageError(`the analysis in ${folder} was another: ${differ.join('; ')}`)
}

/** Differences told, and letters of each value: the file may hold anything. */
const MOST_TOLD = 8
const LONGEST = 60

/** In what two jobs differ, in words. */
export function differences(stored: Job, asked: Job): readonly string[] {
  const flat = ({ ask, ...rest }: Job): Readonly<Record<string, unknown>> => ({ ...rest, ...ask })
  const [was, is] = [flat(stored), flat(asked)]
  const text = (value: unknown): string => (typeof value === 'string' ? value : String(JSON.stringify(value)))
  const told = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
  return [...new Set([...Object.keys(is), ...Object.keys(was)])]
    .filter((key) => text(was[key]) !== text(is[key]))
    .slice(0, MOST_TOLD)
    .map((key) => `${told(key)} was ${told(text(was[key]))}, is ${told(text(is[key]))}`)
}

/** The chunks whose lines are as they were written: the rows of others are computed anew. */
export function chunksIn(text: string): readonly Chunk[] {
  return text.split('\n').flatMap((line): Chunk[] => {
    const chunk = openedLine(line) as Partial<Chunk> | null
    return typeof chunk?.from === 'number' && Array.isArray(chunk.rows) ? [chunk as Chunk] : []
  })
}

function stoppedAt(last: Progress | null, folder: string | null): string {
  const where =
    folder === null
      ? 'none is kept: `--out DIR` would have kept them'
      : `kept in ${folder}: \`--resume ${folder}\` continues`
  const at = last ? ` in stage ${last.stage} after ${last.done} of ${last.of}` : ''
  return `broken off${at}; of what was computed, ${where}`
}
