/** A claim's card in the margin: what the run says, where it comes from, how else it can be read, what would turn
 *  it. */
import { verdictHead } from '../../present/words/index.ts'
import type { ClaimCard } from '../../present/words/index.ts'
import { SIGNS } from './standing.ts'
import type { Standing } from './standing.ts'

export function ClaimCardView({
  card,
  standing,
  signs,
  opposite,
  goTo,
  close,
}: {
  card: ClaimCard
  standing: Standing
  /** Of the verdict, or of each test. */
  signs: string
  /** A way to ask what would turn the verdict; null where nothing can be asked. */
  opposite: React.ReactNode
  /** Opens the case file at a line; null where there is no file to show. */
  goTo: ((line: number) => void) | null
  close: () => void
}): React.ReactNode {
  const { id, says, finding, tests, note, sources, rival, turns, line, parts } = card
  return (
    <aside className={`claim-card ${standing}`} id={`card-${id}`} aria-label={`Claim ${id}`}>
      <p className="card-head">
        <strong>
          {signs}{' '}
          {standing === 'pending' ? 'not counted yet' : finding ? verdictHead(finding) : 'untested: no run can tell'}
        </strong>
        <button type="button" aria-label={`Close the card of claim ${id}`} onClick={close}>
          ×
        </button>
      </p>
      <p>{says}</p>
      {tests.length > 0 && standing !== 'pending' && (
        <ul>
          {tests.map(({ verdict, text }, k) => (
            <li key={k}>
              {SIGNS[verdict]} {text.replaceAll(' %', '\u00a0%')}
            </li>
          ))}
        </ul>
      )}
      {note && <p className="meta">How it is read: {note}.</p>}
      {sources.length > 0 && <h4>Source</h4>}
      <ul>
        {sources.map(({ cited, title, url }) => (
          <li key={cited}>
            {cited}
            {title && ': '}
            {title &&
              (url ? (
                <a href={url} rel="noreferrer noopener" target="_blank">
                  {title}
                </a>
              ) : (
                title
              ))}
          </li>
        ))}
      </ul>
      {rival && (
        <>
          <h4>Another reading</h4>
          <p>{rival}</p>
        </>
      )}
      {turns.length > 0 && standing !== 'pending' && (
        <>
          <h4>What would turn it</h4>
          <ul>
            {turns.map((turn) => (
              <li key={turn}>{turn}</li>
            ))}
          </ul>
        </>
      )}
      {opposite}
      {goTo && (
        <p className="meta">
          In the file:{' '}
          {[{ what: 'the claim', line }, ...parts].map((part, k) => (
            <button
              key={k}
              type="button"
              className="line"
              title={part.what}
              onClick={() => {
                goTo(part.line)
              }}
            >
              line {part.line}
            </button>
          ))}
        </p>
      )}
    </aside>
  )
}
