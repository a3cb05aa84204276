/** The utility plane of one world, with the package that the reader looks at in words. */
import { useEffect, useRef, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import { defined, CONCEPT_NAMES } from '../../src/internal.ts'
import { phraseOf } from '../../present/words/index.ts'
import type { Case, PlanePackage, Strike, WorldPlane } from '../../src/internal.ts'
import type { Actions } from '../model.ts'
import type { PlaneAnswer } from '../protocol.ts'
import { ChartView } from './chart-view.tsx'
import type { ViewProps } from '../views/view-props.ts'
import { LineLink } from './line-link.tsx'
import { WorldChoice } from './world-choice.tsx'

type Drawn = Extract<PlaneAnswer, { kind: 'plane' }>

/** Asks the engine again whenever the text, the scenario, the seed or the world changes; what stood stays until the
 *  answer is there. */
function usePlane({ state, actions }: ViewProps, world: number | null): PlaneAnswer | null {
  const [answer, setAnswer] = useState<PlaneAnswer | null>(null)
  const { case: theCase, place } = state
  useEffect(() => {
    let isWanted = true
    void actions.plane(world).then((found) => {
      if (isWanted && found.kind !== 'dropped') setAnswer(found)
    })
    return () => {
      isWanted = false
    }
  }, [actions, theCase, place.scenario, place.seed, world])
  return answer
}

export function PlaneOfWorld(props: ViewProps): React.ReactNode {
  const { world } = props.state.place
  const setWorld = (chosen: number | null): void => {
    props.actions.show({ world: chosen })
  }
  const answer = usePlane(props, world)
  if (!answer) return <p role="status">Working out the plane of one world…</p>
  switch (answer.kind) {
    case 'plane':
      return (
        <>
          <WorldChoice plane={answer.plane} survey={answer.survey} isMiddle={world === null} choose={setWorld} />
          {answer.plane.actors.length < 2 ? (
            <p role="status">Only one party has to agree, so there is no plane to draw.</p>
          ) : (
            <Plane drawn={answer} seed={props.state.place.seed} actions={props.actions} />
          )}
        </>
      )
    case 'none':
      return <p role="status">The case has no issues, or no scores: no package can be placed.</p>
    case 'dropped':
      return null
    case 'failed':
      return <p role="status">The plane could not be worked out: {answer.message}</p>
  }
}

function Plane({ drawn, seed, actions }: { drawn: Drawn; seed: number; actions: Actions }): React.ReactNode {
  const { case: theCase, plane, survey } = drawn
  const [pair, setPair] = useState<readonly [number, number]>([0, 1])
  const [isCloseUp, setCloseUp] = useState(false)
  const [looked, setLooked] = useState<{ readonly at: WorldPlane; readonly key: string } | null>(null)
  const [across, up] = pair.every((player) => player < plane.actors.length) ? pair : [0, 1]
  const points = pointsOf(theCase, plane)
  const key = looked?.at === plane ? looked.key : (points[0]?.key ?? null)
  const chosen = points.find((point) => point.key === key)
  const rest = useRef('')
  const look = (found: string | undefined): void => {
    if (found !== undefined && found !== key) setLooked({ at: plane, key: found })
  }
  return (
    <>
      <div className="row">
        {plane.actors.length > 2 && <PairChoice theCase={theCase} plane={plane} pair={[across, up]} choose={setPair} />}
        {plane.left.length > 0 && (
          <button type="button" aria-pressed={isCloseUp} onClick={() => setCloseUp(!isCloseUp)}>
            Close-up on what is left
          </button>
        )}
      </div>
      {plane.left.length === 0 && (
        <p role="status">
          Nothing is left in this world: every package meets a rule, a refused consent or a firm red line.
          {survey.left > 0 ? ' Step to another world to see one where something is.' : ''}
        </p>
      )}
      <div className="beside">
        <div
          className="plane"
          onPointerMove={(event) => {
            // A pointer at rest moves nowhere, but browsers tell again what lies under it when the picture is drawn
            // anew.
            const place = `${event.clientX} ${event.clientY}`
            if (place !== rest.current) look(keyAt(event.target))
            rest.current = place
          }}
          onClick={(event) => look(keyAt(event.target))}
        >
          <ChartView
            seed={seed}
            draw={(width) =>
              charts.worldPlane(theCase, plane, { across, up, seed, chosen: key, closeUp: isCloseUp }, { width })
            }
          />
        </div>
        {chosen && (
          <div className="looked-at">
            <PointChoice
              points={points}
              parties={plane.actors.map((actor) => nameOf(theCase, actor)).join(' / ')}
              chosen={chosen}
              look={look}
            />
            <PackageInWords theCase={theCase} plane={plane} point={chosen} actions={actions} />
          </div>
        )}
      </div>
      {plane.actors.length > 2 && plane.left.length > 0 && (
        <ChartView seed={seed} draw={(width) => charts.selectedAcross(theCase, plane, { width })} />
      )}
    </>
  )
}

/** The point under the pointer: marks carry its key. */
function keyAt(target: EventTarget): string | undefined {
  const mark = target instanceof Element ? target.closest('[data-key]') : null
  return mark?.getAttribute('data-key') ?? undefined
}

interface PairChoiceProps {
  readonly theCase: Case
  readonly plane: WorldPlane
  readonly pair: readonly [number, number]
  readonly choose: (pair: readonly [number, number]) => void
}

/** Two different players; choosing one for both swaps them. */
function PairChoice({ theCase, plane, pair: [across, up], choose }: PairChoiceProps): React.ReactNode {
  const select = (label: string, value: number, set: (player: number) => void): React.ReactNode => (
    <label className="field">
      {label}{' '}
      <select value={value} onChange={(event) => set(Number(event.target.value))}>
        {plane.actors.map((actor, player) => (
          <option key={actor} value={player}>
            {nameOf(theCase, actor)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      {select('Across', across, (player) => choose([player, player === up ? across : up]))}
      {select('Up', up, (player) => choose([player === across ? up : across, player]))}
    </>
  )
}

const nameOf = (theCase: Case, id: string): string => theCase.actors.find((actor) => actor.id === id)?.name ?? id

interface Point {
  readonly key: string
  readonly group: 'Solutions' | 'Named in the case' | 'Frontier of what is left' | 'Frontier of what could be'
  readonly name: string
  /** For a list: the points of the parties, and a few words. */
  readonly brief: string
  readonly entry: PlanePackage
  readonly struckBy: readonly Strike[]
}

/** Points of a frontier offered by name: more would be no choice. */
const OFFERED = 300

/** Every point of the plane that can be looked at, the solutions first; a solution shares the key of its point of the
 *  frontier. */
function pointsOf(theCase: Case, plane: WorldPlane): Point[] {
  const names = new Map<number, string[]>()
  const mark = ({ gains }: PlanePackage): string => gains.map(signedPoints).join(' / ')
  const about = ({ options }: PlanePackage): string => {
    const [issue] = theCase.issues
    return issue ? shortened(phraseOf(theCase, issue.id, defined(issue.options[defined(options[0])]).id)) : ''
  }
  for (const { concept, points } of plane.selected)
    for (const point of points) names.set(point, [...(names.get(point) ?? []), defined(CONCEPT_NAMES[concept])])
  const worth = ({ gains }: PlanePackage): string =>
    gains.map((gain, i) => `${nameOf(theCase, defined(plane.actors[i]))} ${signedPoints(gain)}`).join(', ')
  const frontier = (kind: 'left' | 'possible', group: Point['group']): Point[] =>
    plane[kind].slice(0, OFFERED).map((entry, k) => ({
      key: `${kind}:${k}`,
      group,
      name: worth(entry),
      brief: `${mark(entry)}  ${about(entry)}`,
      entry,
      struckBy: [],
    }))
  return [
    ...[...names].map(([point, all]): Point => {
      const entry = defined(plane.left[point])
      return {
        key: `left:${point}`,
        group: 'Solutions',
        name: `${all.join(', ')}: ${worth(entry)}`,
        brief: `${mark(entry)}  ${shortened(all.join(', '))}`,
        entry,
        struckBy: [],
      }
    }),
    ...plane.named.map(
      (entry, k): Point => ({
        key: `named:${entry.id}`,
        group: 'Named in the case',
        name: `${unended(theCase.packages[k]?.says ?? '') || entry.id}: ${worth(entry)}`,
        brief: `${mark(entry)}  ${shortened(unended(theCase.packages[k]?.says ?? '') || entry.id)}`,
        entry,
        struckBy: entry.struckBy,
      }),
    ),
    ...frontier('left', 'Frontier of what is left').filter((_, k) => !names.has(k)),
    ...frontier('possible', 'Frontier of what could be'),
  ]
}

/** Letters of an entry of a list beside its points. */
const ENTRY = 44

function shortened(text: string): string {
  return text.length <= ENTRY ? text : `${text.slice(0, text.lastIndexOf(' ', ENTRY - 1))}…`
}

/** With its sign, to a tenth: what the eye can tell apart on the plane. */
function signedPoints(points: number): string {
  const shown = Math.abs(points).toFixed(1)
  return shown === '0.0' ? '0' : `${points > 0 ? '+' : '−'}${shown}`
}

const GROUPS = ['Solutions', 'Named in the case', 'Frontier of what is left', 'Frontier of what could be'] as const

interface PointChoiceProps {
  readonly points: readonly Point[]
  /** Whose points an entry begins with. */
  readonly parties: string
  readonly chosen: Point
  readonly look: (key: string) => void
}

/** For those who do not point: every point by name, and a walk along the frontier. */
function PointChoice({ points, parties, chosen, look }: PointChoiceProps): React.ReactNode {
  const along = points
    .filter(({ key }) => key.startsWith(chosen.key.startsWith('possible') ? 'possible' : 'left'))
    .sort((a, b) => defined(a.entry.gains[0]) - defined(b.entry.gains[0]))
  return (
    <div className="row">
      <label className="field">
        Package shown, by the points of {parties}{' '}
        <select value={chosen.key} onChange={(event) => look(event.target.value)}>
          {GROUPS.map((group) => (
            <optgroup key={group} label={group}>
              {points
                .filter((point) => point.group === group)
                .map(({ key, brief }) => (
                  <option key={key} value={key}>
                    {brief}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {along.length > 1 && (
        <label className="field">
          Walk along the frontier{' '}
          <input
            type="range"
            min={0}
            max={along.length - 1}
            value={Math.max(0, along.indexOf(chosen))}
            aria-valuetext={chosen.name}
            onChange={(event) => look(defined(along[Number(event.target.value)]).key)}
          />
        </label>
      )}
    </div>
  )
}

interface PackageInWordsProps {
  readonly theCase: Case
  readonly plane: WorldPlane
  readonly point: Point
  readonly actions: Actions
}

function PackageInWords({ theCase, plane, point, actions }: PackageInWordsProps): React.ReactNode {
  const { name, entry, struckBy } = point
  const beats = entry.gains.every((gain) => gain >= 0)
  const loses = plane.actors.filter((_, i) => defined(entry.gains[i]) < 0).map((actor) => nameOf(theCase, actor))
  return (
    <div className="package" role="status" aria-label="The package in words">
      <p>
        <strong>{name}</strong>.{' '}
        {beats ? 'Beats no deal for everybody' : `No deal is better for ${loses.join(' and ')}`}
        {struckBy.length > 0 ? ', and it is struck in this world:' : '.'}
      </p>
      {struckBy.length > 0 && (
        <ul className="items">
          {struckBy.map((strike) => (
            <li key={`${strike.kind} ${strike.id}`}>
              <StrikeInWords theCase={theCase} strike={strike} actions={actions} />
            </li>
          ))}
        </ul>
      )}
      <dl className="terms">
        {theCase.issues.map(({ id, says, options }, issue) => (
          <div key={id}>
            <dt>{unended(says) || id}</dt>
            <dd>{phraseOf(theCase, id, defined(options[defined(entry.options[issue])]).id)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function StrikeInWords({
  theCase,
  strike: { kind, id },
  actions,
}: {
  theCase: Case
  strike: Strike
  actions: Actions
}): React.ReactNode {
  switch (kind) {
    case 'rule': {
      const rule = defined(theCase.rules.find((one) => one.id === id))
      return (
        <>
          Rule: {rule.says || id} <LineLink line={rule.provenance.place.line} actions={actions} />
        </>
      )
    }
    case 'redLine': {
      const line = defined(theCase.redLines.find((one) => one.id === id))
      return (
        <>
          Red line of {defined(theCase.actors[line.actor]).name}: {line.says || id}{' '}
          <LineLink line={line.provenance.place.line} actions={actions} />
        </>
      )
    }
    case 'foothold':
      return <>{theCase.war?.foothold?.name ?? id} is lost, and these terms need it held.</>
  }
}

const unended = (says: string): string => says.replace(/\.$/, '')
