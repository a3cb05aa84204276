/** `armistice run CASE`: the whole pipeline, a brief, and the run stored where asked. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { briefLines, counted, grouped } from '../present/words/index.ts'
import { askJson, ENGINE_VERSION, sha256 } from '../src/internal.ts'
import type { Ask, Case, Summary } from '../src/internal.ts'
import type { BriefLine } from '../present/words/index.ts'
import { askOf, askOfCase } from './ask.ts'
import { EXIT, UsageError } from './exit.ts'
import { caseFile } from './read-case.ts'
import { readText } from './read-text.ts'
import { keptTallies, openTallies } from './tally-store.ts'
import { colors } from './terminal.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { makeFolder } from './make-folder.ts'

/** Options of every command that runs worlds. */
export interface RunOptions {
  readonly scenario?: string
  readonly worlds?: number
  readonly armWorlds?: number
  readonly seed?: number
  readonly threads?: number
  readonly posterior?: string
  readonly minutes?: number
  readonly json?: boolean
}

export interface RunCommandOptions extends RunOptions {
  readonly strict?: boolean
  readonly out?: string
}

export async function runCommand(name: string, options: RunCommandOptions): Promise<number> {
  const { scenario, worlds, armWorlds, seed, threads, posterior, minutes, out, json, strict } = options
  const wanted = { kind: 'run', scenario, worlds, armWorlds, seed } as const
  const files = { case: caseFile(name), posterior }
  if (out !== undefined) checkStore(out, files, askOf<'run'>(wanted))
  const tallies = out === undefined ? undefined : openTallies(out, runKey(files, askOf<'run'>(wanted)))
  const found = await askOfCase(name, wanted, { threads, posterior, minutes, tallies })
  if (typeof found === 'number') return found
  const { record: summary, opened, code } = found
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : `${screen(briefLines(opened.case, summary))}\n`)
  if (out !== undefined) store(out, summary, { text: opened.text, brief: briefText(opened.case, summary), posterior })
  if (summary.partial) {
    if (out !== undefined)
      process.stderr.write(
        `partial: ${grouped(summary.worlds)} of ${counted(summary.asked, 'world')}; the same command goes on with them\n`,
      )
    return code
  }
  tallies?.end()
  return strict && summary.findings.some(({ verdict }) => verdict !== 'supported') ? EXIT.short : code
}

/** Files that a run is made from. */
interface RunFiles {
  readonly case: string
  readonly posterior: string | undefined
}

/** The posterior of a stored run, kept with it: with another the run is another. */
const POSTERIOR = 'posterior.json'

/** Looks, before the work, whether a run can be stored in a folder. @throws UsageError where another run is there, or
 *  the folder is a file. */
function checkStore(folder: string, from: RunFiles, ask: Extract<Ask, { readonly kind: 'run' }>): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`\`${folder}\` is a file, not a folder`)
  const summary = join(folder, 'summary.json')
  if (existsSync(summary)) {
    const was = storedIn(summary)
    const kept = (name: string): string | null =>
      existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null
    const differs: string[] = (['seed', 'worlds', 'scenario'] as const).filter((key) => was?.[key] !== ask[key])
    if (kept('case.yaml') !== readText(from.case)) differs.unshift('case')
    if (kept(POSTERIOR) !== (from.posterior === undefined ? null : readText(from.posterior))) differs.push('posterior')
    if (differs.length > 0)
      throw new UsageError(
        `${folder} holds another run (${differs.join(', ')} ${differs.length === 1 ? 'differs' : 'differ'}): name another folder, or move that run away`,
      )
  }
  makeFolder(folder)
  const theirs = keptTallies(folder)
  if (theirs !== null && theirs !== runKey(from, ask))
    throw new UsageError(
      `${folder} holds another run, broken off, of another case, question or version: name another folder, or move it away`,
    )
  for (const part of ['summary.json', 'case.yaml', 'brief.txt', POSTERIOR]) checkOutFile(join(folder, part))
}

/** What makes a run the same as one that was broken off: the texts of its files, what is asked, and the engine. */
function runKey(from: RunFiles, ask: Ask): string {
  const posterior = from.posterior === undefined ? '' : readText(from.posterior)
  return sha256([ENGINE_VERSION, askJson(ask), readText(from.case), posterior].join('\n\n'))
}

/** What a stored run was asked for; null where the file is damaged, so that nothing of it is the same. */
function storedIn(file: string): Readonly<Record<string, unknown>> | null {
  try {
    const summary = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>> | null
    if (summary === null || typeof summary !== 'object') return null
    return { ...summary, worlds: summary['asked'] ?? summary['worlds'] }
  } catch {
    return null
  }
}

/** A stored run: its result, the case that it ran, the posterior that it took the front from, and the brief. */
function store(
  folder: string,
  summary: Summary,
  of: { readonly text: string; readonly brief: string; readonly posterior: string | undefined },
): void {
  const [file, result] = [join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`]
  if (existsSync(file) && readFileSync(file, 'utf8') !== result && storedIn(file)?.['partial'] !== true)
    process.stderr.write(`${file}: the result that was there differs, and is replaced\n`)
  writeWhole(file, result)
  writeWhole(join(folder, 'case.yaml'), of.text)
  writeWhole(join(folder, 'brief.txt'), `${of.brief}\n`)
  if (of.posterior !== undefined) writeWhole(join(folder, POSTERIOR), readText(of.posterior))
  const more = of.posterior === undefined ? '' : `, ${POSTERIOR}`
  process.stderr.write(`stored in ${folder}: summary.json, case.yaml, brief.txt${more}\n`)
}

function briefText(theCase: Case, summary: Summary): string {
  return briefLines(theCase, summary)
    .map(({ text }) => text)
    .join('\n')
}

/** The brief as a terminal shows it, wrapped to its width. */
export function screen(lines: readonly BriefLine[]): string {
  const width = Math.max(60, Math.min(120, process.stdout.columns ?? 100))
  return lines
    .map(({ kind, text }) => {
      const wrapped = text
        .split('\n')
        .flatMap((part) => wrap(part, width, kind === 'text' ? '  ' : ''))
        .join('\n')
      if (kind === 'title') return colors.bold(wrapped)
      if (kind === 'heading') return colors.cyan(wrapped)
      return kind === 'note' ? colors.dim(wrapped) : wrapped
    })
    .join('\n')
}

/** Lines of text as a terminal shows them, wrapped to its width. */
export function paragraphs(lines: readonly string[]): string {
  const width = Math.max(60, Math.min(120, process.stdout.columns ?? 100))
  return lines.flatMap((text) => wrap(text, width, '')).join('\n')
}

/** Lines of at most `width` characters, broken at spaces. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lead = indent + (/^ */.exec(text)?.[0] ?? '')
  const lines: string[] = []
  let current = lead
  for (const word of text.trim().split(' ')) {
    if (current.length + word.length > width && current.trim() !== '') {
      lines.push(current.trimEnd())
      current = `${lead}  `
    }
    current += `${word} `
  }
  return [...lines, current.trimEnd()]
}
