/** Every field of the case file as rows, for the reference: from the same shapes that the loader checks, so that it
 *  cannot lag behind them. */
import { CASE } from './case-shape.ts'
import { NUMBER_FIELDS } from './number-fields.ts'
import { TEST_KINDS } from './sections/claim-tests.ts'
import { EVENT_FIELDS } from './sections/events.ts'
import { METRIC_FIELDS } from './sections/metrics.ts'
import { CALLS } from '../text/number.ts'
import { PROVENANCE } from '../text/shape.ts'
import type { Field, Fields, Shape } from '../text/shape.ts'

export interface ReferenceRow {
  /** Keys from the section on, `<id>` where the author chooses the key, `[]` for an item of a list. */
  readonly path: string
  readonly says: string
  readonly needed: boolean
  /** What may be written there, in a few words. */
  readonly takes: string
  /** Unit of a number, `''` for a bare one; null where no number is meant. */
  readonly unit: string | null
  /** Legal range in that unit; infinite where there is no bound. */
  readonly low: number
  readonly high: number
}

export interface CaseReference {
  /** By section, the key of the file. */
  readonly sections: readonly { readonly key: string; readonly says: string; readonly rows: readonly ReferenceRow[] }[]
  /** Fields that every map may have, those of a number written as a map, and the words of claims. */
  readonly shared: readonly ReferenceRow[]
  readonly number: readonly ReferenceRow[]
  readonly events: readonly ReferenceRow[]
  readonly metrics: readonly ReferenceRow[]
  readonly tests: readonly { readonly kind: string; readonly rows: readonly ReferenceRow[] }[]
  /** Distributions by name with their parameters. */
  readonly distributions: readonly { readonly name: string; readonly takes: readonly string[] }[]
}

export function caseReference(): CaseReference {
  const top = CASE.kind === 'object' ? CASE.fields : {}
  return {
    sections: Object.entries(top).map(([key, field]) => ({
      key,
      says: field.says,
      rows: [row(key, field), ...below(key, field.shape)],
    })),
    shared: rowsOf('', PROVENANCE),
    number: rowsOf('', NUMBER_FIELDS).filter(({ path }) => !Object.hasOwn(PROVENANCE, path)),
    events: rowsOf('', EVENT_FIELDS),
    metrics: rowsOf('', METRIC_FIELDS),
    tests: Object.entries(TEST_KINDS).map(([kind, fields]) => ({ kind, rows: rowsOf('', fields) })),
    distributions: Object.entries(CALLS).map(([name, takes]) => ({
      name,
      takes: takes === '*' ? [name === 'mixture' ? 'weight: number, …' : 'value: weight, …'] : takes,
    })),
  }
}

function rowsOf(path: string, fields: Fields): ReferenceRow[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const inner = path === '' ? key : `${path}.${key}`
    return [row(inner, field), ...below(inner, field.shape)]
  })
}

/** Rows of what lies inside a shape. Provenance, which every map may have, is told once. */
function below(path: string, shape: Shape): ReferenceRow[] {
  switch (shape.kind) {
    case 'object':
      return rowsOf(path, own(shape.fields))
    case 'record':
      return below(`${path}.<${keysOf(shape.keys)}>`, shape.of)
    case 'list':
      return below(`${path}[]`, shape.of)
    case 'either':
      return shape.of.flatMap((one) => below(path, one))
    case 'text':
    case 'flag':
    case 'date':
    case 'citation':
    case 'whole':
    case 'plain':
    case 'number':
    case 'word':
    case 'name':
    case 'names':
    case 'condition':
    case 'choices':
    case 'test':
    case 'event':
    case 'metric':
      return []
  }
}

function own(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key, field]) => PROVENANCE[key] !== field))
}

function keysOf(keys: string): string {
  return keys === 'path' ? 'name' : keys
}

function row(path: string, { says, shape, needed }: Field): ReferenceRow {
  const isNumber = shape.kind === 'number'
  const bounded = isNumber || shape.kind === 'plain' || shape.kind === 'whole'
  return {
    path,
    says,
    needed,
    takes: takes(shape),
    unit: isNumber ? shape.unit : null,
    low: bounded ? shape.low : -Infinity,
    high: bounded ? shape.high : Infinity,
  }
}

function takes(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'text'
    case 'flag':
      return 'true or false'
    case 'date':
      return 'date, yyyy-mm-dd'
    case 'citation':
      return 'source, or a list of sources'
    case 'whole':
      return 'whole number'
    case 'plain':
      return 'certain number'
    case 'number':
      return 'number'
    case 'word':
      return shape.of.map((word) => `\`${word}\``).join(', ')
    case 'name':
      return `name of ${article(shape.of)}`
    case 'names':
      return `name of ${article(shape.of)}, or a list`
    case 'condition':
      return shape.consents ? 'condition' : 'condition on terms'
    case 'choices':
      return 'an option for each issue'
    case 'test':
      return 'test or event'
    case 'event':
      return 'event'
    case 'metric':
      return 'metric'
    case 'either':
      return shape.of.map(takes).join(' or ')
    case 'list':
      return `list: ${takes(shape.of)}`
    case 'record':
      return shape.of.kind === 'object' ? 'map by key' : `map by key: ${takes(shape.of)}`
    case 'object':
      return shape.bare === undefined ? 'map' : 'map, or the text of its `' + shape.bare + '`'
  }
}

const NAMES: Readonly<Record<string, string>> = { redLine: 'red line', consent: 'body of consents' }

function article(kind: string): string {
  const name = NAMES[kind] ?? kind
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
}
