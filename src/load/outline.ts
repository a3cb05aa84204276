/** How maps are written, for who wrote something else. */
import { PROVENANCE } from '../text/shape.ts'
import type { Shape } from '../text/shape.ts'

type ObjectShape = Extract<Shape, { kind: 'object' }>

/** How a map is written that something else stands for. */
export function howWritten(shape: Shape): string | null {
  if (shape.kind === 'record') return `write \`name: ${outline(shape.of)}\` for each`
  if (shape.kind !== 'object') return null
  const keys = Object.keys(shape.fields).filter((key) => !Object.hasOwn(PROVENANCE, key))
  return neededOf(shape).length > 0 ? `write \`${outline(shape)}\`` : `its keys are ${listed(keys.slice(0, FEW_KEYS))}`
}

const FEW_KEYS = 6
/** Keys in backticks. */
export const listed = (keys: readonly string[]): string => keys.map((key) => `\`${key}\``).join(', ')

function neededOf(shape: ObjectShape): string[] {
  return Object.entries(shape.fields).flatMap(([key, { needed }]) => (needed ? [key] : []))
}

/** The keys that a map cannot do without. */
export function outline(shape: Shape): string {
  if (shape.kind !== 'object' || shape.bare !== undefined) return '…'
  const needed = neededOf(shape)
  return needed.length === 0 ? '{…}' : `{${needed.map((key) => `${key}: …`).join(', ')}}`
}
