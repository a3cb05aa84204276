/** Terms at the least changes that everybody signs more often, each to be taken with a button. */
import { percent, phraseOf, searchedText } from '../../present/words/index.ts'
import { defined } from '../../src/internal.ts'
import type { Case, Nearest, NearTerms } from '../../src/internal.ts'
import { termsOf } from './terms.ts'
import type { Terms } from './terms.ts'

interface Props {
  readonly theCase: Case
  readonly nearest: Nearest
  readonly isDraft: boolean
  readonly take: (terms: Terms) => void
}

export function NearestTerms({ theCase, nearest, isDraft, take }: Props): React.ReactNode {
  const { steps, signed } = nearest
  return (
    <div className={isDraft ? 'draft' : ''}>
      {steps.length === 0 ? (
        <p>
          {signed.estimate > 0
            ? 'There are none: no other terms are signed more often.'
            : 'There are none: no terms at all are signed by everybody in any world looked at.'}
        </p>
      ) : (
        <ol className="near">
          {steps.map(({ changes, terms }) => (
            <li key={changes}>
              <h3>
                {changes === 1 ? 'One change' : `${changes} changes`}: up to{' '}
                {percent(defined(terms[0]).signed.estimate)}
              </h3>
              <ul>
                {terms.map((one) => (
                  <Near key={one.package} theCase={theCase} near={one} take={take} />
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
      <p className="meta">
        Looked at: {searchedText(nearest)}.{isDraft && <strong> A draft; the whole follows.</strong>}
      </p>
    </div>
  )
}

function Near({
  theCase,
  near,
  take,
}: {
  theCase: Case
  near: NearTerms
  take: (terms: Terms) => void
}): React.ReactNode {
  const terms = termsOf(theCase, near.options)
  const says = near.changed.map((issue) => {
    const { id } = defined(theCase.issues[issue])
    return capital(phraseOf(theCase, id, terms[id] ?? ''))
  })
  const { estimate, low, high } = near.signed
  return (
    <li>
      <strong>{percent(estimate)}</strong>{' '}
      <span className="meta">
        ({Math.round(low * 100)}–{Math.round(high * 100)})
      </span>{' '}
      {says.join('; ')}{' '}
      <button
        type="button"
        aria-label={`Take these terms: ${says.join('; ')}`}
        onClick={() => {
          take(terms)
        }}
      >
        Take these
      </button>
    </li>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
