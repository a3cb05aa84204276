/** `armistice report CASE -o brief.html|.md|.json|.pdf`: the same blocks without a browser open. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Geography, World } from '../present/charts/index.ts'
import {
  defaultArgument,
  parseArgument,
  renderArgument,
  renderHtml,
  renderMarkdown,
} from '../present/documents/index.ts'
import type { Extras, Live } from '../present/documents/index.ts'
import { defined, answer } from '../src/internal.ts'
import type { Case, Summary } from '../src/internal.ts'
import { askOf, askOfCase, subjectOf } from './ask.ts'
import type { Answered } from './ask.ts'
import { EXIT, UsageError } from './exit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { jsonOf } from './opened-case.ts'
import { printDiagnostics } from './read-case.ts'
import { findBrowser } from './browser.ts'
import { printPdf } from './print-pdf.ts'
import { readText } from './read-text.ts'
import type { RunOptions } from './run.ts'

const WORLD = fileURLToPath(new URL('../../cases/world.json', import.meta.url))

/** Built by `vite build --config web/page.config.ts`: the app's argument as one module, and its style. */
const PROGRAM = fileURLToPath(new URL('../page/', import.meta.url))

export interface ReportOptions extends RunOptions {
  readonly out: string
  /** A document with blocks computed from the case; `argument` for the one beside the case, or made from its claims. */
  readonly template?: string
  /** Whether a page with a template runs by itself. */
  readonly live?: boolean
}

export async function reportCommand(name: string, options: ReportOptions): Promise<number> {
  const kind = extname(options.out)
  if (!['.html', '.md', '.json', '.pdf'].includes(kind))
    throw new UsageError(`\`${options.out}\` ends in none of .html, .md, .json, .pdf`)
  checkOutFile(options.out)
  if (options.template !== undefined && kind !== '.html' && kind !== '.pdf')
    throw new UsageError('`--template` writes .html or .pdf')
  const browser = kind === '.pdf' ? findBrowser() : null
  if (kind === '.pdf' && !browser) {
    process.stderr.write(
      'a PDF needs Chromium or Chrome, and none was found: install one, set CHROME_PATH, or write .html and print it from a browser\n',
    )
    return EXIT.input
  }
  const { scenario, worlds, seed, threads, posterior, minutes, out, template } = options
  const found = await askOfCase(name, { kind: 'run', scenario, worlds, seed }, { threads, posterior, minutes })
  if (typeof found === 'number') return found
  const { record: summary, code } = found
  const argument =
    template === undefined ? null : argumentOf(found, template, kind === '.html' && options.live !== false)
  if (template !== undefined && argument === null) return EXIT.input
  const write = (text: string | Uint8Array): void => writeWhole(out, text)
  const html = async (): Promise<string> => argument ?? renderHtml(found.opened.case, summary, await extrasOf(found))
  if (kind === '.json') write(`${JSON.stringify(summary, null, 2)}\n`)
  else if (kind === '.md') write(renderMarkdown(found.opened.case, summary, await extrasOf(found)))
  else if (kind === '.html') write(await html())
  else write(await printPdf(defined(browser), await html()))
  process.stderr.write(`${out}\n`)
  return code
}

/** The page of an argument; null where its document has faults, which are then on stderr. */
function argumentOf({ record: summary, opened }: Answered<Summary>, template: string, runs: boolean): string | null {
  const { case: theCase, text, file } = opened
  const beside = join(dirname(file), 'argument.md')
  const path = template === 'argument' ? beside : template
  if (template !== 'argument' && !existsSync(path)) throw new UsageError(`there is no file ${path}`)
  const written = existsSync(path) ? readText(path) : defaultArgument(theCase)
  const { document, diagnostics } = parseArgument(written, path, theCase)
  if (diagnostics.length > 0) {
    printDiagnostics(diagnostics, written)
    return null
  }
  const geography = geographyOf(file)
  const { seed, scenario } = summary
  const live = runs
    ? program({ text, file: basename(file), argument: written, geography, seed, scenario, worlds: summary.worlds })
    : null
  return renderArgument(theCase, summary, { document, geography, live })
}

/** The program of a page that runs; null, with a word, where it is not built. */
function program(start: unknown): Live | null {
  if (!existsSync(join(PROGRAM, 'page.js'))) {
    process.stderr.write(
      'the page holds text and pictures only: the program for pages that run is not built (npm run build)\n',
    )
    return null
  }
  return {
    script: readFileSync(join(PROGRAM, 'page.js'), 'utf8'),
    style: readFileSync(join(PROGRAM, 'page.css'), 'utf8'),
    start,
  }
}

/** Worlds in which what strikes out packages is counted. */
const STRIKE_WORLDS = 200

async function extrasOf({ record, opened }: Answered<Summary>): Promise<Extras> {
  const { scenario, seed, worlds } = record
  const { case: theCase, file } = opened
  const subject = subjectOf(opened)
  const strikes = askOf({ kind: 'space', scenario, seed, worlds: Math.max(1, Math.min(worlds, STRIKE_WORLDS)) })
  const struck = await answer<'space'>(subject, strikes)
  const plane = await answer<'plane'>(subject, askOf({ kind: 'plane', scenario, seed }))
  return {
    geography: geographyOf(file),
    world: worldFor(theCase),
    strikes: struck.kind === 'answer' ? struck.record : null,
    plane: plane.kind === 'answer' ? plane.record.plane : null,
    ...(plane.kind === 'none' && { tooMany: plane.reason }),
  }
}

/** The map beside a case file, where there is one. */
function geographyOf(file: string): Geography | null {
  const path = join(dirname(file), 'geography.json')
  if (!existsSync(path)) return null
  const read = jsonOf(path) as Partial<Geography> | null
  if (!Array.isArray(read?.features)) throw new UsageError(`${path} is no map: a FeatureCollection has \`features\``)
  return read as Geography
}

/** The countries of the world, where the case has something to show on them. */
function worldFor(theCase: Case): World | null {
  return theCase.givers && existsSync(WORLD) ? (JSON.parse(readFileSync(WORLD, 'utf8')) as World) : null
}
