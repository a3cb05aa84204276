/** Stability: which strategic moves hold, with preferences computed from the case. */
import { useEffect, useMemo, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import {
  CONCEPT_TITLES,
  percentWithInterval,
  probableLines,
  walkText,
  whySentences,
} from '../../present/words/index.ts'
import { defined, expectedGame, STABILITY_CONCEPTS, whyStability } from '../../src/internal.ts'
import type { AskedConcept, GameRecord } from '../../src/internal.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { Termed, Terms } from '../parts/term.tsx'
import { isOld, useAnalysis } from '../use-analysis.ts'
import { read, share } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

/** Worlds of the first answer, which starts by itself, and of the one that is asked for. */
const FIRST_WORLDS = 64
const GOOD_WORLDS = 400

export function StabilityView(props: ViewProps): React.ReactNode {
  const { state, actions } = props
  const { theCase } = read(props)
  const analysis = useAnalysis('stability', `stability ${defined(props.state.case).id}`)
  const { answer, progress, isBusy, problem } = analysis
  const ask = (worlds: number): void => {
    const asked = actions.asked()
    if (asked) analysis.ask({ asked, worlds })
  }
  const { isFull } = state
  useEffect(() => {
    if (isFull && analysis.of === null && !isBusy && problem === null) ask(FIRST_WORLDS)
    // Asked once: what follows is the reader's.
  }, [isFull])
  const record = answer?.record
  const old = analysis.of !== null && isOld(analysis.of.asked, actions.asked())
  return (
    <section>
      <h1>Which moves hold</h1>
      <p>{defined(theCase.game).says}</p>
      <ul className="items">
        {defined(theCase.game).options.map(({ id, says, actor, choices }) => (
          <li key={id}>
            <strong>{defined(theCase.actors[actor]).name}</strong>: {says}{' '}
            {choices.map((choice) => `“${choice.says.replace(/\.$/, '')}”`).join(' or ')}.
          </li>
        ))}
      </ul>
      <p role="status" className="meta">
        {isBusy
          ? `Running every state${progress ? `, ${progress.done} of ${progress.count} worlds` : ''} …`
          : (problem ??
            (!record ? (
              isFull ? (
                ''
              ) : (
                'The states are run as soon as the answer above is whole.'
              )
            ) : (
              <Termed>{`${record.states.length} states, each run on the same ${record.worlds} worlds.`}</Termed>
            )))}
        {old && !isBusy ? ' Of the file before the last change.' : ''}
      </p>
      {!isBusy && (
        <button
          type="button"
          className="primary"
          onClick={() => {
            ask(record ? GOOD_WORLDS : FIRST_WORLDS)
          }}
        >
          {old ? 'Run the states again' : record ? 'More worlds' : 'Run the states'}
        </button>
      )}
      {record && <Found record={record} />}
    </section>
  )
}

/** A state by its number and by what is otherwise in it than now: `5: aid resumes in full`. */
function stateWords({ states, options, now }: GameRecord, id: number): string {
  if (id === now) return `${id}: as things stand`
  const [here, there] = [id, now].map((one) => defined(states[one - 1]).choices)
  const changed = options.flatMap((option) => {
    const chosen = here?.[option.id]
    if (chosen === undefined || chosen === there?.[option.id]) return []
    return [option.choices.find((one) => one.id === chosen)?.says.replace(/\.$/, '') ?? chosen]
  })
  return `${id}: ${changed.join('; ') || defined(states[id - 1]).label}`
}

/** The graph with bare numbers: the table below says what they are. */
function byNumber(graph: NonNullable<GameRecord['graph']>): NonNullable<GameRecord['graph']> {
  return { ...graph, states: graph.states.map((state) => ({ ...state, label: '' })) }
}

/** Concepts of the choice, with what each asks of a state. */
const CONCEPTS_EXPLAINED = ['nash', 'gmr', 'smr', 'seq', 'sseq']

function Found({ record }: { readonly record: GameRecord }): React.ReactNode {
  const [chosen, setChosen] = useState(record.now)
  const [concept, setConcept] = useState<AskedConcept>('seq')
  const { graph } = record
  const choose = (state: number): void => {
    setChosen(state)
    // Its story stands between the graph and the table: from either it may be out of sight.
    requestAnimationFrame(() => document.getElementById('state-story')?.scrollIntoView({ block: 'nearest' }))
  }
  const clicked = (event: React.MouseEvent): void => {
    const state = (event.target as Element).closest('[data-state]')?.getAttribute('data-state')
    if (state) choose(Number(state))
  }
  return (
    <>
      <p className="asking">
        <label className="field">
          Concept
          <select
            value={concept}
            onChange={(event) => {
              setConcept(event.target.value as AskedConcept)
            }}
          >
            {STABILITY_CONCEPTS.filter((one) => one !== 'sim').map((one) => (
              <option key={one} value={one}>
                {CONCEPT_TITLES[one]}
              </option>
            ))}
          </select>
        </label>
        <span className="meta">
          What each means: <Terms of={CONCEPTS_EXPLAINED} />
        </span>
      </p>
      {graph && (
        <div
          className="wide game"
          tabIndex={0}
          role="group"
          aria-label="Graph of the game"
          onClick={clicked}
          style={{ overflowX: 'auto' }}
        >
          <style>{`.game g[data-state="${chosen}"] { filter: drop-shadow(0 0 4px var(--link)); }`}</style>
          <ChartView
            seed={record.seed}
            draw={(width) => defined(charts.stabilityGraphChart(byNumber(graph), { width }))}
          />
        </div>
      )}
      <Story record={record} concept={concept} state={chosen} />
      <Walk record={record} choose={choose} />
      <States record={record} concept={concept} chosen={chosen} choose={choose} />
    </>
  )
}

interface StatesProps {
  readonly record: GameRecord
  readonly concept: AskedConcept
  readonly chosen: number
  readonly choose: (state: number) => void
}

function States({ record, concept, chosen, choose }: StatesProps): React.ReactNode {
  const { states, actors, probable, expected } = record
  const by = (one: AskedConcept): readonly number[] =>
    expected.concepts.find((each) => each.concept === one)?.equilibria ?? []
  return (
    <>
      <p className="meta">
        Points are each one’s own and do not compare between columns. Those of{' '}
        {actors
          .filter(({ veto }) => !veto)
          .map(({ name }) => name)
          .join(' and ') || 'nobody'}{' '}
        are of the deal while the peace holds, and of no deal otherwise.
      </p>
      <div tabIndex={0} role="region" aria-label="States of the game" style={{ overflowX: 'auto' }}>
        <table>
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Deal</th>
              {actors.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">Nobody would leave it</th>
              <th scope="col">By expected points</th>
            </tr>
          </thead>
          <tbody>
            {states.map(({ id, deal, worth }, s) => (
              <tr key={id} className={id === chosen ? 'chosen' : ''}>
                <th scope="row" style={{ minWidth: '16em' }}>
                  <button
                    type="button"
                    aria-pressed={id === chosen}
                    onClick={() => {
                      choose(id)
                    }}
                  >
                    {stateWords(record, id)}
                  </button>
                </th>
                <td>{share(deal.estimate)}</td>
                {worth.map(({ estimate }, k) => (
                  <td key={defined(actors[k]).id}>{estimate.toFixed(1)}</td>
                ))}
                <td>
                  {percentWithInterval(
                    defined(defined(probable.states[s]).verdicts.find((one) => one.concept === concept)).equilibrium,
                  )}
                </td>
                <td>
                  {STABILITY_CONCEPTS.filter((one) => by(one).includes(id))
                    .map((one) => one.toUpperCase())
                    .join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Why a state holds, or does not, for each decider by expected points; how surely; and what would turn it. */
function Story({
  record,
  concept,
  state,
}: {
  readonly record: GameRecord
  readonly concept: AskedConcept
  readonly state: number
}): React.ReactNode {
  const compiled = useMemo(() => expectedGame(record), [record])
  const [head, ...turns] = probableLines(
    { worlds: record.worlds, states: [defined(record.probable.states[state - 1])] },
    concept,
    String,
  )
  return (
    <section aria-live="polite" id="state-story">
      <h2>State {stateWords(record, state)}</h2>
      <p>{head}</p>
      {turns.length > 0 && (
        <ul className="items">
          {turns.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {record.deciders.map((decider, i) => {
        const why = whyStability(compiled, { decider: i, state: state - 1, concept })
        return (
          <p key={decider}>
            {why
              ? whySentences(why, String)
                  .map((line) => line.trim())
                  .join(' ')
              : ''}
          </p>
        )
      })}
    </section>
  )
}

/** The walk from where things stand to each sequential equilibrium, a step at a time. */
function Walk({
  record,
  choose,
}: {
  readonly record: GameRecord
  readonly choose: (state: number) => void
}): React.ReactNode {
  const { statusQuo } = record.expected
  const name = String
  const paths = statusQuo?.paths.filter(({ to }) => to !== statusQuo.from) ?? []
  if (paths.length === 0) return null
  return (
    <>
      <h2>From where things stand</h2>
      {paths.map(({ to, byMoves, byImprovements }) => {
        const walk = byImprovements ?? byMoves
        if (!walk) return <p key={to}>State {stateWords(record, to)} is out of reach.</p>
        return (
          <div key={to}>
            <p>
              To state {stateWords(record, to)}:{' '}
              {byImprovements
                ? 'each move for the good of whoever makes it'
                : 'not every move for the good of whoever makes it'}
              : {walkText(walk, name)}.
            </p>
            <ol>
              {walk.map((step) => (
                <li key={step.to}>
                  <button
                    type="button"
                    onClick={() => {
                      choose(step.to)
                    }}
                  >
                    {step.mover} to state {stateWords(record, step.to)}
                  </button>
                </li>
              ))}
            </ol>
          </div>
        )
      })}
    </>
  )
}
