/** What README and the pages of docs show is what there is: their code runs, their commands and options are known. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const COMMAND = join(ROOT, 'dist/cli/main.js')

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

/** Fenced blocks of a language. */
function blocks(page: string, language: string): string[] {
  return [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, body]) => body!)
}

/** Commands of ours: lines of shell blocks, and what stands between backticks. */
function commandsIn(page: string): string[] {
  const shell = ['sh', 'bash', 'console']
    .flatMap((language) => blocks(page, language))
    .flatMap((block) => block.split('\n'))
  const quoted = [
    ...textOf(page)
      .replace(/^```.*?^```/gms, '')
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, body]) => body!)
  return [...shell, ...quoted].filter((line) => /^armistice [a-z]/.test(line))
}

const helps = new Map<string, string>()
function helpOf(command: string): string {
  const known = helps.get(command)
  if (known !== undefined) return known
  const { status, stdout } = spawnSync(process.execPath, [COMMAND, command, '--help'], { encoding: 'utf8' })
  const help = status === 0 ? stdout : ''
  helps.set(command, help)
  return help
}

test('every command that is shown is one, with the options shown', () => {
  const all = PAGES.flatMap((page) => commandsIn(page).map((line) => ({ page, line })))
  expect(all.length).toBeGreaterThan(10)
  for (const { page, line } of all) {
    const [, command, ...rest] = line.split(/\s+/)
    const help = helpOf(command!)
    expect(help, `${page}: ${line}`).toContain(`armistice ${command!}`)
    for (const option of rest.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split('=')[0]!))
      expect(help, `${page}: ${line}`).toContain(option)
  }
}, 300_000)

test('every block of TypeScript runs', () => {
  const found = PAGES.flatMap((page) => blocks(page, 'ts').map((code) => ({ page, code })))
  expect(found.length).toBeGreaterThan(0)
  const folder = mkdtempSync(join(tmpdir(), 'armistice-docs-'))
  try {
    for (const { page, code } of found) {
      // What a page leaves to the reader: the text of a case. Fewer worlds say as much of whether it runs.
      const prelude = `import { readFileSync } from 'node:fs'\nconst text = readFileSync(${JSON.stringify(join(ROOT, 'cases/teaching/strike-for-class/case.yaml'))}, 'utf8')\n`
      const program = code
        .replaceAll(/from 'armistice'/g, `from ${JSON.stringify(join(ROOT, 'dist/src/index.js'))}`)
        .replaceAll(/worlds: [\d_]+/g, 'worlds: 50')
      const file = join(folder, 'block.mjs')
      writeFileSync(file, /\btext\b/.test(program) && !/(const|let) text\b/.test(program) ? prelude + program : program)
      const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' })
      expect(status, `${page}: ${stderr}`).toBe(0)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 300_000)
