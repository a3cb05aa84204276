/** What is said of a run that takes long: how long, what a stop keeps, and what would make it shorter. */
import { useEffect, useRef, useState } from 'react'
import { counted, cutText, grouped, spanText } from '../../present/words/index.ts'
import type { Actions, State } from '../model.ts'
import { useCuts } from '../use-cuts.ts'
import type { Cuts } from '../use-cuts.ts'

/** Seconds of a run after which so many seconds left are said. */
const SAID_AFTER = 3
const SAID_FROM = 60

interface Left {
  readonly seconds: number
  readonly done: number
  readonly worlds: number
  /** Seconds since the run began. */
  readonly since: number
}

export function LongRun({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  const left = useLeft(state)
  // What was said stays while cuts are tried and looked at: the run is broken off for that.
  const [said, setSaid] = useState<string | null>(null)
  const { text, place } = state
  useEffect(() => {
    setSaid(null)
  }, [text, place.scenario])
  const isLong = left !== null
  useEffect(() => {
    if (isLong) setSaid(text)
  }, [isLong, text])
  const cuts = useCuts(said !== null && said === text ? actions.asked() : null)
  if (said === null || said !== text || state.isLast || (state.progress !== null && left === null)) return null
  return (
    <section className="note" aria-label="A long run">
      <p>{left ? leftText(left) : 'The run is broken off; what it had is kept.'}</p>
      <p className="row">
        {left && (
          <button type="button" onClick={actions.cancel}>
            {left.done === 0 ? 'Stop' : 'Stop and keep what is there'}
          </button>
        )}
        <button
          type="button"
          disabled={cuts.says === null || cuts.isTrying}
          onClick={() => {
            actions.cancel()
            cuts.tryThem()
          }}
        >
          Try what would make it shorter
        </button>
      </p>
      <Shorter cuts={cuts} />
    </section>
  )
}

function leftText({ seconds, done, worlds, since }: Left): string {
  return done === 0
    ? `No world is done after ${spanText(Math.round(since))}: ${counted(worlds, 'world')} take at least ${spanText(seconds)}.`
    : `About ${spanText(seconds)} left: ${grouped(done)} of ${counted(worlds, 'world')} done.`
}

/** What could be taken out, and what it helped where that was tried. */
function Shorter({ cuts: { says, tried, isTrying } }: { readonly cuts: Cuts }): React.ReactNode {
  if (says === null || says.length < 2) return null
  const [, ...names] = says
  return (
    <details open={tried.length > 0 || isTrying}>
      <summary>
        {tried.length > 0
          ? 'What would make a world shorter: tried on the first worlds, one thread each'
          : 'What would make a world shorter, as changes of the file'}
      </summary>
      <ul className="items">
        {tried.length === 0
          ? names.map((name) => <li key={name}>{name}</li>)
          : tried.map((cut) => <li key={cut.says}>{cutText(cut, tried[0])}</li>)}
      </ul>
      {isTrying && <p role="status">Trying: {says[tried.length]}…</p>}
    </details>
  )
}

/** Null while little is left, or nothing runs. */
function useLeft({ progress, text, place, isLong }: State): Left | null {
  const began = useRef(0)
  const isRunning = progress !== null
  const [now, setNow] = useState(0)
  useEffect(() => {
    began.current = performance.now()
    setNow(began.current)
    if (!isRunning) return
    const timer = setInterval(() => setNow(performance.now()), 500)
    return () => clearInterval(timer)
  }, [isRunning, text, place.scenario, place.seed])
  if (!progress) return null
  const since = (now - began.current) / 1000
  // Of worlds that are quick none is reported while a first answer is on its way.
  const seconds = progress.secondsLeft ?? (isLong ? since * progress.worlds : 0)
  const { done, worlds } = progress
  return since >= SAID_AFTER && seconds >= SAID_FROM ? { seconds, done, worlds, since } : null
}
