/** Conditions on the rows of a table, as people type them: `war_days > 365, guarantee >= 1, war != "Six Day War"`. */
import { defined } from '../case/defined.ts'
import type { Csv } from '../text/csv.ts'
import { suggest } from '../text/suggest.ts'

export interface RowCondition {
  readonly column: number
  readonly operator: Operator
  readonly value: string
}

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

export type ConditionsRead =
  | { readonly ok: true; readonly conditions: readonly RowCondition[] }
  | { readonly ok: false; readonly message: string; readonly offset: number; readonly length: number }

const PART = /\s*([\p{L}_][\p{L}\p{N}_. -]*?)\s*(!=|<=|>=|==|=|<|>)\s*("[^"]*"|[^,]*?)\s*(?:,|$)/uy

/** All of the conditions, separated by commas, hold. The offset of a problem counts from the start of the text. */
export function readConditions(text: string, header: readonly string[]): ConditionsRead {
  const conditions: RowCondition[] = []
  PART.lastIndex = 0
  let from = 0
  while (from < text.length) {
    PART.lastIndex = from
    const found = PART.exec(text)
    if (found === null || found[3] === '') {
      return problem(
        `cannot read \`${text.slice(from)}\`: a condition is such as \`years > 5\``,
        from,
        text.length - from,
      )
    }
    const [all, name, operator, value] = found
    const column = header.indexOf(defined(name))
    const offset = from + all.indexOf(defined(name))
    if (column < 0) {
      const near = suggest(defined(name), header)
      return problem(
        `no column \`${name}\`${near === null ? '' : `; did you mean \`${near.name}\`?`}`,
        offset,
        defined(name).length,
      )
    }
    conditions.push({
      column,
      operator: operator === '==' ? '=' : (operator as Operator),
      value: defined(value).replace(/^"|"$/g, ''),
    })
    from += all.length
  }
  return { ok: true, conditions }
}

function problem(message: string, offset: number, length: number): ConditionsRead {
  return { ok: false, message, offset, length }
}

/** Whether all conditions hold for a row: by number where both sides are numbers, else by text. */
export function rowHolds(csv: Csv, row: number, conditions: readonly RowCondition[]): boolean {
  return conditions.every(({ column, operator, value }) => compare(csv.cell(row, column), operator, value))
}

function compare(cell: string, operator: Operator, value: string): boolean {
  const numbers = cell !== '' && value !== '' && Number.isFinite(Number(cell)) && Number.isFinite(Number(value))
  const [a, b] = numbers ? [Number(cell), Number(value)] : [cell, value]
  switch (operator) {
    case '=':
      return a === b
    case '!=':
      return a !== b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
  }
}
