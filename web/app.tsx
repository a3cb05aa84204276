/** The frame: header with the case and its scenario, the file on the left, the view on the right. */
import { Suspense, lazy, useDeferredValue, useEffect, useRef, useState } from 'react'
import { HelpDialog } from './parts/help.tsx'
import { Assumptions } from './parts/assumptions.tsx'
import { Answer, Question } from './parts/answer.tsx'
import { ChangeBar } from './parts/change-bar.tsx'
import { Header } from './parts/header.tsx'
import { LongRun } from './parts/long-run.tsx'
import { Widen } from './parts/widen.tsx'
import { useKeys } from './keys.ts'
import { Pieced } from './pieces/pieced.tsx'
import { useModel } from './model.ts'
import type { Actions, State } from './model.ts'
import { Drawn, VIEWS, viewNamed } from './views/views.tsx'

const Editor = lazy(() => import('./parts/editor.tsx'))

export function App(): React.ReactNode {
  const { state, actions } = useModel()
  const drawn = useDrawn(state)
  const [file, setFile] = useState(false)
  const [help, setHelp] = useState(false)
  const view = viewNamed(state.place.view)
  useKeys({
    state,
    actions,
    toggleHelp: () => {
      setHelp((open) => !open)
    },
  })
  useEffect(() => {
    if (state.line !== null) setFile(true)
  }, [state.line, state.lineCalls])
  useEffect(() => {
    document.title = state.case ? `${view.title} · ${state.case.title} · Armistice` : 'Armistice'
  }, [view, state.case])
  const isGallery = view.id === 'gallery'
  const isBare = view.id === 'piece'
  const ready = state.case !== null && state.shown !== null

  return (
    <div className={`app ${file && !isGallery ? 'with-file' : ''}`}>
      <Skip />
      {!isBare && (
        <Header
          state={state}
          actions={actions}
          file={file}
          toggleFile={() => {
            setFile(!file)
          }}
          openHelp={() => {
            setHelp(true)
          }}
        />
      )}
      {!isGallery && !isBare && <Tabs state={state} show={actions.show} />}
      {state.note && <Note says={state.note} dismiss={actions.note} />}
      {!isGallery && !isBare && state.answer && <Question of={state.answer.case} />}
      {!isGallery && !isBare && (
        <section className="top" aria-label="The answer, and what you changed">
          {state.answer && <Answer ran={state.answer} state={state} isTold={!isGuessing(state)} />}
          <ChangeBar state={state} actions={actions} />
        </section>
      )}
      {file && !isGallery && (
        <aside aria-label="Case file">
          <Widen />
          {state.case && (
            <Assumptions theCase={state.case} original={state.originalCase ?? state.case} actions={actions} />
          )}
          <Suspense fallback={<p>Opening the editor…</p>}>
            <Editor state={state} actions={actions} />
          </Suspense>
        </aside>
      )}
      <main
        id="result"
        tabIndex={-1}
        className={state.stale ? 'stale' : ready && !state.isCurrent ? 'waiting' : ''}
        aria-busy={state.progress !== null}
      >
        {state.stale && <Stale hasResult={state.shown !== null} showFile={() => setFile(true)} />}
        {!isGallery && !isBare && <LongRun state={state} actions={actions} />}
        {isGallery || ready ? (
          <Suspense fallback={<p>Drawing…</p>}>
            <Pieced state={drawn} actions={actions}>
              <Drawn of={view} state={drawn} actions={actions} />
            </Pieced>
          </Suspense>
        ) : (
          !state.stale && (
            <p role="status">
              {state.progress
                ? 'Running the case…'
                : 'Stopped before there was anything to show; “Run again” begins anew.'}
            </p>
          )
        )}
      </main>
      {help && (
        <HelpDialog
          close={() => {
            setHelp(false)
          }}
        />
      )}
    </div>
  )
}

/** What the view is drawn of: it follows when the answer, the changes and the number under the hand are on the screen.
 *  Where the reader is, it is at once; and of another case nothing stays. */
function useDrawn(state: State): State {
  const later = useDeferredValue(state)
  return later.original === state.original ? { ...later, place: state.place } : state
}

/** Whether the reader is asked for a guess: the answer would give it away. */
function isGuessing({ place, case: theCase }: State): boolean {
  return place.view === 'story' && place.step === null && theCase?.outcome !== null
}

function Skip(): React.ReactNode {
  return (
    <a
      className="skip"
      href="#result"
      onClick={(event) => {
        // The address of the app is behind the same sign: to follow the link would leave the view.
        event.preventDefault()
        document.getElementById('result')?.focus()
      }}
    >
      Skip to the result
    </a>
  )
}

function Tabs({ state, show }: { state: State; show: Actions['show'] }): React.ReactNode {
  const row = useRef<HTMLElement>(null)
  // On a telephone the views are one row: the one shown is in sight.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (row.current && here) row.current.scrollLeft = here.offsetLeft - row.current.clientWidth / 3
  }, [state.place.view, state.case])
  return (
    <nav ref={row} aria-label="Views">
      {VIEWS.filter(({ shownFor }) => shownFor(state)).map(({ id, title }) => (
        <button
          key={id}
          type="button"
          aria-current={id === viewNamed(state.place.view).id ? 'page' : undefined}
          onClick={() => {
            show({ view: id })
          }}
        >
          {title}
        </button>
      ))}
    </nav>
  )
}

function Note({ says, dismiss }: { says: string; dismiss: Actions['note'] }): React.ReactNode {
  return (
    <p className="note" role="status">
      {says}{' '}
      <button
        type="button"
        onClick={() => {
          dismiss(null)
        }}
      >
        Dismiss
      </button>
    </p>
  )
}

function Stale({ hasResult, showFile }: { hasResult: boolean; showFile: () => void }): React.ReactNode {
  return (
    <p className="note" role="alert">
      {hasResult ? 'The file has errors; this is the last result that stood.' : 'The file does not load yet.'}{' '}
      <button type="button" onClick={showFile}>
        Show the errors
      </button>
    </p>
  )
}
