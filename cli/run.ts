/** `armistice run CASE`: the whole pipeline, a brief, and the run stored where asked. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { briefLines } from '../present/words/index.ts'
import type { Case, Summary } from '../src/internal.ts'
import type { BriefLine } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { EXIT } from './exit.ts'
import { colors } from './terminal.ts'

/** Options of every command that runs worlds. */
export interface RunOptions {
  readonly scenario?: string
  readonly worlds?: number
  readonly armWorlds?: number
  readonly seed?: number
  readonly threads?: number
  readonly posterior?: string
  readonly json?: boolean
}

export interface RunCommandOptions extends RunOptions {
  readonly strict?: boolean
  readonly out?: string
}

export async function runCommand(name: string, options: RunCommandOptions): Promise<number> {
  const { scenario, worlds, armWorlds, seed, threads, posterior, out, json, strict } = options
  const found = await askOfCase(name, { kind: 'run', scenario, worlds, armWorlds, seed }, { threads, posterior })
  if (typeof found === 'number') return found
  const { record: summary, opened, code } = found
  if (out) store(out, summary, opened.text, briefText(opened.case, summary))
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : `${screen(briefLines(opened.case, summary))}\n`)
  if (summary.partial) return code
  return strict && summary.findings.some(({ verdict }) => verdict !== 'supported') ? EXIT.short : code
}

/** A stored run: its result, the case that it ran, and the brief. */
function store(folder: string, summary: Summary, text: string, brief: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  writeFileSync(join(folder, 'case.yaml'), text)
  writeFileSync(join(folder, 'brief.txt'), `${brief}\n`)
  process.stderr.write(`stored in ${folder}: summary.json, case.yaml, brief.txt\n`)
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
