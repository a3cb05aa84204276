/** Plays worlds of a case with something taken out, one after the other, until whoever asked has seen enough and ends
 *  the thread: a world that takes long cannot be broken off. */
import { compile, cutsOf, defined, load, newTally, simulator } from '../src/internal.ts'
import type { CutReply, CutRequest } from './cuts.ts'

/** Worlds of each cut, at most. */
const WORLDS = 5
const say = (reply: CutReply): void => {
  postMessage(reply)
}

addEventListener('message', ({ data: { asked, cut } }: MessageEvent<CutRequest>) => {
  const loaded = load(asked.text, asked.file)
  if (!loaded.ok) return
  const cuts = [{ says: 'as it is', case: loaded.case }, ...cutsOf(loaded.case)]
  if (cut === null) {
    say({ kind: 'cuts', says: cuts.map(({ says }) => says) })
    return
  }
  const { scenario, seed } = asked
  const known = loaded.case.scenarios.some(({ id }) => id === scenario) ? scenario : null
  const model = compile(defined(cuts[cut]).case, known, { worlds: WORLDS, armWorlds: 0, beside: [], seed })
  const [play, tally] = [simulator(model), newTally(model)]
  say({ kind: 'begun' })
  for (let k = 0; k < WORLDS; k++) {
    play(k, k + 1, tally)
    say({ kind: 'world' })
  }
})
