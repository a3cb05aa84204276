/** What a number that is written as a map may say of itself. */
import { PROVENANCE } from '../text/shape.ts'
import type { Field } from '../text/shape.ts'

/** Keys of a number written as a map. */
export const NUMBER_FIELDS: Readonly<Record<string, Field>> = {
  value: {
    says: 'The number; `{given: set, option: number, …}` with one number for each option of a hypothesis set; or `{of: name, times: 0.5}`, `{sum: [name, name]}`, each with `plus` or `minus` where wanted.',
    shape: { kind: 'text' },
    needed: true,
    silent: true,
  },
  unit: {
    says: 'The unit it is written in, such as `shells/year`.',
    shape: { kind: 'text' },
    needed: false,
    silent: true,
  },
  label: {
    says: 'What it is, in a few words: readers see them in the place of its id, as in `shells from the United States`.',
    shape: { kind: 'text' },
    needed: false,
    silent: true,
  },
  ...PROVENANCE,
  low: {
    says: 'Draws below are moved here.',
    shape: { kind: 'plain', low: -Infinity, high: Infinity },
    needed: false,
    silent: true,
  },
  high: {
    says: 'Draws above are moved here.',
    shape: { kind: 'plain', low: -Infinity, high: Infinity },
    needed: false,
    silent: true,
  },
}
