/** `stability`: which strategic moves of the actors hold, with preferences computed from the case. */
import { defined } from '../../case/defined.ts'
import { wilsonInterval, meanInterval } from '../../math/statistics.ts'
import { stabilityMargins } from '../../methods/stability/margins.ts'
import { preferenceCounts } from '../../methods/stability/probable.ts'
import type { DrawnGame } from '../../methods/stability/probable.ts'
import type { Concept } from '../../methods/stability/solve.ts'
import { DEFAULT_SEED } from '../../run/compile.ts'
import type { Case } from '../../case/types.ts'
import { askedModel } from '../asked-model.ts'
import { scenarioField, seedField, whole } from '../fields.ts'
import { answered, stopped, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { analyseStability, DEFAULT_STABILITY_QUESTION } from './analyse.ts'
import { decidersOf, gameForm, rankedGame } from './game-record.ts'
import type { GameRecord } from './game-record.ts'
import type { GameRow } from './game-rows.ts'
import { stabilityGraph } from './graph.ts'
import { probableRecord } from './probable-record.ts'

export interface StabilityAsk {
  readonly kind: 'stability'
  readonly worlds: number
  readonly scenario: string | null
  readonly seed: number
}

/** A chance is then known within five points of percentage. */
const WORLDS = 400
const MOST_GAME_WORLDS = 100_000
/** A state counts as preferred where it is in more than half of the worlds. */
const THRESHOLD = 0.5

export const stability: Question<StabilityAsk, GameRecord> = {
  kind: 'stability',
  about: ['case'],
  says: 'which strategic moves of the actors hold, every state a scenario that is run',
  fields: {
    worlds: whole('worlds, the same for every state', { least: 1, most: MOST_GAME_WORLDS, fallback: WORLDS }),
    scenario: scenarioField(),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, ask, play) {
    if (theCase.game === null) return wrong('/kind', `case ${theCase.id} has no \`game\`, so nobody moves`)
    const asked = askedModel(theCase, { ...ask, beside: [] })
    if (asked.kind === 'wrong') return asked
    const rows = await play.rows('states', { kind: 'game', model: asked.model }, ask.worlds)
    if (rows === null) return stopped
    const { scenario, seed, worlds } = ask
    return answered({
      version: 1,
      kind: 'game',
      case: theCase.id,
      digest,
      scenario,
      seed,
      worlds,
      ...gameOf(theCase, rows as readonly GameRow[]),
    })
  },
}

type Solved = Omit<GameRecord, 'version' | 'kind' | 'case' | 'digest' | 'scenario' | 'seed' | 'worlds'>

function gameOf(theCase: Case, rows: readonly GameRow[]): Solved {
  const form = gameForm(theCase)
  const states = defined(rows[0]).deal.length
  const column = (sheet: number): Float64Array =>
    Float64Array.from({ length: rows.length * states }, (_, k) =>
      defined(defined(rows[Math.floor(k / states)]).worth[sheet * states + (k % states)]),
    )
  const columns = theCase.scores.map((_, sheet) => column(sheet))
  const means = columns.map((points) =>
    Array.from({ length: states }, (_, s) => meanInterval(rows.map((__, w) => defined(points[w * states + s])))),
  )
  const sheets = decidersOf(theCase).map(({ actor }) => theCase.scores.findIndex((sheet) => sheet.actor === actor))
  const ranked = rankedGame(
    form,
    sheets.map((sheet) => defined(means[sheet]).map(({ estimate }) => estimate)),
  )
  const drawn: DrawnGame = {
    states,
    worlds: rows.length,
    moves: ranked.game.moves,
    worth: sheets.map((sheet) => defined(columns[sheet])),
  }
  const expected = analyseStability(ranked, DEFAULT_STABILITY_QUESTION)
  const prefers = sheets.map((_, i) => Float64Array.from(preferenceCounts(drawn, i), (count) => count / rows.length))
  const margins = stabilityMargins({ states, moves: drawn.moves, prefers, threshold: THRESHOLD })
  return {
    ...form,
    actors: theCase.scores.map(({ actor }, sheet) => ({
      id: defined(theCase.actors[actor]).id,
      name: defined(theCase.actors[actor]).name,
      decides: sheets.includes(sheet),
      veto: theCase.vetoPlayers.includes(actor),
    })),
    states: expected.list.map((state, s) => ({
      ...state,
      deal: wilsonInterval(rows.filter(({ deal }) => defined(deal[s]) > 0).length, rows.length),
      worth: means.map((own) => defined(own[s])),
    })),
    prefers: prefers.map((of) => squared(of, states)),
    probable: probableRecord(drawn, form.deciders, expected.list),
    margins: margins.map((own) => finiteBy(own)),
    expected,
    graph: stabilityGraph(ranked, expected),
  }
}

function squared(of: Float64Array, states: number): number[][] {
  return Array.from({ length: states }, (_, s) => Array.from(of.subarray(s * states, (s + 1) * states)))
}

function finiteBy(own: Readonly<Record<Concept, Float64Array>>): Record<Concept, readonly (number | null)[]> {
  const finite = (concept: Concept): (number | null)[] =>
    Array.from(own[concept], (one) => (Number.isFinite(one) ? one : null))
  return { nash: finite('nash'), gmr: finite('gmr'), smr: finite('smr'), seq: finite('seq'), sseq: finite('sseq') }
}
