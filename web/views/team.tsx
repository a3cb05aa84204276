/** A case written together: what is on the server, what this window writes from, storing it, and who changed what. */
import { useCallback, useEffect, useState } from 'react'
import { diffCase } from '../../server/client.ts'
import type { Case, CaseDiff } from '../../server/client.ts'
import { server, wordOf } from '../server-runs.ts'
import { casesThere, openedCase, openShared, revisionsOf, storeShared } from '../shared-case.ts'
import type { Choice, Parted } from '../shared-case.ts'
import { TokenForm } from './token-form.tsx'
import type { ViewProps } from './view-props.ts'

export function TeamView(props: ViewProps): React.ReactNode {
  const [cases, setCases] = useState<readonly Case[]>([])
  const [problem, setProblem] = useState<{ readonly says: string; readonly needsToken: boolean } | null>(null)
  const [id, setId] = useState(openedCase()?.id ?? '')
  const look = useCallback(() => {
    casesThere().then(
      (there) => {
        setCases(there)
        setProblem(null)
      },
      (error: unknown) => setProblem(wordOf(error)),
    )
  }, [])
  useEffect(look, [look])
  const open = (chosen: string): void => {
    openShared(chosen).then(
      (text) => {
        setId(chosen)
        props.actions.open(text, chosen)
      },
      (error: unknown) => setProblem(wordOf(error)),
    )
  }
  return (
    <section>
      <h1>A case written together</h1>
      <p>
        Everybody who stores a case makes a revision of it. What others stored meanwhile is kept: lines that only one of
        you changed are put together, and where you both changed the same lines you are shown both.
      </p>
      {problem !== null && (
        <p className="note" role="alert">
          {problem.says}
        </p>
      )}
      {problem?.needsToken === true && <TokenForm done={look} />}
      <StoreForm {...props} id={id} setId={setId} done={look} />
      <History id={id} cases={cases} />
      <h2>On the server</h2>
      <ul className="items">
        {cases.map((one) => (
          <li key={one.id}>
            <strong>{one.id}</strong> {one.title}{' '}
            <span className="meta">
              revision {one.revision}, {one.author}, {day(one.at)}
            </span>{' '}
            <button type="button" onClick={() => open(one.id)}>
              Open {one.id}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const day = (at: string): string => at.slice(0, 16).replace('T', ' ')

interface StoreProps extends ViewProps {
  readonly id: string
  readonly setId: (id: string) => void
  readonly done: () => void
}

function StoreForm({ state, actions, id, setId, done }: StoreProps): React.ReactNode {
  const [note, setNote] = useState('')
  const [says, setSays] = useState('')
  const [parted, setParted] = useState<Parted | null>(null)
  const opened = openedCase()
  const told = (words: string): void => {
    setSays(words)
    setNote('')
    done()
  }
  const store = async (): Promise<void> => {
    if (state.text === null) return
    const found = await storeShared(id, state.text, note)
    setParted(found.kind === 'parted' ? found : null)
    switch (found.kind) {
      case 'stored':
        return told(`Stored as revision ${found.revision}.`)
      case 'same':
        return told(`There is nothing to store: revision ${found.revision} has the same text.`)
      case 'merged':
        actions.edit(found.text)
        return told(
          `Stored as revision ${found.revision}: somebody stored another meanwhile, and what they changed is in the text now, beside yours.`,
        )
      case 'parted':
        done()
        return setSays(
          `Not stored: ${found.theirs.author} stored revision ${found.theirs.revision} and changed some of the same lines. Say what holds.`,
        )
    }
  }
  const settled = (text: string): void => {
    actions.edit(text)
    setParted(null)
    setSays('The text has what you chose. Read it, then store it.')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        store().catch((error: unknown) => setSays(wordOf(error).says))
      }}
    >
      <p>
        <label>
          Store the case under{' '}
          <input value={id} placeholder="our-case" onChange={(event) => setId(event.target.value)} />
        </label>{' '}
        <label>
          What you changed <input size={30} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>{' '}
        <button type="submit" disabled={id === '' || state.text === null}>
          Store
        </button>
      </p>
      <p className="meta" role="status">
        {says || (opened?.id === id ? `You write from revision ${opened.revision}.` : '')}
      </p>
      {parted && <Places key={parted.theirs.revision} parted={parted} done={settled} />}
    </form>
  )
}

const CHOICES: readonly (readonly [Choice, string])[] = [
  ['theirs', 'theirs'],
  ['mine', 'yours'],
  ['both', 'both, theirs first'],
]

/** Every place that both changed, with the lines as they were, theirs and ours. */
function Places({ parted, done }: { readonly parted: Parted; readonly done: (text: string) => void }): React.ReactNode {
  const { conflicts, theirs } = parted
  const [choices, setChoices] = useState<readonly (Choice | null)[]>(() => conflicts.map(() => null))
  const choose = (place: number, choice: Choice): void =>
    setChoices(choices.map((before, k) => (k === place ? choice : before)))
  const all = choices.filter((choice) => choice !== null)
  return (
    <>
      {conflicts.map((conflict, k) => (
        <fieldset key={conflict.line}>
          <legend>Line {conflict.line}</legend>
          <Lines title="It was" lines={conflict.base} />
          <Lines title={`${theirs.author} wrote`} lines={conflict.theirs} />
          <Lines title="You wrote" lines={conflict.mine} />
          {CHOICES.map(([choice, words]) => (
            <label key={choice}>
              <input
                type="radio"
                name={`place-${k}`}
                checked={choices[k] === choice}
                onChange={() => choose(k, choice)}
              />{' '}
              {words}{' '}
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" disabled={all.length < conflicts.length} onClick={() => done(parted.settle(all))}>
        Put it in the text
      </button>
    </>
  )
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): React.ReactNode {
  return (
    <>
      <p className="meta">{title}</p>
      <pre>{lines.length === 0 ? '(nothing)' : lines.join('\n')}</pre>
    </>
  )
}

/** @param cases looked at anew whenever something was stored. */
function History({ id, cases }: { readonly id: string; readonly cases: readonly Case[] }): React.ReactNode {
  const [revisions, setRevisions] = useState<readonly Case[]>([])
  const isThere = cases.some((one) => one.id === id)
  useEffect(() => {
    let isOver = false
    if (isThere)
      revisionsOf(id).then(
        (found) => {
          if (!isOver) setRevisions(found)
        },
        () => setRevisions([]),
      )
    else setRevisions([])
    return () => {
      isOver = true
    }
  }, [id, isThere, cases])
  if (revisions.length === 0) return null
  return (
    <>
      <h2>Who changed what</h2>
      <ol className="items" reversed>
        {revisions.map((revision) => (
          <li key={revision.revision}>
            <strong>Revision {revision.revision}</strong>, {revision.author}, {day(revision.at)}
            {revision.note === '' ? '' : `: ${revision.note}`} {revision.revision > 1 && <Changes of={revision} />}
          </li>
        ))}
      </ol>
    </>
  )
}

/** What a revision changed in what the file says. */
function Changes({ of: { id, revision } }: { readonly of: Case }): React.ReactNode {
  const [diff, setDiff] = useState<CaseDiff | string | null>(null)
  if (diff === null)
    return (
      <button
        type="button"
        onClick={() => {
          diffCase(server(), { id, from: revision - 1, to: revision }).then(setDiff, (error: unknown) =>
            setDiff(wordOf(error).says),
          )
        }}
      >
        What changed in {revision}
      </button>
    )
  if (typeof diff === 'string') return <span className="note">{diff}</span>
  if (diff.changes.length === 0) return <span className="meta">Comments and layout only.</span>
  return (
    <ul>
      {diff.changes.map(({ path, change, before, after }) => (
        <li key={path}>
          <code>{path}</code> {change}
          {before === undefined ? '' : ` from ${short(before)}`}
          {after === undefined ? '' : ` to ${short(after)}`}
        </li>
      ))}
    </ul>
  )
}

/** Characters of a value that are shown. */
const SHOWN = 200

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
