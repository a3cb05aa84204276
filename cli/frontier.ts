/** `armistice frontier FILE…`: Pareto frontier and solutions of a negotiation domain in a peer's format. */
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defined, formatOf, frontierCsv, readDomain, readingOf, renderDiagnostic } from '../src/internal.ts'
import { frontierText } from '../present/words/index.ts'
import type { Domain, FrontierRecord, Reading } from '../src/internal.ts'
import { askOf, askOfSubject } from './ask.ts'
import { EXIT, UsageError } from './exit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { readText } from './read-text.ts'

export interface FrontierArguments {
  /** The domain file and its profiles, or a folder that holds them. */
  readonly files: readonly string[]
  readonly json: boolean
  readonly csv: boolean
  /** Where to write the utility plane. */
  readonly svg?: string
  /** Nash weights by profile. */
  readonly weights?: readonly number[]
  /** How the numbers are meant, where not as the format has it. */
  readonly reading?: Reading
  /** Packages listed for each point at most. */
  readonly ties?: number
}

/** Bytes beyond which a file is not read. */
const LARGEST_FILE = 64 * 1024 * 1024

/** Prints the frontier and the solutions; diagnostics go to stderr.
 *  @returns the exit code. @throws UsageError where files or options make no sense. */
export async function frontierCommand(args: FrontierArguments): Promise<number> {
  checkOutFile(args.svg)
  if (args.json && args.csv) throw new UsageError('choose one of `--json` and `--csv`')
  const { weights, reading, ties } = args
  const wanted = { kind: 'frontier', weights, reading, ties } as const
  askOf(wanted)
  const files = readAll(args.files)
  const format = formatOf(Object.keys(files))
  if (format === null) throw new UsageError('name a domain: GENIUS `.xml`, GeniusWeb `.json`, or NegMAS `.yml` files')
  const { domain, diagnostics } = readDomain(format, files)
  for (const one of diagnostics) process.stderr.write(`${renderDiagnostic(one, defined(files[one.file]))}\n`)
  if (domain === null) return EXIT.input
  const record = await askOfSubject<'frontier'>({ kind: 'domain', domain, reading: readingOf(format) }, wanted)
  if (typeof record === 'number') return record
  const text = args.json ? JSON.stringify(record, null, 2) : frontierText(record)
  process.stdout.write(args.csv ? frontierCsv(record) : `${text}\n`)
  if (args.svg !== undefined) writeWhole(args.svg, await plane(domain, record))
  return EXIT.done
}

/** Pixels across: a page of print. */
const WIDTH = 720

async function plane(domain: Domain, record: FrontierRecord): Promise<string> {
  if (domain.profiles.length < 2) throw new UsageError('a utility plane needs two profiles')
  // Pictures load only where one is asked for.
  const { domainPlane } = await import('../present/charts/index.ts')
  return `${domainPlane(record, 0, 1, { width: WIDTH }).svg}\n`
}

/** Text by path, in the order given; of a folder, its files by name. */
function readAll(paths: readonly string[]): Record<string, string> {
  const files = paths.flatMap((path) => (kindOf(path) === 'folder' ? domainFilesIn(path) : [path]))
  if (files.length === 0) throw new UsageError('name the domain file and its profiles')
  return Object.fromEntries(
    files.map((file) => {
      const { size } = statSync(file)
      if (size > LARGEST_FILE) throw new UsageError(`${basename(file)} has ${size} bytes; a domain has far fewer`)
      return [file, readText(file)]
    }),
  )
}

function domainFilesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.') && formatOf([name]) !== null)
  return names.sort().map((name) => join(folder, name))
}

function kindOf(path: string): 'folder' | 'file' {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new UsageError(`no file \`${path}\``)
  return found.isDirectory() ? 'folder' : 'file'
}
