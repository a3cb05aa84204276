/** The fields of an ask: what each may be, what stands in for one that is left out, and how it is read from JSON that
 *  nobody has checked. */
import type { Diagnostic } from '../text/diagnostic.ts'

/** JSON Schema of a value, of the keywords that every tool knows. */
export interface FieldSchema {
  readonly type?: string | readonly string[]
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: FieldSchema
  readonly enum?: readonly string[]
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string }

export interface Field<T> {
  /** What it asks for, in a phrase. */
  readonly says: string
  readonly schema: FieldSchema
  /** What a field that is left out means; undefined where it has to be given. */
  readonly fallback: T | undefined
  readonly read: (value: unknown) => Read<T>
}

/** A field for every part of an ask but its kind. */
export type FieldsOf<A> = { readonly [K in Exclude<keyof A, 'kind'>]: Field<A[K]> }

/** Longest text and list of a field: names of a case are far shorter, lists far fewer. */
const LONGEST = 1000
const MOST = 1000

const good = <T>(value: T): Read<T> => ({ ok: true, value })
const bad = (expected: string): { readonly ok: false; readonly expected: string } => ({ ok: false, expected })

/** A name or a phrase, not empty. */
export function text(says: string, fallback?: string): Field<string> {
  return {
    says,
    schema: { type: 'string', maxLength: LONGEST },
    fallback,
    read: (value) =>
      typeof value === 'string' && value !== '' && value.length <= LONGEST ? good(value) : bad('a name'),
  }
}

export interface Whole {
  readonly least: number
  readonly most: number
  readonly fallback?: number
}

/** A whole number within bounds. */
export function whole(says: string, { least, most, fallback }: Whole): Field<number> {
  return {
    says,
    schema: { type: 'integer', minimum: least, maximum: most },
    fallback,
    read: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
        ? good(value)
        : bad(`a whole number from ${least} to ${most}`),
  }
}

/** A finite number of at least 0, or above 0 where `least` is `'above'`. */
export function amount(says: string, least: 'from' | 'above', fallback?: number): Field<number> {
  const isIn = (value: number): boolean => (least === 'from' ? value >= 0 : value > 0)
  return {
    says,
    schema: { type: 'number', ...(least === 'from' ? { minimum: 0 } : { exclusiveMinimum: 0 }) },
    fallback,
    read: (value) =>
      typeof value === 'number' && Number.isFinite(value) && isIn(value)
        ? good(value)
        : bad(least === 'from' ? 'a number from 0' : 'a number above 0'),
  }
}

/** Yes or no; no where it is left out. */
export function flag(says: string): Field<boolean> {
  return {
    says,
    schema: { type: 'boolean' },
    fallback: false,
    read: (value) => (typeof value === 'boolean' ? good(value) : bad('true or false')),
  }
}

/** One of some words. */
export function oneOf<T extends string>(says: string, words: readonly T[], fallback?: T): Field<T> {
  return {
    says,
    schema: { type: 'string', enum: words },
    fallback,
    read: (value) => {
      const found = words.find((word) => word === value)
      return found === undefined ? bad(`one of ${words.join(', ')}`) : good(found)
    },
  }
}

/** A list of values, each as `of` reads it, none twice. */
export function list<T>(of: Field<T>, least: number, fallback?: readonly T[]): Field<readonly T[]> {
  return {
    says: of.says,
    schema: { type: 'array', items: of.schema, minItems: least, maxItems: MOST },
    fallback,
    read: (value) => {
      if (!Array.isArray(value) || value.length < least || value.length > MOST)
        return bad(`a list of ${least} to ${MOST}, each ${of.says}`)
      const items: T[] = []
      for (const entry of value as readonly unknown[]) {
        const item = of.read(entry)
        if (!item.ok) return bad(`a list, each ${item.expected}`)
        items.push(item.value)
      }
      return good(items)
    },
  }
}

/** A value, or null; null where it is left out. */
export function orNull<T>(field: Field<T>): Field<T | null> {
  const { type } = field.schema
  return {
    says: field.says,
    schema: {
      ...field.schema,
      ...(type === undefined ? {} : { type: [...(typeof type === 'string' ? [type] : type), 'null'] }),
    },
    fallback: null,
    read: (value) => {
      if (value === null) return good(null)
      const read = field.read(value)
      return read.ok ? read : bad(`${read.expected}, or null`)
    },
  }
}

/** Largest seed, and the worlds that one ask may want: a day's work of a few hosts. */
const LARGEST_SEED = Number.MAX_SAFE_INTEGER
export const MOST_WORLDS = 100_000_000

export function worldsField(says: string, fallback?: number): Field<number> {
  return whole(says, { least: 1, most: MOST_WORLDS, ...(fallback === undefined ? {} : { fallback }) })
}

export function seedField(fallback: number): Field<number> {
  return whole('seed of the draws', { least: 0, most: LARGEST_SEED, fallback })
}

export function scenarioField(): Field<string | null> {
  return orNull(text('scenario of the case; null for the case as written'))
}

/** What is wrong with an ask: where, by JSON Pointer (RFC 6901), and what would be right. */
export interface AskProblem {
  readonly at: string
  readonly says: string
  /** Where in a text that a field holds; its file is the name that the question gives the text. */
  readonly diagnostic?: Diagnostic
}

/** Reads the fields of an ask; every one that is wrong is told. */
export function readFields(
  fields: Readonly<Record<string, Field<unknown>>>,
  given: Readonly<Record<string, unknown>>,
): { readonly values: Readonly<Record<string, unknown>>; readonly problems: readonly AskProblem[] } {
  const problems: AskProblem[] = []
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === undefined) {
      if (field.fallback === undefined) problems.push({ at: `/${name}`, says: `\`${name}\` is missing: ${field.says}` })
      else values[name] = field.fallback
      continue
    }
    const read = field.read(value)
    if (read.ok) values[name] = read.value
    else problems.push({ at: `/${name}`, says: `\`${name}\` should be ${read.expected}: ${field.says}` })
  }
  return { values, problems }
}
