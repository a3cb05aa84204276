/** A private score sheet: points by issue and option, and what no deal is worth. */
import { phraseOf, wordsOf } from '../../present/words/index.ts'
import type { Case } from '../../src/internal.ts'
import { defined } from '../../src/internal.ts'
import type { Sheet } from './protocol.ts'
import type { Together } from './round.ts'

export function SheetTable({ theCase, sheet }: { theCase: Case; sheet: Sheet }): React.ReactNode {
  return (
    <div className="scroll sheet" role="region" aria-label={`Score sheet of ${sheet.name}`} tabIndex={0}>
      <table>
        <caption>
          {sheet.name}: add up the points of what is agreed. {capital(wordsOf(theCase).noDeal)} is worth {sheet.noDeal}:
          sign nothing below.
        </caption>
        <thead>
          <tr>
            <th scope="col">Option</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        {theCase.issues.map(({ id, says, options }, i) => (
          <tbody key={id}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {says.replace(/\.$/, '') || id}
              </th>
            </tr>
            {options.map((option, o) => (
              <tr key={option.id}>
                <td>{phraseOf(theCase, id, option.id)}</td>
                <td>{sheet.points[i]?.[o]}</td>
              </tr>
            ))}
          </tbody>
        ))}
        {sheet.together.length > 0 && (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                Only together, beside their own points
              </th>
            </tr>
            {sheet.together.map(({ options, points }, k) => (
              <tr key={k}>
                <td>{options.map((one) => optionWords(theCase, one)).join(' and ')}</td>
                <td>{points > 0 ? `+${points}` : `−${-points}`}</td>
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  )
}

function optionWords(theCase: Case, { issue, option }: Together['options'][number]): string {
  const { id, options } = defined(theCase.issues[issue])
  return phraseOf(theCase, id, defined(options[option]).id)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
