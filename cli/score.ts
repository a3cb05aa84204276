/** `armistice score CASE --observed FILE.csv`: a forecast against what came. */
import { existsSync } from 'node:fs'
import { scoreLinesText } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { EXIT } from './exit.ts'
import { LARGEST_SERIES } from './fit.ts'
import { keptResult } from './runs.ts'
import { tableAt, tellTables } from './tables.ts'
import type { Table } from './tables.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { screen } from './run.ts'
import type { RunOptions } from './run.ts'

export interface ScoreCommandOptions extends RunOptions {
  readonly observed?: string
  readonly outcomes?: string
  /** A file, or the digest of the ask that a server answered with it. */
  readonly seal?: string
  readonly server?: string
  readonly token?: string
  readonly rolling?: boolean
  readonly with?: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** Bytes beyond which outcomes, sealed forecasts and scores are not read. */
const LARGEST_RECORD = 16 * 1024 * 1024

/** @returns 1 where a file of what came is wrong in part, even where the rest was scored. */
export async function scoreCommand(name: string, options: ScoreCommandOptions): Promise<number> {
  checkOutFile(options.out)
  const at = (file: string | undefined): Table | null =>
    file === undefined ? null : tableAt(file, file === options.observed ? LARGEST_SERIES : LARGEST_RECORD)
  const [observed, outcomes] = [at(options.observed), at(options.outcomes)]
  const seal = options.seal === undefined ? undefined : await sealNamed(options.seal, options)
  const tables = { ...(observed && { 'observed.csv': observed }), ...(outcomes && { 'outcomes.csv': outcomes }) }
  const { rolling, scenario, worlds, armWorlds, seed, threads, posterior, minutes } = options
  const found = await askOfCase(
    name,
    {
      kind: 'score' as const,
      observed: observed?.text,
      outcomes: outcomes?.text,
      seal,
      with: (options.with ?? []).map((file) => tableAt(file, LARGEST_RECORD).text),
      ...{ rolling, scenario, worlds, armWorlds, seed },
    },
    { threads, posterior, minutes, tables },
  )
  if (typeof found === 'number') return found
  const { record: score } = found
  const wrong = tellTables(score.told, tables)
  process.stdout.write(options.json ? `${JSON.stringify(score)}\n` : `${screen(scoreLinesText(score))}\n`)
  if (options.out !== undefined) writeWhole(options.out, `${JSON.stringify(score, null, 2)}\n`)
  return wrong ? EXIT.input : found.code
}

/** What a digest looks like, or its beginning as `runs` prints it. */
const DIGEST = /^[0-9a-f]{12,64}$/

async function sealNamed(name: string, options: ScoreCommandOptions): Promise<string> {
  if (!existsSync(name) && DIGEST.test(name)) return keptResult(name, options)
  return tableAt(name, LARGEST_RECORD).text
}
