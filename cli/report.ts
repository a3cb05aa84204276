/** `armistice report CASE -o brief.html|.md|.json|.pdf`: the same blocks without a browser open. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
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
import { readText } from './read-text.ts'
import type { RunOptions } from './run.ts'

const WORLD = fileURLToPath(new URL('../../cases/world.json', import.meta.url))
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

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
  const write = (text: string): void => writeWhole(out, text)
  const html = async (): Promise<string> => argument ?? renderHtml(found.opened.case, summary, await extrasOf(found))
  if (kind === '.json') write(`${JSON.stringify(summary, null, 2)}\n`)
  else if (kind === '.md') write(renderMarkdown(found.opened.case, summary, await extrasOf(found)))
  else if (kind === '.html') write(await html())
  else printPdf(defined(browser), await html(), out)
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

function findBrowser(): string | null {
  const asked = process.env['CHROME_PATH']
  return [asked ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path)) ?? null
}

function printPdf(browser: string, html: string, out: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'armistice-'))
  try {
    const page = join(folder, 'brief.html')
    const printed = join(folder, 'brief.pdf')
    writeFileSync(page, html)
    const { status, stderr } = spawnSync(
      browser,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--user-data-dir=${join(folder, 'profile')}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${printed}`,
        pathToFileURL(page).href,
      ],
      { encoding: 'utf8', timeout: LONGEST_PRINT },
    )
    if (status === 0 && existsSync(printed)) writeWhole(out, undated(readFileSync(printed)))
    else
      throw new UsageError(
        `${browser} could not print the PDF: ${stderr.trim().split('\n').at(-1) || 'it gave no reason'}`,
      )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds after which a browser that has not printed never will. */
const LONGEST_PRINT = 120_000

/** A PDF without the time of its printing and without random names, so that the same run gives the same bytes. Nothing
 *  changes its length, on which the offsets in the file hang. Source: ISO 32000-1, §§7.9.4, 14.3.3 and 14.4. */
function undated(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const still = text
    .replace(/(\/(?:CreationDate|ModDate)\s*\(D:)(\d{14})/g, (_, start: string) => `${start}19700101000000`)
    .replace(/\/ID\s*\[[^\]]*\]/g, (ids) => ids.replace(/[0-9A-Fa-f]/g, (digit, at: number) => (at < 3 ? digit : '0')))
  return Buffer.from(still, 'latin1')
}
