/** Every option of every command with values that are none, or odd: the command does what the value says, or refuses it
 *  in a line or two, what and why, with exit 1 or 2. Never a defect, never a stack, never a value taken for something
 *  else. In this process, by what has been built; `npm test` tries the refused and a share of the rest, conformance
 *  all. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Option } from 'commander'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { armistice as run, commands } from '../../cli/program.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SMALL = at('../fixtures/cases/small.yaml')
const DOMAIN = at('../fixtures/negotiation/negmas')
const GAME = at('../../cases/published/textbook/chicken.yaml')
const WHOLE = process.env.PROPERTY_RUNS !== undefined

let folder = ''
const cli = (await import(at('../../dist/cli/program.js'))) as {
  readonly commands: typeof commands
  readonly armistice: typeof run
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'armistice-every-'))
  mkdirSync(join(folder, 'a-folder'))
  writeFileSync(join(folder, 'a-file'), 'x\n')
  writeFileSync(join(folder, 'spells.csv'), 'months,ended,war\n3,1,a\n5,0,a\n8,1,b\n9,1,b\n12,0,c\n14,1,c\n20,1,d\n')
  writeFileSync(join(folder, 'matrix.csv'), 'item,H1,H2\nprior,50%,50%\na,C,I\nb,0.8,0.2\n')
  writeFileSync(join(folder, 'front.csv'), 'month,change_km2\n2024-01,120\n2024-02,80\n')
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function armistice(words: readonly string[]): Promise<Ended> {
  const said = { out: '', err: '' }
  const into = (end: 'out' | 'err') => (text: string | Uint8Array) => {
    said[end] += typeof text === 'string' ? text : Buffer.from(text).toString()
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into('out') as typeof process.stdout.write),
    vi.spyOn(process.stderr, 'write').mockImplementation(into('err') as typeof process.stderr.write),
  ]
  try {
    return { code: await cli.armistice(['node', 'armistice', ...words]), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** How each command is called so that it is done in no time; those that do not end, or ask the network, are only tried
 *  with what has to be refused. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  run: [SMALL, '--worlds', '8'],
  check: [SMALL],
  explain: [SMALL, 'space', '--worlds', '4'],
  unlock: [SMALL, '--worlds', '2'],
  compare: [SMALL, '--scenarios', 'SCENARIO', '--worlds', '8'],
  fit: [SMALL, '--series', '@/front.csv'],
  seal: [SMALL, '--worlds', '8'],
  score: [SMALL, '--observed', '@/front.csv', '--worlds', '8'],
  war: [SMALL, '--worlds', '8'],
  frontier: [DOMAIN],
  stability: [GAME],
  sensitivity: [SMALL, '--of', 'dealBy:3', '--base-points', '64', '--inputs', '2', '--worlds', '8'],
  audit: [SMALL, '--universes', '4', '--worlds', '4'],
  tipping: [SMALL, '--claim', 'CLAIM', '--inputs', '1', '--worlds', '8'],
  report: [SMALL, '--out', '@/report.md', '--worlds', '8'],
  evidence: ['@/matrix.csv', '--draws', '50'],
  survival: ['@/spells.csv', '--time', 'months', '--event', 'ended'],
  new: ['@/fresh', '--template', 'TEMPLATE'],
}
const ENDLESS = ['open', 'start', 'serve', 'worker', 'mcp', 'runs', 'token']

/** What an option means, by its name: numbers and names are refused where they are none, paths are tried as they
 *  are. */
const OUT = ['out', 'svg', 'graphml', 'gmcr', 'yaml']
const IN = ['posterior', 'series', 'observed', 'outcomes', 'seal', 'with', 'resume', 'template', 'override']
/** Texts that may be anything. */
const FREE = ['title', 'label', 'token', 'host-name', 'where', 'database', 'folder', 'server', 'address']

const ODD = ['', ' ', 'nix', '-1', '1e9', '1e999', 'NaN', 'Infinity', '0', '1.5', 'a,a', ',', '0x10', '../..', '٣']
const PATHS = ['', ' ', '@/a-folder', '@/none/x', '@/a-file/x', '@/none']

const NUMBER = /^<(?:n|k|t|m|i|h|w|s|points|months)>$/

function valuesFor(option: Option): readonly string[] {
  const name = option.name()
  if (OUT.includes(name) || IN.includes(name)) return PATHS
  return [...ODD, '@/a-folder', '@/none']
}

/** Whether a value has to be refused, whatever else is said. */
function isNone(option: Option, value: string): boolean {
  const name = option.name()
  if (value.trim() === '') return true
  if (FREE.includes(name)) return false
  if (OUT.includes(name)) return value === '@/none/x' && !['out'].includes(name)
  if (IN.includes(name)) return true
  if (NUMBER.test(option.flags.slice(option.flags.indexOf('<')))) return !['0', '1.5', '1e9', '0x10'].includes(value)
  return ['nix', 'a,a', ',', '1e999', '../..', '@/a-folder', '@/none'].includes(value)
}

const words = (given: readonly string[]): string[] =>
  given.map((word) => word.replace('@', folder).replace('SCENARIO', names.scenario).replace('CLAIM', names.claim))
const names = { scenario: '', claim: '' }

test('every option with every odd value', { timeout: 3_000_000 }, async () => {
  const text = readFileSync(SMALL, 'utf8')
  names.claim = /^claims:\n {2}(\w+):/m.exec(text)![1]!
  names.scenario = /^scenarios:\n {2}(\w+):/m.exec(text)![1]!
  const seen: string[] = []
  let [tried, kept] = [0, 0]
  for (const command of cli.commands.commands) {
    const name = command.name()
    const isEndless = ENDLESS.includes(name)
    if (name === 'help') continue
    const base = CALLS[name]?.map((word) => word.replace('TEMPLATE', 'labour')) ?? []
    expect(isEndless || base.length > 0, name).toBe(true)
    for (const option of command.options.filter((one) => !one.isBoolean() && !one.negate)) {
      for (const value of valuesFor(option)) {
        const none = isNone(option, value)
        tried++
        if (isEndless ? !none : !none && !WHOLE && tried % 40 !== 0) continue
        kept++
        const call = words([name, ...base, `${option.long}`, value])
        const { code, err } = await armistice(call)
        const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('(see '))
        const complaint = [0, 3].includes(code) ? [] : lines
        const bad =
          ![0, 1, 2].includes(code) ||
          /defect|\n\s+at |TypeError|\[object|undefined/.test(err) ||
          complaint.length > (code === 1 ? 6 : 2) ||
          (code !== 0 && lines.length === 0) ||
          (none && code === 0)
        if (bad) seen.push(`${call.join(' ')}: exit ${code}: ${err.slice(0, 300)}`)
      }
    }
  }
  expect(kept).toBeGreaterThan(400)
  expect(seen).toEqual([])
})
