/** Completion and help from the JSON Schema of the case file, by where in the YAML the cursor is. */
import { defined } from '../src/internal.ts'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Tooltip } from '@codemirror/view'

export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly enum?: readonly (string | number)[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** Keys on the way to a position, outermost first; `-` for an item of a list. */
export function pathAt(text: string, position: number): string[] {
  const before = text.slice(0, position)
  const lines = before.split('\n')
  const last = lines.pop() ?? ''
  const path: string[] = flowPath(last)
  let indent = indentOf(last)
  if (/^\s*- /.test(last)) path.unshift('-')
  for (let k = lines.length - 1; k >= 0 && indent > 0; k--) {
    const line = defined(lines[k])
    if (line.trim() === '' || line.trim().startsWith('#') || indentOf(line) >= indent) continue
    const key = /^\s*(?:- )?([^\s:#][^:]*):/.exec(line)
    if (/^\s*- /.test(line) && indentOf(line) < indent) {
      if (indentOf(line) + 2 > indent - 1 && key) path.unshift('-')
      indent = indentOf(line)
      continue
    }
    if (key) path.unshift(defined(key[1]))
    indent = indentOf(line)
  }
  return path
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** Keys opened on a line by `key: {` and still open at its end, and the key whose value is being written. */
function flowPath(line: string): string[] {
  const stack: string[] = []
  let key = ''
  let word = ''
  for (const character of line.replace(/^\s*- /, '')) {
    if (character === '{' || character === '[') {
      stack.push(key)
      key = ''
      word = ''
    } else if (character === '}' || character === ']') {
      key = stack.pop() ?? ''
      word = ''
    } else if (character === ':') {
      key = word.trim()
      word = ''
    } else if (character === ',') {
      key = ''
      word = ''
    } else word += character
  }
  return [...stack, ...(key === '' ? [] : [key])].filter((part) => part !== '')
}

function resolve(root: Schema, schema: Schema | undefined): Schema[] {
  if (!schema) return []
  if (schema.$ref) return resolve(root, root.$defs?.[schema.$ref.replace('#/$defs/', '')])
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return choices.length > 0 ? [schema, ...choices.flatMap((choice) => resolve(root, choice))] : [schema]
}

/** Schemas that may describe what stands at a path. */
export function schemasAt(root: Schema, path: readonly string[]): Schema[] {
  let here = resolve(root, root)
  for (const key of path) {
    here = here.flatMap((schema) =>
      key === '-' ? resolve(root, schema.items) : resolve(root, propertyOf(schema, key)),
    )
  }
  return here
}

function propertyOf(schema: Schema, key: string): Schema | undefined {
  const own = schema.properties?.[key]
  if (own) return own
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : schema.items?.properties?.[key]
}

/** Keys that may come next, or values where the schema lists them. */
export function completions(root: Schema, context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w-]*/)
  if (!word || (word.from === word.to && !context.explicit)) return null
  const schemas = schemasAt(root, pathAt(context.state.doc.toString(), word.from))
  const keys = schemas.flatMap((schema) =>
    Object.entries(schema.properties ?? {}).map(([label, { description }]) => ({
      label,
      apply: `${label}: `,
      type: 'property',
      ...(description ? { info: description } : {}),
    })),
  )
  const values = schemas.flatMap((schema) =>
    (schema.enum ?? []).map((value) => ({ label: String(value), type: 'enum' })),
  )
  const options = [...new Map([...values, ...keys].map((option) => [option.label, option])).values()]
  return options.length > 0 ? { from: word.from, options } : null
}

/** What the schema says of the key under the pointer. */
export function helpAt(root: Schema, text: string, position: number): Tooltip | null {
  const start = text.slice(0, position).search(/[\w-]+$/)
  const key = /^[\w-]+/.exec(text.slice(start < 0 ? position : start))?.[0]
  if (!key) return null
  const from = start < 0 ? position : start
  if (text[from + key.length] !== ':') return null
  const said = schemasAt(root, [...pathAt(text, from), key])
    .map(({ description }) => description)
    .concat(describedBy(root, pathAt(text, from), key))
    .find((description) => description)
  if (!said) return null
  return {
    pos: from,
    end: from + key.length,
    above: true,
    create: () => ({
      dom: Object.assign(document.createElement('div'), { className: 'hover-help', textContent: said }),
    }),
  }
}

function describedBy(root: Schema, path: readonly string[], key: string): (string | undefined)[] {
  return schemasAt(root, path).map((schema) => propertyOf(schema, key)?.description)
}
