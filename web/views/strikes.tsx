/** Why so few packages are left: what strikes them out step by step, each with its line in the file. */
import { defined } from '../../src/internal.ts'
import { useEffect, useState } from 'react'
import { waterfall } from '../../present/charts/index.ts'
import { rough, strikeName } from '../../present/words/index.ts'
import type { ArmSummary, Case, Provenance, Strikes, StrikeStep, Summary } from '../../src/internal.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { LineLink } from '../parts/line-link.tsx'
import { Termed } from '../parts/term.tsx'
import { read, share } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

interface Counted {
  /** The run that it belongs to. */
  readonly summary: Summary
  /** Null where they cannot be counted. */
  readonly strikes: Strikes | null
  readonly why: string
}

/** Asked for when the run is finished, so that it never stands between an edit and its result. */
function useStrikes({ state, actions }: ViewProps): Counted | null {
  const [counted, setCounted] = useState<Counted | null>(null)
  const { isFull, shown } = state
  useEffect(() => {
    if (!isFull || !shown) return
    let isWanted = true
    void actions.strikes().then((strikes) => {
      const [found, why] = typeof strikes === 'string' ? [null, strikes] : [strikes, '']
      if (isWanted && strikes) setCounted({ summary: shown.summary, strikes: found, why })
    })
    return () => {
      isWanted = false
    }
  }, [actions, isFull, shown])
  return counted
}

export function WhatStrikes(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const counted = useStrikes(props)
  const struck = counted?.strikes ?? null
  const says = !counted
    ? 'Counted as soon as the run is finished.'
    : counted.summary === summary
      ? counted.strikes
        ? `Counted in the first ${counted.strikes.worlds} worlds.`
        : `Not counted: ${counted.why}.`
      : 'Of the run before; counted again as soon as this one is finished.'
  return (
    <>
      <h2>What bars the rest</h2>
      <p className="meta" role="status">
        {says}
      </p>
      {struck && <ChartView seed={summary.seed} draw={(width) => waterfall(struck, { width })} />}
      <div className="scroll" role="region" aria-label="Rules, consents and red lines" tabIndex={0}>
        <table className="facts">
          <thead>
            <tr>
              <th scope="col">
                <Termed>Rule, consent or red line</Termed>
              </th>
              <th scope="col">Firm, or given</th>
              <th scope="col">Alone it would strike</th>
              <th scope="col">Giving way alone it brings back</th>
              <th scope="col">In the file</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(theCase, arm, struck).map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.says}</th>
                <td>{row.chance}</td>
                <td>{row.alone}</td>
                <td>{row.last}</td>
                <td>
                  <LineLink line={row.provenance.place.line} actions={props.actions} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface Row {
  readonly key: string
  readonly says: string
  readonly chance: string
  readonly alone: string
  readonly last: string
  readonly provenance: Provenance
}

/** Steps in their order, each actor's red lines below its own; then what the case says and no step asks for. Before the
 *  count, only the latter. */
function rowsOf(theCase: Case, arm: ArmSummary, strikes: Strikes | null): Row[] {
  const steps = strikes?.steps ?? []
  const has = (kind: StrikeStep['kind'], id: string): boolean =>
    steps.some((step) => step.kind === kind && step.id === id)
  const linesOf = (actor: string): Row[] =>
    theCase.redLines
      .filter((line) => defined(theCase.actors[line.actor]).id === actor)
      .map((line) => ({
        key: `red line ${line.id}`,
        says: `${defined(theCase.actors[line.actor]).name}: ${line.says}`,
        chance: firmness(arm.firm[line.id]),
        alone: '',
        last: '',
        provenance: line.provenance,
      }))
  return [
    ...steps.flatMap((step) => [
      stepRow(step, arm, defined(strikes).packages),
      ...(step.kind === 'redLines' ? linesOf(step.id) : []),
    ]),
    ...theCase.consents
      .filter(({ id }) => !has('consent', id))
      .map(({ id, says, provenance }) => ({
        key: `consent ${id}`,
        says,
        chance: chanceOf('given', arm.consents[id]),
        alone: '',
        last: '',
        provenance,
      })),
    ...theCase.actors.filter(({ id }) => !has('redLines', id)).flatMap(({ id }) => linesOf(id)),
  ]
}

/** How often a line bars; one that never does is paid for where it is crossed. */
function firmness(chance: { readonly estimate: number } | undefined): string {
  return chance?.estimate === 0 ? 'bars nothing: crossing it costs points' : chanceOf('firm', chance)
}

/** The run may still be that of the text before, which did not know the name. */
function chanceOf(what: string, chance: { readonly estimate: number } | undefined): string {
  return chance ? `${what} in ${share(chance.estimate)}` : ''
}

function stepRow(step: StrikeStep, arm: ArmSummary, packages: number): Row {
  const { kind, id, provenance } = step
  const count = (part: number | null): string => (part === null ? 'not counted' : rough(part * packages))
  return {
    key: `${kind} ${id}`,
    says: strikeName(step),
    chance: kind === 'consent' ? chanceOf('given', arm.consents[id]) : kind === 'rule' ? 'always' : '',
    alone: count(step.alone),
    last: count(step.last),
    provenance,
  }
}
