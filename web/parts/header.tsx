/** Run state, scenario, undo, sharing, theme. */
import { grouped } from '../../present/words/index.ts'
import { useEffect, useRef, useState } from 'react'
import type { Actions, State } from '../model.ts'

type Theme = 'light' | 'dark'

function preferred(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => (localStorage.getItem('theme') as Theme | null) ?? preferred())
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return [
    theme,
    () => {
      const next = theme === 'dark' ? 'light' : 'dark'
      localStorage.setItem('theme', next)
      setTheme(next)
    },
  ]
}

export function Header({
  state,
  actions,
  file,
  toggleFile,
  openHelp,
}: {
  state: State
  actions: Actions
  file: boolean
  toggleFile: () => void
  openHelp: () => void
}): React.ReactNode {
  const [theme, flip] = useTheme()
  const isGallery = state.place.view === 'gallery'
  return (
    <header>
      <a
        className="brand"
        href="#/gallery"
        onClick={(event) => {
          event.preventDefault()
          actions.show({ view: 'gallery' })
        }}
      >
        Armistice
      </a>
      {!isGallery && state.case && (
        <span className="case-title">
          {state.case.title}, as of {state.case.asOf}
        </span>
      )}
      <div className="tools">
        {!isGallery && (
          <>
            <button type="button" aria-pressed={file} onClick={toggleFile}>
              File
            </button>
            <Scenario state={state} actions={actions} />
            <button type="button" onClick={actions.undo} disabled={state.past.length === 0}>
              Undo
            </button>
            <button type="button" onClick={actions.redo} disabled={state.future.length === 0}>
              Redo
            </button>
            <Share actions={actions} state={state} />
          </>
        )}
        <button type="button" onClick={flip}>
          {theme === 'dark' ? 'Light' : 'Dark'}
        </button>
        <button type="button" onClick={openHelp} aria-label="Keys">
          ?
        </button>
      </div>
      {!isGallery && <RunState state={state} actions={actions} />}
    </header>
  )
}

function Scenario({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  const scenarios = state.case?.scenarios ?? []
  if (scenarios.length === 0) return null
  return (
    <label className="field">
      Scenario
      <select
        value={state.place.scenario ?? ''}
        onChange={(event) => {
          actions.show({ scenario: event.target.value || null })
        }}
      >
        <option value="">as written</option>
        {scenarios.map(({ id, says }) => (
          <option key={id} value={id} title={says}>
            {id}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A link to this state; with a case too long for an address, the case as a file instead. */
function Share({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  const [said, setSaid] = useState('')
  const timer = useRef(0)
  const share = async (): Promise<void> => {
    const address = await actions.address()
    await navigator.clipboard?.writeText(address).catch(() => undefined)
    setSaid('Link copied')
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      setSaid('')
    }, 3000)
  }
  return (
    <>
      <button
        type="button"
        onClick={() => {
          void share()
        }}
      >
        Share
      </button>
      <button
        type="button"
        onClick={() => {
          save(`${state.case?.id ?? 'case'}.yaml`, state.text ?? '', 'text/yaml')
        }}
      >
        Save file
      </button>
      <span role="status" className="said">
        {said}
      </span>
    </>
  )
}

/** Hands a text to the browser as a file. */
export function save(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 1000)
}

function RunState({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  const { progress, summary } = state
  return (
    <div className="run-state">
      {progress ? (
        <>
          <progress max={progress.worlds} value={progress.done} aria-label="Worlds run" />{' '}
          <button type="button" onClick={actions.cancel}>
            Cancel
          </button>
        </>
      ) : (
        <span>
          {summary ? `${grouped(summary.worlds)} worlds, seed ${summary.seed}` : ''}
          {summary && !state.isLast ? ' (cancelled)' : ''}
        </span>
      )}
      <span className="sr" role="status" aria-live="polite">
        {!progress && summary && state.isLast ? 'Run complete' : ''}
      </span>
    </div>
  )
}
