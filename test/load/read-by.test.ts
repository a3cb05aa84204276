/** The table of who reads what knows every section of the file, and names no field that is none. */
import { expect, test } from 'vitest'
import { CASE } from '../../src/load/case-shape.ts'
import { READ_BY } from '../../src/load/checks/read-by.ts'
import type { Shape } from '../../src/text/shape.ts'

/** Whether a path of the table leads somewhere. */
function leads(shape: Shape, path: readonly string[]): boolean {
  const [key, ...rest] = path
  if (key === undefined) return true
  if (shape.kind === 'object') return Object.hasOwn(shape.fields, key) && leads(shape.fields[key]!.shape, rest)
  if (shape.kind === 'record' || shape.kind === 'list') return key === '*' && leads(shape.of, rest)
  return false
}

test('every section has its readers', () => {
  const sections = Object.keys((CASE as Extract<Shape, { kind: 'object' }>).fields)
  const known = new Set(READ_BY.map(({ part }) => part.split('.')[0]!))
  expect(sections.filter((section) => !known.has(section))).toEqual([])
})

test.each(READ_BY.map(({ part }) => part))('%s is a part of the file', (part) => {
  expect(leads(CASE, part.split('.'))).toBe(true)
})
