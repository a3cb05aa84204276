/** A page of an argument that runs from disk. Until its first run is whole, the text that it was written with stays. */
import { defined } from '../src/internal.ts'
import { createPortal } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { useEffect, useMemo, useState } from 'react'
import { parseArgument } from '../present/documents/argument/index.ts'
import { ArgumentText } from './parts/argument-text.tsx'
import { ChangeBar } from './parts/change-bar.tsx'
import { TermsOnce } from './parts/term.tsx'
import { save } from './parts/save.ts'
import { DEFAULT_PLACE } from './share.ts'
import { usePage } from './page-model.ts'
import type { Start } from './page-model.ts'
import './style.css'
import './page.css'

function Page({ start, written }: { start: Start; written: Element }): React.ReactNode {
  const { state, actions } = usePage(start)
  const { case: theCase, originalCase, baseline, shown, isFull, isLast } = state
  const text = defined(state.text)
  const document_ = useMemo(
    () => (originalCase ? parseArgument(start.argument, 'argument.md', originalCase).document : null),
    [start, originalCase],
  )
  const isReady = theCase !== null && shown !== null && baseline !== null && document_ !== null
  // What was written gives way to what is computed, at the same numbers.
  const [host] = useState(() => document.createElement('div'))
  useEffect(() => {
    if (isReady) written.replaceWith(host)
  }, [isReady, written, host])
  if (!isReady) return null
  return createPortal(
    <main aria-busy={!isLast}>
      <ChangeBar
        state={{
          ...state,
          original: start.text,
          linked: null,
          place: { ...DEFAULT_PLACE, view: 'argument', case: 'own', seed: start.seed },
        }}
        actions={{ edit: actions.edit, show: () => undefined, address: null }}
      />
      <p className="page-tools">
        <button type="button" onClick={actions.undo} disabled={state.past.length === 0}>
          Undo
        </button>
        <button
          type="button"
          onClick={() => {
            save(start.file, text, 'text/yaml')
          }}
        >
          Save the case file
        </button>
        <span className="meta" role="status">
          {isLast ? 'Computed on this page' : 'Computing…'}
        </span>
      </p>
      <TermsOnce>
        <ArgumentText
          document={document_}
          diagnostics={[]}
          shown={shown}
          theCase={theCase}
          baseline={baseline}
          original={originalCase}
          isChanged={text !== start.text}
          isDraft={!isFull}
          geography={start.geography}
          setNumber={actions.setNumber}
          goTo={null}
        />
      </TermsOnce>
    </main>,
    host,
  )
}

const start = JSON.parse(defined(defined(document.getElementById('start')).textContent)) as Start
const theme = matchMedia('(prefers-color-scheme: dark)')
const follow = (): void => {
  document.documentElement.dataset['theme'] = theme.matches ? 'dark' : 'light'
}
theme.addEventListener('change', follow)
follow()
const mount = document.createElement('div')
document.body.append(mount)
createRoot(mount).render(<Page start={start} written={defined(document.querySelector('#root main'))} />)
