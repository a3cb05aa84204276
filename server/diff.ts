/** What differs between two texts of a case, not in words or layout but in what the file says: by its keys, in any
 *  order, comments left out. */
import { defined, load } from '../src/internal.ts'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'

export interface CaseChange {
  /** JSON Pointer; members of lists that have an id or a name go by it. */
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly before?: unknown
  readonly after?: unknown
}

/** Changes told at most. */
const MOST = 1000

/** @throws SyntaxError where one is no YAML. */
export function changesBetween(before: string, after: string): CaseChange[] {
  const changes: CaseChange[] = []
  compare(tree(before), tree(after), '', changes)
  return changes.slice(0, MOST)
}

/** Whether both texts, as the loader reads them, are the same case. */
export function isSameCase(before: string, after: string): boolean {
  if (before === after) return true
  const [a, b] = [load(before, 'before'), load(after, 'after')]
  return a.ok && b.ok && isDeepStrictEqual(withoutPlaces(a.case), withoutPlaces(b.case))
}

function tree(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 }) as unknown
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error))
  }
}

function compare(before: unknown, after: unknown, path: string, changes: CaseChange[]): void {
  if (isDeepStrictEqual(before, after) || changes.length >= MOST) return
  const [a, b] = [members(before), members(after)]
  if (!a || !b) return void changes.push({ path, change: 'changed', before, after })
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (!b.has(name)) changes.push({ path: at, change: 'removed', before: a.get(name) })
    else if (!a.has(name)) changes.push({ path: at, change: 'added', after: b.get(name) })
    else compare(a.get(name), b.get(name), at, changes)
  }
}

/** Members of a record by name, of a list by the id or name of each where all have one of their own. */
function members(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const names = value.map((item: unknown) => nameOf(item))
  const own = names.every((name) => name !== null) && new Set(names).size === names.length
  return own ? new Map(value.map((item: unknown, k) => [defined(names[k]), item])) : null
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  const { id, name } = item as { id?: unknown; name?: unknown }
  return typeof id === 'string' ? id : typeof name === 'string' ? name : null
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'place')
      .map(([name, member]) => [name, withoutPlaces(member)]),
  )
}
