/** The JSON Schema of the case file, for completion and hover in editors, from the same shapes that the loader checks.
 *  */
import { defined } from '../case/defined.ts'
import { CASE } from './case-shape.ts'
import { TEST_KINDS } from './sections/claim-tests.ts'
import { CONDITION_WORDS } from './sections/conditions.ts'
import { NUMBER_FIELDS } from './number-fields.ts'
import { EVENT_FIELDS } from './sections/events.ts'
import { METRIC_FIELDS } from './sections/metrics.ts'
import { PROVENANCE } from '../text/shape.ts'
import type { Field, Fields, Shape } from '../text/shape.ts'

export type JsonSchema = { readonly [key: string]: unknown }

/** A JSON Schema document of the case file, draft 2020-12. What hangs on the names of one file (options, conditions) is
 *  left to `armistice check`.
 *  @example
 *  caseSchema().$schema // → 'https://json-schema.org/draft/2020-12/schema'
 */
export function caseSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Armistice case file, version 1',
    ...schemaOf(CASE),
    $defs: {
      citation: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
      scalar: { type: ['string', 'number', 'boolean'] },
      names: { anyOf: [{ $ref: '#/$defs/scalar' }, { type: 'array', items: { $ref: '#/$defs/scalar' } }] },
      given: {
        type: 'object',
        required: ['given'],
        properties: {
          given: {
            description: 'The hypothesis set; one number for each of its options follows.',
            $ref: '#/$defs/scalar',
          },
        },
        additionalProperties: { type: ['number', 'string'] },
      },
      derived: derivedSchema(),
      numberMap: objectSchema(
        {
          ...NUMBER_FIELDS,
          value: {
            ...defined(NUMBER_FIELDS['value']),
            shape: { kind: 'either', of: [{ kind: 'plain', low: -Infinity, high: Infinity }] },
          },
        },
        {
          value: {
            anyOf: [{ type: ['number', 'string'] }, { $ref: '#/$defs/given' }, { $ref: '#/$defs/derived' }],
            description: defined(NUMBER_FIELDS['value']).says,
          },
        },
      ),
      terms: {
        anyOf: [
          { $ref: '#/$defs/names' },
          {
            type: 'object',
            description: 'Amounts, of an issue that is about how much.',
            properties: {
              atLeast: { type: ['number', 'string'], description: 'The least that will do.' },
              atMost: { type: ['number', 'string'], description: 'The most that will do.' },
            },
            additionalProperties: false,
            minProperties: 1,
          },
        ],
      },
      condition: {
        type: 'object',
        description: 'An issue with its option or options, or one of the words. Several keys hold together.',
        properties: conditionWords(),
        additionalProperties: { $ref: '#/$defs/terms' },
      },
      choices: {
        type: 'object',
        description: 'An option for every issue.',
        additionalProperties: {
          $ref: '#/$defs/scalar',
        },
      },
      event: {
        type: 'object',
        description: 'An event: keys hold together; other keys are issues with their options.',
        properties: fieldsSchema(EVENT_FIELDS, '#/$defs/event'),
        additionalProperties: { $ref: '#/$defs/terms' },
      },
      metric: {
        anyOf: [
          { const: 'dealMonth' },
          { type: 'object', properties: fieldsSchema(METRIC_FIELDS), additionalProperties: false, maxProperties: 1 },
        ],
      },
      test: { anyOf: Object.entries(TEST_KINDS).map(([kind, fields]) => testSchema(kind, fields)) },
    },
  }
}

function schemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'text':
    case 'name':
      return { $ref: '#/$defs/scalar' }
    case 'flag':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }
    case 'citation':
      return { $ref: '#/$defs/citation' }
    case 'names':
      return { $ref: '#/$defs/names' }
    case 'whole':
      return { type: 'integer', ...bounds(shape) }
    case 'plain':
      return { anyOf: [{ type: 'number', ...bounds(shape) }, { type: 'string' }] }
    case 'number':
      return {
        anyOf: [
          { type: ['number', 'string'] },
          { $ref: '#/$defs/numberMap' },
          { $ref: '#/$defs/given' },
          { $ref: '#/$defs/derived' },
        ],
      }
    case 'word':
      return { enum: shape.of.flatMap((one) => (/^\d+$/.test(one) ? [Number(one), one] : [one])) }
    case 'either':
      return { anyOf: shape.of.map(schemaOf) }
    case 'condition':
    case 'choices':
    case 'test':
    case 'event':
    case 'metric':
      return { $ref: `#/$defs/${shape.kind}` }
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) }
    case 'record':
      return {
        type: 'object',
        ...(shape.keys === 'country' ? { propertyNames: { pattern: '^[A-Z]{2}$' } } : {}),
        additionalProperties: schemaOf(shape.of),
      }
    case 'object':
      return shape.bare === undefined
        ? objectSchema(shape.fields)
        : { anyOf: [{ $ref: '#/$defs/scalar' }, objectSchema(shape.fields)] }
  }
}

function bounds({ low, high }: { readonly low: number; readonly high: number }): JsonSchema {
  return { ...(low === -Infinity ? {} : { minimum: low }), ...(high === Infinity ? {} : { maximum: high }) }
}

function objectSchema(fields: Fields, instead: JsonSchema = {}): JsonSchema {
  const required = Object.entries(fields)
    .filter(([, field]) => field.needed)
    .map(([key]) => key)
  return {
    type: 'object',
    properties: { ...fieldsSchema(fields), ...instead },
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}

/** @param nested what a `test` shape stands for inside these fields. */
function fieldsSchema(fields: Fields, nested: string = '#/$defs/test'): JsonSchema {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      { ...redirected(field.shape, nested), description: described(field) },
    ]),
  )
}

function redirected(shape: Shape, nested: string): JsonSchema {
  if (shape.kind === 'test') return { $ref: nested }
  if (shape.kind === 'list' && shape.of.kind === 'test') return { type: 'array', items: { $ref: nested } }
  return schemaOf(shape)
}

/** The text for hover, with unit and legal range. */
function described({ says, shape }: Field): string {
  if (shape.kind !== 'number') return says
  const range = shape.low === -Infinity && shape.high === Infinity ? '' : `, ${shape.low} to ${shape.high}`
  return shape.unit === '' && range === ''
    ? says
    : `${says} (${shape.unit === '' ? 'number' : shape.unit}${range.replace(' to Infinity', ' or more')})`
}

function conditionWords(): JsonSchema {
  const condition = { $ref: '#/$defs/condition' }
  const byWord: JsonSchema = {
    not: condition,
    any: { type: 'array', items: condition },
    all: { type: 'array', items: condition },
    consent: { $ref: '#/$defs/scalar' },
  }
  return Object.fromEntries(CONDITION_WORDS.map((word) => [word, byWord[word]]))
}

function testSchema(kind: string, fields: Fields): JsonSchema {
  const metric = kind === 'mean' || kind === 'meanDifference'
  const event = { $ref: '#/$defs/event' }
  const asked = metric
    ? { $ref: '#/$defs/metric' }
    : kind === 'likeliest'
      ? { type: 'object', additionalProperties: event }
      : kind === 'every'
        ? { type: 'array', items: { $ref: '#/$defs/test' } }
        : event
  return objectSchema(fields, {
    ...(fields['given'] === undefined ? {} : { given: { ...event, description: fields['given'].says } }),
    [kind]: { ...asked, description: defined(fields[kind]).says },
  })
}

/** `{of: name, times: 0.5}`, `{sum: [name, name]}`. */
function derivedSchema(): JsonSchema {
  const number = { type: ['number', 'string'] }
  return {
    type: 'object',
    properties: {
      of: { $ref: '#/$defs/scalar', description: 'The number that this one is made of.' },
      sum: {
        type: 'array',
        items: { $ref: '#/$defs/scalar' },
        description: 'The numbers that this one is the sum of.',
      },
      times: { ...number, description: 'A certain factor.' },
      plus: { ...number, description: 'A certain number added.' },
      minus: { ...number, description: 'A certain number taken away.' },
      unit: { type: 'string', description: 'The unit that `plus` and `minus` are written in.' },
      ...fieldsSchema(PROVENANCE),
    },
    anyOf: [{ required: ['of'] }, { required: ['sum'] }],
    additionalProperties: false,
  }
}
