import type { Actions, State } from '../model.ts'

/** What of the state a view may show: results, and what they are of. */
export const SHOWN = [
  'case',
  'shown',
  'isCurrent',
  'isFull',
  'isLast',
  'place',
  'baseline',
  'text',
  'original',
  'originalCase',
] as const
export type Shown = Pick<State, (typeof SHOWN)[number]>

export interface ViewProps {
  readonly state: Shown
  readonly actions: Actions
}
