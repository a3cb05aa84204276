/** The argument of a case that brings none: its claims, by kind, over what the run says of a deal. */
import type { Case, ClaimKind } from '../../../src/internal.ts'
import { defined } from '../../../src/internal.ts'
import { movableNumber } from './numbers.ts'
import { movable } from './parse.ts'
import { pictureFits } from './pictures.ts'

const HEADINGS: readonly (readonly [ClaimKind, string])[] = [
  ['conclusion', 'What it comes to'],
  ['dynamic', 'What drives it'],
  ['hypothesis', 'How the past is read'],
  ['position', 'What the sides say'],
  ['rule', 'What the rules allow'],
  ['fact', 'What is taken as fact'],
]
/** Numbers offered at the end. */
const OFFERED = 6

/** Signs that the document would take as its own. */
function plain(text: string): string {
  return text.replace(/[\\{}[\]*]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
}

/** As a text that `parseArgument` reads without complaint. */
export function defaultArgument(theCase: Case): string {
  const month = Math.min(12, theCase.bargaining?.months ?? 0)
  const chart = (name: string): string[] => (pictureFits(theCase, name) ? [`{chart ${name}}`] : [])
  const numbers = movable(theCase)
    .filter((id) => !id.includes('.') && !id.includes('/'))
    .slice(0, OFFERED)
  return [
    `# ${plain(theCase.title)}`,
    plain(theCase.summary),
    ...(month > 0 ? [`**{headline}**`, ...chart('dealBy')] : []),
    ...HEADINGS.flatMap(([kind, heading]) => {
      const claims = theCase.claims.filter((claim) => claim.kind === kind)
      return claims.length === 0 ? [] : [`## ${heading}`, ...claims.map(({ id }) => `{claim ${id}}`)]
    }),
    ...(month > 0 ? ['## Who accepts what', ...chart('acceptance')] : []),
    ...(numbers.length > 0
      ? [
          '## Numbers to doubt',
          numbers.map((id) => `- ${plain(defined(movableNumber(theCase, id)).label)}: {slider ${id}}`).join('\n'),
        ]
      : []),
    '',
  ].join('\n\n')
}
