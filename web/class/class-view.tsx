/** A round for a class, without a server: private score sheets, proposals and answers, and a debrief against the
 *  computed frontier. */
import { useState } from 'react'
import { defined } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'
import { phraseOf } from '../../present/words/index.ts'
import { completed } from '../builder/terms.ts'
import { TermControls } from '../builder/term-controls.tsx'
import '../builder/builder.css'
import './class.css'
import type { ViewProps } from '../views/view-props.ts'
import { Debrief } from './debrief.tsx'
import type { Sheet } from './protocol.ts'
import { agreedIn, isOpenIn, keepRound, readRound } from './round.ts'
import type { Entry } from './round.ts'
import { SheetTable } from './sheet.tsx'
import { useSheets } from './use-sheets.ts'

export function ClassView({ state, actions }: ViewProps): React.ReactNode {
  const { place, text } = state
  const theCase = defined(state.shown).case
  const found = useSheets(
    text === null ? null : { text, file: `${place.case}.yaml`, scenario: place.scenario, seed: place.seed },
  )
  const [log, setLog] = useState<readonly Entry[]>(() => readRound(theCase.id))
  const add = (next: readonly Entry[]): void => {
    keepRound(theCase.id, next)
    setLog(next)
  }
  if (!found || found.kind === 'refused')
    return (
      <section>
        <h1>A round for a class</h1>
        {found ? (
          <p role="alert">There is no round to play: {found.reason}.</p>
        ) : (
          <p role="status">Writing out the score sheets…</p>
        )}
      </section>
    )
  const seat = found.sheets.find(({ actor }) => actor === place.seat) ?? null
  const parties = found.sheets.map(({ actor }) => actor)
  const agreed = agreedIn(log, parties)
  return (
    <section className="class-round">
      <h1>{seat ? `You speak for ${seat.name}` : 'A round for a class'}</h1>
      <p className="lead">
        {seat
          ? 'This page shows your sheet alone. Bring your proposals to the table; what is agreed is entered on the common page.'
          : 'Each party has a score sheet that the others do not see. Give out the links, or hand one device round: a sheet is hidden until its party opens it.'}
      </p>
      <Sheets theCase={theCase} sheets={seat ? [seat] : found.sheets} seat={seat} actions={actions} />
      {!seat && (
        <>
          <Table theCase={theCase} sheets={found.sheets} log={log} add={add} terms={place.terms} actions={actions} />
          <h2>Debrief</h2>
          <Debrief
            theCase={theCase}
            sheets={found.sheets}
            record={found.record}
            agreed={agreed}
            isOpenProposal={isOpenIn(log, parties)}
            seed={place.seed}
          />
        </>
      )}
    </section>
  )
}

function Sheets({
  theCase,
  sheets,
  seat,
  actions,
}: {
  theCase: Case
  sheets: readonly Sheet[]
  seat: Sheet | null
  actions: ViewProps['actions']
}): React.ReactNode {
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const copy = async (actor: string, name: string): Promise<void> => {
    const { href, problem } = await actions.address()
    const [base, query = ''] = href.split('?')
    const asked = new URLSearchParams(query)
    asked.set('seat', actor)
    const isCopied =
      problem === null &&
      (await navigator.clipboard?.writeText(`${base}?${asked}`).then(
        () => true,
        () => false,
      ))
    setSaid(
      isCopied
        ? `The link for ${name} is copied: it shows this sheet alone.`
        : (problem ?? 'The browser does not let a page copy.'),
    )
  }
  return (
    <>
      <h2>{seat ? 'Your sheet' : 'Private sheets'}</h2>
      {!seat &&
        sheets.map(({ actor, name }) => (
          <p key={actor} className="row">
            <button
              type="button"
              aria-expanded={open === actor}
              onClick={() => {
                setOpen(open === actor ? null : actor)
              }}
            >
              {open === actor ? `Hide the sheet of ${name}` : `Open the sheet of ${name}`}
            </button>
            <button type="button" onClick={() => void copy(actor, name)}>
              Copy the link for {name}
            </button>
          </p>
        ))}
      <p role="status" className="said-so">
        {said}
      </p>
      {sheets
        .filter(({ actor }) => seat !== null || actor === open)
        .map((sheet) => (
          <SheetTable key={sheet.actor} theCase={theCase} sheet={sheet} />
        ))}
    </>
  )
}

function Table({
  theCase,
  sheets,
  log,
  add,
  terms: asked,
  actions,
}: {
  theCase: Case
  sheets: readonly Sheet[]
  log: readonly Entry[]
  add: (next: readonly Entry[]) => void
  terms: ViewProps['state']['place']['terms']
  actions: ViewProps['actions']
}): React.ReactNode {
  const [by, setBy] = useState(sheets[0]?.actor ?? '')
  const [word, setWord] = useState('')
  const { terms } = completed(theCase, asked)
  const nameOf = (actor: string): string => sheets.find((sheet) => sheet.actor === actor)?.name ?? actor
  const last = log.findLastIndex(({ kind }) => kind === 'proposal')
  const enter = (entry: Entry): void => {
    add([...log, entry])
    setWord('')
  }
  return (
    <>
      <h2>At the table</h2>
      <label className="field">
        Who speaks{' '}
        <select
          value={by}
          onChange={(event) => {
            setBy(event.target.value)
          }}
        >
          {sheets.map(({ actor, name }) => (
            <option key={actor} value={actor}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        A word with it{' '}
        <input
          value={word}
          onChange={(event) => {
            setWord(event.target.value)
          }}
        />
      </label>
      <details>
        <summary>The terms to propose</summary>
        <TermControls
          theCase={theCase}
          terms={terms}
          take={(next) => {
            actions.show({ terms: next })
          }}
        />
      </details>
      <p className="row">
        <button
          type="button"
          className="primary"
          onClick={() => {
            enter({ kind: 'proposal', by, terms, word })
          }}
        >
          Propose these terms
        </button>
        {(['accept', 'refuse'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            disabled={last < 0 || log[last]?.by === by}
            onClick={() => {
              enter({ kind, by, of: last, word })
            }}
          >
            {kind === 'accept' ? 'Accept the last proposal' : 'Refuse it'}
          </button>
        ))}
      </p>
      <h3>Log</h3>
      {log.length === 0 ? (
        <p>Nothing was proposed yet.</p>
      ) : (
        <ol className="class-log">
          {log.map((entry, k) => (
            <li key={k}>
              <strong>{nameOf(entry.by)}</strong>{' '}
              {entry.kind === 'proposal'
                ? `proposes: ${theCase.issues.map(({ id }) => phraseOf(theCase, id, entry.terms[id] ?? '')).join('; ')}`
                : `${entry.kind === 'accept' ? 'accepts' : 'refuses'} proposal ${entry.of + 1}`}
              {entry.word && ` (“${entry.word}”)`}
            </li>
          ))}
        </ol>
      )}
      {log.length > 0 && (
        <p className="row">
          <button
            type="button"
            onClick={() => {
              add(log.slice(0, -1))
            }}
          >
            Take back the last entry
          </button>
          <button
            type="button"
            onClick={() => {
              add([])
            }}
          >
            Begin a round anew
          </button>
        </p>
      )}
      <p className="meta">The log stays in this browser, over a reload too.</p>
    </>
  )
}
