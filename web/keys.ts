/** The app by keyboard. Single letters do nothing while typing. */
import { useEffect } from 'react'
import type { Actions, State } from './model.ts'
import { VIEWS } from './views/views.tsx'

export const KEYS: readonly (readonly [string, string])[] = [
  ['Alt + 1 … 9, 0', 'go to one of the first ten views'],
  ['[ and ]', 'the view before, the next'],
  ['Ctrl + Z, Ctrl + Shift + Z', 'undo, redo a change of the file'],
  ['Ctrl + Enter', 'run again'],
  ['Esc', 'cancel the run'],
  ['F8', 'next problem in the file'],
  ['/', 'search the claims'],
  ['?', 'this list'],
]

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

export function useKeys({
  state,
  actions,
  toggleHelp,
}: {
  state: State
  actions: Actions
  toggleHelp: () => void
}): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const done = handle(event, state, actions, toggleHelp)
      if (done) event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
    }
  }, [state, actions, toggleHelp])
}

function handle(event: KeyboardEvent, state: State, actions: Actions, toggleHelp: () => void): boolean {
  const control = event.ctrlKey || event.metaKey
  if (event.altKey && /^[0-9]$/.test(event.key)) {
    const view = VIEWS.filter(({ shownFor }) => shownFor(state))[(Number(event.key) + 9) % 10]
    if (view) actions.show({ view: view.id })
    return view !== undefined
  }
  if (control && event.key.toLowerCase() === 'z') {
    if (event.shiftKey) actions.redo()
    else actions.undo()
    return true
  }
  if (control && event.key === 'Enter') {
    actions.rerun()
    return true
  }
  if (event.key === 'Escape' && state.progress) {
    actions.cancel()
    return true
  }
  if (event.key === 'F8') {
    nextProblem(state, actions)
    return true
  }
  if (isTyping(event.target) || control || event.altKey) return false
  if (event.key === '?') {
    toggleHelp()
    return true
  }
  if (event.key === '[' || event.key === ']') {
    const shown = VIEWS.filter(({ shownFor }) => shownFor(state))
    const at = shown.findIndex(({ id }) => id === state.place.view)
    const view = shown[at + (event.key === ']' ? 1 : -1)]
    if (view) actions.show({ view: view.id })
    return view !== undefined
  }
  if (event.key === '/') {
    actions.show({ view: 'claims' })
    setTimeout(() => {
      document.querySelector<HTMLInputElement>('#search-claims')?.focus()
    }, 50)
    return true
  }
  return false
}

function nextProblem(state: State, actions: Actions): void {
  const lines = state.diagnostics.map(({ line }) => line)
  const next = lines.find((line) => line > (state.line ?? 0)) ?? lines[0]
  if (next !== undefined) actions.goTo(next)
}
