/** The run of the case as it was opened: what changes are measured against. */
import { useEffect } from 'react'
import { DEFAULT_WORLDS } from '../src/internal.ts'
import type { Case } from '../src/internal.ts'
import type { Action, State } from './model.ts'
import { worldsOf } from './run-state.ts'
import { startWorker } from './start-worker.ts'
import { FULL_WORLDS } from './steady.ts'

/** Runs the case as it was opened, in a worker of its own, where a change is there first: a link to a changed case,
 *  another seed. */
export function useBaseline(
  { original, text, place, baseline, isCurrent, isLast }: State,
  dispatch: (action: Action) => void,
): void {
  const isRough = baseline === null || (baseline.summary.partial && worldsOf(baseline) < FULL_WORLDS)
  // As many worlds as the case changed has, once that needs the machine no longer.
  const isMissing = isRough ? isCurrent : isLast && baseline.summary.partial
  const isWanted = isMissing && original !== null && (text !== original || place.scenario !== null)
  const { case: id, seed } = place
  useEffect(() => {
    if (!isWanted) return
    let theCase: Case | null = null
    const worker = startWorker((reply) => {
      if (reply.kind === 'read') {
        theCase = reply.case
        dispatch({ kind: 'baseline', original, case: theCase, result: null, months: null })
      }
      if (reply.kind !== 'result' || !theCase) return
      const isEnough = reply.isWhole && (reply.isLast || worldsOf(reply) >= FULL_WORLDS)
      const { months } = reply
      dispatch({ kind: 'baseline', original, case: theCase, result: isEnough ? reply : null, months })
    })
    worker.run({
      text: original,
      file: `${id}.yaml`,
      scenario: null,
      beside: null,
      seed,
      worlds: DEFAULT_WORLDS,
      original: null,
      ready: null,
    })
    return worker.stop
  }, [isWanted, original, id, seed, dispatch])
}
