/** Run state, scenario, undo, sharing, theme. */
import { counted, grouped, scenarioGroups, spanText } from '../../present/words/index.ts'
import { useEffect, useState } from 'react'
import type { Actions, State } from '../model.ts'
import { CopyLink } from './copy-link.tsx'
import { Termed } from './term.tsx'
import { isDraft, worldsOf } from '../run-state.ts'
import { fileNameOf } from '../written.ts'
import { save } from './save.ts'

type Theme = 'light' | 'dark'

const system = matchMedia('(prefers-color-scheme: dark)')

/** What the reader chose here, or else what the system says. */
function preferred(): Theme {
  return (localStorage.getItem('theme') as Theme | null) ?? (system.matches ? 'dark' : 'light')
}

function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(preferred)
  useEffect(() => {
    const follow = (): void => setTheme(preferred())
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [])
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
  const theCase = state.case
  if (!theCase || theCase.scenarios.length === 0) return null
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
        {scenarioGroups(theCase).map((group) => (
          <optgroup key={group.title} label={group.title}>
            {group.scenarios.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

function Share({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  return (
    <>
      <CopyLink actions={actions} state={state} label="Share" />
      <button
        type="button"
        onClick={() => {
          save(fileNameOf(state.text ?? ''), state.text ?? '', 'text/yaml')
        }}
      >
        Save file
      </button>
    </>
  )
}

function RunState({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  const { progress, shown, isLast } = state
  return (
    <div className="run-state">
      {progress ? (
        <>
          <progress max={progress.worlds} value={progress.done} aria-label="Worlds run" />{' '}
          {leftText(progress.secondsLeft)}
          <button type="button" onClick={actions.cancel}>
            Cancel
          </button>
        </>
      ) : (
        state.case &&
        !isLast && (
          <button type="button" onClick={actions.rerun}>
            Run again
          </button>
        )
      )}
      <span className={shown && isDraft(shown) ? 'is-draft' : undefined}>
        <Termed>{runText(state)}</Termed>
      </span>
      <span className="sr" role="status" aria-live="polite">
        {!progress && shown && isLast ? 'Run complete' : ''}
      </span>
    </div>
  )
}

/** Seconds left from which they are said. */
const SAID_FROM = 10

function leftText(seconds: number | null): string {
  if (seconds === null || seconds < SAID_FROM) return ''
  return `about ${spanText(seconds)} left `
}

/** What the screen shows: of how many worlds, and whether it is of the file as it is. */
export function runText({ shown, progress, isCurrent, isOld, isLast }: State): string {
  if (!shown) return ''
  if (isOld)
    return progress
      ? 'The answer before your last change, until there is one after it'
      : 'The answer before your last change (cancelled)'
  const worlds = counted(worldsOf(shown), 'world')
  const { seed, asked } = shown.summary
  if (isDraft(shown)) return `A draft of ${worlds}: its numbers will still move${progress ? '' : ' (cancelled)'}`
  if (!isCurrent) return `A first answer from ${worlds}${progress ? '; the scenarios follow' : ' (cancelled)'}`
  const count = isLast ? worlds : `${grouped(worldsOf(shown))} of ${counted(asked, 'world')} so far`
  return `${count}, seed ${seed}${progress || isLast ? '' : ' (cancelled)'}`
}
