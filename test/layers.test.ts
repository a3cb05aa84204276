import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { breaches } from './layers.ts'
import type { SourceFile } from './layers.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function sourceFiles(folder: string, base = root): SourceFile[] {
  return readdirSync(join(base, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(base, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
}

test('no layer reaches forward, and shells enter by the door', () => {
  const files = ['src', 'present', 'runner', 'store', 'cluster', 'server', 'cli', 'web'].flatMap((folder) => {
    try {
      return sourceFiles(folder)
    } catch {
      return []
    }
  })
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
    'src uses Math.random',
    'stages/war imports stages/settlement',
    'store imports cli',
  ])
})
