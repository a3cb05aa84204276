/** `armistice report CASE -o brief.html|.md|.json|.pdf`: the same blocks without a browser open. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join, resolve } from 'node:path'
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
import { planesOf, strikes } from '../src/index.ts'
import type { Case } from '../src/index.ts'
import { compute } from './compute.ts'
import type { ComputeOptions, Computed } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { checkOutFile } from './out-file.ts'
import { printDiagnostics } from './read-case.ts'

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

export interface ReportOptions extends ComputeOptions {
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
  const computed = await compute(name, options)
  if (!computed) return EXIT.input
  const argument =
    options.template === undefined
      ? null
      : argumentOf(computed, options.template, kind === '.html' && options.live !== false)
  if (options.template !== undefined && argument === null) return EXIT.input
  const html = (): string => argument ?? renderHtml(computed.case, computed.summary, extrasOf(computed))
  switch (kind) {
    case '.html':
      writeFileSync(options.out, html())
      break
    case '.md':
      writeFileSync(options.out, renderMarkdown(computed.case, computed.summary, extrasOf(computed)))
      break
    case '.json':
      writeFileSync(options.out, `${JSON.stringify(computed.summary, null, 2)}\n`)
      break
    default:
      printPdf(browser!, html(), options.out)
  }
  process.stderr.write(`${options.out}\n`)
  return computed.summary.partial ? EXIT.interrupted : EXIT.done
}

/** The page of an argument; null where its document has faults, which are then on stderr. */
function argumentOf({ case: theCase, summary, text, file }: Computed, template: string, runs: boolean): string | null {
  const beside = join(dirname(file), 'argument.md')
  const path = template === 'argument' ? beside : template
  if (template !== 'argument' && !existsSync(path)) throw new UsageError(`there is no file ${path}`)
  const written = existsSync(path) ? readFileSync(path, 'utf8') : defaultArgument(theCase)
  const { document, diagnostics } = parseArgument(written, path, theCase)
  if (diagnostics.length > 0) {
    printDiagnostics(diagnostics, written)
    return null
  }
  const geography = geographyOf(file)
  const { seed, scenario } = summary
  const live = runs
    ? program({ text, file: basename(file), argument: written, geography, summary, seed, scenario })
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

function extrasOf({ case: theCase, file, model }: Computed): Extras {
  const hasPackages = theCase.issues.length > 0 && theCase.scores.length > 0
  const planes = hasPackages ? planesOf(model) : null
  return {
    geography: geographyOf(file),
    world: worldFor(theCase),
    strikes: hasPackages ? strikes({ ...model, worlds: Math.min(model.worlds, STRIKE_WORLDS) }) : null,
    plane: planes && planes.at(planes.survey().middle),
  }
}

/** The map beside a case file, where there is one. */
function geographyOf(file: string): Geography | null {
  const path = join(dirname(file), 'geography.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Geography) : null
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
        `--print-to-pdf=${resolve(out)}`,
        pathToFileURL(page).href,
      ],
      { encoding: 'utf8' },
    )
    if (status !== 0 || !existsSync(out))
      throw new UsageError(
        `${browser} could not print the PDF: ${stderr.trim().split('\n').at(-1) ?? 'no reason given'}`,
      )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
