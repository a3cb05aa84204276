import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { breaches, layerTable } from './layers.ts'
import type { SourceFile } from './layers.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function sourceFiles(folder: string, base = root): SourceFile[] {
  return readdirSync(join(base, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(base, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
}

const HOUSE = ['src', 'present', 'runner', 'store', 'cluster', 'server', 'cli', 'web']

test('no layer reaches forward, and shells enter by the door', () => {
  const files = HOUSE.flatMap((folder) => sourceFiles(folder))
  expect(files.length).toBeGreaterThan(50)
  expect(breaches(files)).toEqual([])
})

test('the fixture that must fail fails in every way it was made to', () => {
  const fixture = join(root, 'test/fixtures/layers')
  expect(
    breaches(sourceFiles('.', fixture))
      .map(({ why }) => why)
      .sort(),
  ).toEqual([
    'cli enters src past its doors',
    'cycle',
    'math imports case',
    'src imports a package',
    'src imports node:',
    'src uses Date',
    'src uses Math beyond what IEEE 754 fixes',
    'src uses Math.random',
    'src uses powers that engines round differently',
    'stages/war imports stages/settlement',
    'store imports cli',
  ])
})

const ARCHITECTURE = join(root, 'ARCHITECTURE.md')
const MARKS = /(<!-- layers -->\n)[^]*?(<!-- \/layers -->)/

test('the architecture shows who imports whom, as it is', () => {
  const page = readFileSync(ARCHITECTURE, 'utf8')
  const table = layerTable(HOUSE.flatMap((folder) => sourceFiles(folder)))
  const drawn = page.replace(MARKS, (_, open: string, close: string) => `${open}${table}\n${close}`)
  if (process.env['UPDATE_ARCHITECTURE'] !== undefined) writeFileSync(ARCHITECTURE, drawn)
  else expect(page, 'UPDATE_ARCHITECTURE=1 npx vitest run test/layers.test.ts writes the table anew').toBe(drawn)
})

test('files that the architecture names are there', () => {
  const named = [...readFileSync(ARCHITECTURE, 'utf8').matchAll(/`([\w/-]+(?:\/|\.tsx?))`/g)].map(([, path]) => path!)
  const folders = HOUSE.flatMap((folder) => ['', ...sourceFolders(folder)].map((inner) => join(folder, inner)))
  const bases = ['', ...folders]
  expect(named.length).toBeGreaterThan(60)
  // KIND stands for the name of a question.
  const known = named.filter((path) => !path.includes('KIND'))
  expect(known.filter((path) => !bases.some((base) => existsSync(join(root, base, path))))).toEqual([])
})

function sourceFolders(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)))
}

/** Lines of comments beyond the columns that the formatter keeps code to. An address and an example's text cannot be
 *  broken. */
test('comments keep to the columns of the code', () => {
  const long = [...HOUSE, 'test', 'bench'].flatMap((folder) =>
    sourceFiles(folder).flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, k) =>
          line.length > 120 && /^\s*(?:\/\*\*?|\*|\/\/)\s/.test(line) && !/https?:|^ \* +const /.test(line)
            ? [`${path}:${k + 1}`]
            : [],
        ),
    ),
  )
  expect(long).toEqual([])
})
