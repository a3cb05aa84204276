/** Terms of art, each explained once: what the app shows at the word, a report lists at its end, and `armistice help
 *  terms` prints. */
import { ASSUMPTIONS, EVIDENCE, LASTING, MOVES, SCORES } from './methods.ts'
import { DEALS, NUMBERS, VERDICTS } from './runs.ts'
import type { TermGroup } from './term.ts'

/** All terms, by what they belong to. */
export const GLOSSARY: readonly TermGroup[] = [
  { title: 'Deals and who takes them', terms: DEALS },
  { title: 'Runs and their numbers', terms: NUMBERS },
  { title: 'Verdicts on claims', terms: VERDICTS },
  { title: 'Evidence and belief', terms: EVIDENCE },
  { title: 'How long things last', terms: LASTING },
  { title: 'Moves and answers', terms: MOVES },
  { title: 'What a result hangs on', terms: ASSUMPTIONS },
  { title: 'Forecasts against what came', terms: SCORES },
]
