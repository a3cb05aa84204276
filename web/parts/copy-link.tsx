/** A link to what is on the screen; where no link can carry the case, the reason, and the case as a file instead. */
import { useEffect, useState } from 'react'
import type { Actions, State } from '../model.ts'
import { fileNameOf } from '../written.ts'
import { save } from './save.ts'

interface Props {
  readonly actions: Pick<Actions, 'address'>
  readonly state: Pick<State, 'text'>
  readonly label: string
}

/** Milliseconds for which a word about the copy stands. */
const SAID_FOR = 8000

export function CopyLink({ actions, state, label }: Props): React.ReactNode {
  const [said, setSaid] = useState<{
    readonly text: string
    readonly isCopied: boolean
    readonly isFile: boolean
  } | null>(null)
  useEffect(() => {
    setSaid(null)
  }, [state.text])
  useEffect(() => {
    if (said === null || said.isFile) return
    const timer = setTimeout(() => setSaid(null), SAID_FOR)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async (): Promise<void> => {
    const { href, problem } = await actions.address()
    if (problem !== null) {
      setSaid({ text: problem, isCopied: false, isFile: true })
      return
    }
    const isCopied = await navigator.clipboard?.writeText(href).then(
      () => true,
      () => false,
    )
    setSaid({
      text: isCopied ? 'Link copied' : 'The browser does not let a page copy; the address bar has the link.',
      isCopied: isCopied === true,
      isFile: false,
    })
  }
  return (
    <>
      <button
        type="button"
        onClick={() => {
          void copy()
        }}
      >
        {label}
      </button>
      <span role="status" className={`said-so toast${said === null ? '' : said.isCopied ? ' on' : ' on problem'}`}>
        {said?.text}{' '}
        {said?.isFile && (
          <button
            type="button"
            onClick={() => {
              save(fileNameOf(state.text ?? ''), state.text ?? '', 'text/yaml')
            }}
          >
            Save the file
          </button>
        )}{' '}
        {said !== null && (
          <button type="button" aria-label="Close this word" onClick={() => setSaid(null)}>
            ×
          </button>
        )}
      </span>
    </>
  )
}
