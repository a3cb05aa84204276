/** Runs on the server: what was asked of it, how each goes, and asking it for more worlds than a browser computes while
 *  one waits. */
import { useCallback, useEffect, useState } from 'react'
import { grouped, percent } from '../../present/words/index.ts'
import type { Ask } from '../../server/client.ts'
import { cancelAsk, getResult, resumeAsk } from '../../server/client.ts'
import { askServer, latestAsks, server, tokenGiven, watch, wordOf } from '../server-runs.ts'
import type { Standing } from '../server-runs.ts'
import { TokenForm } from './token-form.tsx'
import type { ViewProps } from './view-props.ts'

/** Milliseconds between two looks for asks of others. */
const LOOK_EVERY = 5000
const MANY_WORLDS = 100_000
const MOST_WORLDS = 10_000_000

export function RunsView({ state, actions }: ViewProps): React.ReactNode {
  const { asks, problem, needsToken, look } = useAsks()
  return (
    <section>
      <h1>Runs on the server</h1>
      <p>
        What everybody asked of this server. It computes on its own threads or on workers elsewhere; the answer is the
        same, byte for byte, as from one thread.
      </p>
      {problem !== null && (
        <p className="note" role="alert">
          {problem}
        </p>
      )}
      {needsToken && <TokenForm done={look} />}
      <AskForm state={state} actions={actions} done={look} />
      <h2>Asked lately</h2>
      {asks.length === 0 ? (
        <p className="meta">Nothing was asked yet.</p>
      ) : (
        <ul className="items runs">
          {asks.map((ask) => (
            <RunItem key={ask.digest} ask={ask} done={look} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface Asks {
  readonly asks: readonly Ask[]
  readonly problem: string | null
  readonly needsToken: boolean
  readonly look: () => void
}

function useAsks(): Asks {
  const [found, setFound] = useState<Omit<Asks, 'look'>>({ asks: [], problem: null, needsToken: false })
  const look = useCallback(() => {
    latestAsks().then(
      (asks) => setFound({ asks, problem: null, needsToken: false }),
      (error: unknown) => {
        const { says, needsToken } = wordOf(error)
        setFound((before) => ({ ...before, problem: says, needsToken }))
      },
    )
  }, [])
  useEffect(() => {
    look()
    const again = setInterval(look, LOOK_EVERY)
    return () => clearInterval(again)
  }, [look])
  return { ...found, look }
}

function AskForm({ state, done }: ViewProps & { readonly done: () => void }): React.ReactNode {
  const [worlds, setWorlds] = useState(String(MANY_WORLDS))
  const [says, setSays] = useState<string | null>(null)
  const { text, place } = state
  const count = Number(worlds)
  const isRight = Number.isSafeInteger(count) && count >= 1 && count <= MOST_WORLDS
  const compute = (): void => {
    if (text === null) return
    const { case: known, scenario, seed } = place
    setSays('Asking …')
    askServer({ text, known, ask: { kind: 'run', worlds: count, seed, scenario } }).then(
      ({ state: now }) => {
        setSays(now === 'done' ? 'It was asked before: the answer is there.' : 'Asked.')
        done()
      },
      (error: unknown) => setSays(wordOf(error).says),
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        compute()
      }}
    >
      <p>
        <label>
          Worlds of {state.case?.title ?? 'the case'}{' '}
          <input inputMode="numeric" size={9} value={worlds} onChange={(event) => setWorlds(event.target.value)} />
        </label>{' '}
        <button type="submit" disabled={!isRight || text === null}>
          Compute on the server
        </button>{' '}
        <span role="status" className="meta">
          {says ?? (isRight ? '' : `A whole number from 1 to ${grouped(MOST_WORLDS)}.`)}
        </span>
      </p>
    </form>
  )
}

function RunItem({ ask, done }: { readonly ask: Ask; readonly done: () => void }): React.ReactNode {
  const standing = useStanding(ask, done)
  const { digest, caseDigest } = ask
  const { kind, ...fields } = ask.ask
  const told = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
  const act = (action: typeof cancelAsk): void => {
    action(server(), { digest }).then(done, done)
  }
  return (
    <li>
      <strong>{kind}</strong> {told.join(', ')}
      <br />
      <span className="meta">
        case {caseDigest.slice(0, 12)}, {ask.by}, {ask.at.slice(0, 16).replace('T', ' ')}: {stateWords(standing)}
      </span>
      <ProgressOf standing={standing} />{' '}
      {standing.state === 'open' && (
        <button type="button" onClick={() => act(cancelAsk)}>
          Stop
        </button>
      )}
      {(standing.state === 'cancelled' || standing.state === 'failed') && (
        <button type="button" onClick={() => act(resumeAsk)}>
          Go on
        </button>
      )}
      {standing.state === 'done' && <Answers ask={ask} />}
    </li>
  )
}

/** How an ask stands, heard from the server while it is open. */
function useStanding(ask: Ask, done: () => void): Standing {
  const [heard, setHeard] = useState<Standing | null>(null)
  const { digest, state } = ask
  useEffect(() => {
    setHeard(null)
    if (state !== 'open') return
    const stop = new AbortController()
    const hear = (standing: Standing): void => {
      setHeard(standing)
      if (standing.state !== 'open') done()
    }
    watch(digest, hear, stop.signal).catch(() => {})
    return () => stop.abort()
  }, [digest, state, done])
  return state === 'open' ? (heard ?? ask) : ask
}

function stateWords({ state, error, progress }: Standing): string {
  if (state === 'failed') return `failed: ${error ?? 'no reason is known'}`
  if (state !== 'open') return state === 'done' ? 'done' : 'stopped'
  if (progress === null) return 'waiting'
  const { stage, done, units, workers } = progress
  const by = workers === 0 ? 'no worker is there: it waits for one' : `${workers} at work`
  return `${stage}: ${grouped(done)} of ${grouped(units)} (${percent(done / units)}), ${by}`
}

function ProgressOf({ standing: { state, progress } }: { readonly standing: Standing }): React.ReactNode {
  if (state !== 'open' || progress === null) return null
  return (
    <progress aria-label={`progress of ${progress.stage}`} value={progress.done} max={progress.units}>
      {progress.done}
    </progress>
  )
}

const FORMS = [
  ['html', 'Report'],
  ['csv', 'CSV'],
  ['parquet', 'Parquet'],
  ['json', 'JSON'],
] as const

function Answers({ ask: { digest, ask } }: { readonly ask: Ask }): React.ReactNode {
  const forms = ask.kind === 'run' || ask.kind === 'compare' ? FORMS : FORMS.filter(([form]) => form !== 'html')
  return (
    <span>
      {forms.map(([form, title]) =>
        tokenGiven() === null ? (
          <a key={form} href={`/api/asks/${digest}/result?as=${form}`} target="_blank" rel="noreferrer">
            {title}{' '}
          </a>
        ) : (
          <button key={form} type="button" onClick={() => void download(digest, form)}>
            {title}
          </button>
        ),
      )}
    </span>
  )
}

/** A link sends no token: with one the answer is fetched and saved. */
async function download(digest: string, form: (typeof FORMS)[number][0]): Promise<void> {
  const response = await getResult(server(), { digest, as: form })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = `${digest.slice(0, 12)}.${form}`
  link.click()
  URL.revokeObjectURL(link.href)
}
