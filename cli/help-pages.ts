/** Pages by the word that asks for them. */
export const PAGES = [
  'first-case',
  'case-file',
  'numbers',
  'conditions',
  'claims',
  'how-do-i-say',
  'choosing-numbers',
  'sensitivity',
  'settlement',
  'summary',
  'terms',
] as const
