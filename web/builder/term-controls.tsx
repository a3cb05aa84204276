/** One control for each issue, in the case's words: a choice, or a slider where the issue is about how much. */
import { phraseOf, unitWords } from '../../present/words/index.ts'
import { defined } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'
import type { Terms } from './terms.ts'

/** Options up to which each is shown beside the others. */
const SHOWN_APART = 4

interface Props {
  readonly theCase: Case
  readonly terms: Terms
  readonly take: (terms: Terms) => void
}

export function TermControls({ theCase, terms, take }: Props): React.ReactNode {
  return theCase.issues.map((issue) => {
    const choose = (option: string): void => {
      if (option !== terms[issue.id]) take({ ...terms, [issue.id]: option })
    }
    const props = { theCase, issue, chosen: terms[issue.id] ?? '', choose }
    if (issue.amount) return <AmountControl key={issue.id} {...props} />
    return issue.options.length <= SHOWN_APART ? (
      <RadioControl key={issue.id} {...props} />
    ) : (
      <SelectControl key={issue.id} {...props} />
    )
  })
}

interface ControlProps {
  readonly theCase: Case
  readonly issue: Case['issues'][number]
  readonly chosen: string
  readonly choose: (option: string) => void
}

const titleOf = ({ says, id }: Case['issues'][number]): string => says.replace(/\.$/, '') || id
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function RadioControl({ theCase, issue, chosen, choose }: ControlProps): React.ReactNode {
  return (
    <fieldset className="term">
      <legend>{titleOf(issue)}</legend>
      {issue.options.map(({ id }) => (
        <label key={id}>
          <input
            type="radio"
            name={`term-${issue.id}`}
            checked={id === chosen}
            onChange={() => {
              choose(id)
            }}
          />
          <span>{capital(phraseOf(theCase, issue.id, id))}</span>
        </label>
      ))}
    </fieldset>
  )
}

function SelectControl({ theCase, issue, chosen, choose }: ControlProps): React.ReactNode {
  return (
    <label className="term">
      <span className="term-title">{titleOf(issue)}</span>
      <select
        value={chosen}
        onChange={(event) => {
          choose(event.target.value)
        }}
      >
        {issue.options.map(({ id }) => (
          <option key={id} value={id}>
            {capital(phraseOf(theCase, issue.id, id))}
          </option>
        ))}
      </select>
    </label>
  )
}

function AmountControl({ theCase, issue, chosen, choose }: ControlProps): React.ReactNode {
  const at = Math.max(
    0,
    issue.options.findIndex(({ id }) => id === chosen),
  )
  return (
    <label className="term">
      <span className="term-title">{titleOf(issue)}</span>
      <span className="row">
        <input
          type="range"
          min={0}
          max={issue.options.length - 1}
          value={at}
          aria-valuetext={phraseOf(theCase, issue.id, chosen)}
          onChange={(event) => {
            choose(defined(issue.options[Number(event.target.value)]).id)
          }}
        />
        <output>{unitWords(phraseOf(theCase, issue.id, chosen))}</output>
      </span>
    </label>
  )
}
