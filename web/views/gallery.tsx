/** The first page: cases to open, a file of one's own, a blank to start from. */
import { useRef, useState } from 'react'
import type { CasePicture } from '../../present/charts/index.ts'
import { CASES } from '../cases.ts'
import { drafts, momentOf } from '../drafts.ts'
import { LARGEST_CASE } from '../model.ts'
import { useCardPictures } from '../use-card-pictures.ts'
import type { ViewProps } from './view-props.ts'

export function Gallery({ actions }: ViewProps): React.ReactNode {
  const file = useRef<HTMLInputElement>(null)
  const pictures = useCardPictures()
  const read = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return
    if (chosen.size > LARGEST_CASE) {
      actions.note(
        `${chosen.name} has ${Math.round(chosen.size / 1e6)} MB; a case file has at most ${LARGEST_CASE / 1e6} MB.`,
      )
      return
    }
    actions.open(await chosen.text(), chosen.name)
  }
  return (
    <section className="gallery">
      <h1>How could it end?</h1>
      <p className="lead">
        A case is an argument about how a war or a dispute could end, written down with its sources. Open one: see what
        follows, doubt a number, move it, watch what flips.
      </p>
      <Drafts actions={actions} />
      <ul className="cards">
        {CASES.map(({ id, title, says }) => (
          <li key={id} className="card">
            <CardPicture picture={pictures.get(id)} />
            <h2>{title}</h2>
            <p>{says}</p>
            <button
              type="button"
              className="primary"
              aria-label={`Open the case: ${title}`}
              onClick={() => {
                actions.openBundled(id)
              }}
            >
              Open the case
            </button>
          </li>
        ))}
        <li className="card">
          <h2>Start yours</h2>
          <p>A blank case of two parties and three issues, ready to run, with a comment beside every part.</p>
          <button
            type="button"
            onClick={() => {
              void import('../../src/internal.ts').then(({ templateCase }) => {
                actions.open(templateCase('my-case', 'My case', new Date().toISOString().slice(0, 10)), 'my-case.yaml')
              })
            }}
          >
            Start from blank
          </button>
        </li>
        <li className="card">
          <h2>Open a file</h2>
          <p>A case file from this computer. It stays here: nothing is sent anywhere.</p>
          <input
            ref={file}
            type="file"
            accept=".yaml,.yml"
            className="sr"
            aria-label="Case file"
            tabIndex={-1}
            onChange={(event) => {
              void read(event.target.files?.[0])
            }}
          />
          <button type="button" onClick={() => file.current?.click()}>
            Choose a file
          </button>
        </li>
      </ul>
    </section>
  )
}

/** Its room is kept while it is drawn; null for a case with nothing to draw. */
function CardPicture({ picture }: { picture: CasePicture | null | undefined }): React.ReactNode {
  if (picture === null) return null
  return (
    <figure className="card-picture">
      <div className="sketch" dangerouslySetInnerHTML={{ __html: picture?.svg ?? '' }} />
      <figcaption className="meta">{picture?.says}</figcaption>
    </figure>
  )
}

/** What this browser keeps of cases that were changed. */
function Drafts({ actions }: Pick<ViewProps, 'actions'>): React.ReactNode {
  const [kept, setKept] = useState(drafts)
  if (kept.length === 0) return null
  return (
    <section className="drafts" aria-label="Your drafts">
      <h2>Your drafts</h2>
      <p className="meta">Kept in this browser, on this machine, until you throw them away.</p>
      <ul className="items">
        {kept.map(({ slot, draft }) => (
          <li key={slot} className="row">
            <span>
              {draft.title}, changed {momentOf(draft.at)}
            </span>
            <button
              type="button"
              aria-label={`Go on with ${draft.title}`}
              onClick={() => {
                actions.openDraft(slot)
              }}
            >
              Go on
            </button>
            <button
              type="button"
              aria-label={`Throw away the draft of ${draft.title}`}
              onClick={() => {
                actions.dropDraft(slot)
                setKept(drafts())
              }}
            >
              Throw away
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
