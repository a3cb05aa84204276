/** Rival hypotheses against the evidence, with items and groups to drop: the posterior follows at once. */
import { useMemo, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import { assumptionLabel, optionLabel, setLabel } from '../../present/words/index.ts'
import { defined, DEFAULT_SCALE, evidenceTablesOf, weigh } from '../../src/internal.ts'
import type { Case, EvidenceRecord, EvidenceTable } from '../../src/internal.ts'
import { ChartView } from '../parts/chart-view.tsx'

/** Draws of likelihoods that are ranges. */
const DRAWS = 400

export function Weighing({ theCase, seed }: { readonly theCase: Case; readonly seed: number }): React.ReactNode {
  const tables = useMemo(() => evidenceTablesOf(theCase).filter(({ items }) => items.length > 0), [theCase])
  const [chosen, setChosen] = useState('')
  const [dropped, setDropped] = useState<readonly string[]>([])
  const table = tables.find(({ name }) => name === chosen) ?? tables[0]
  const whole = useMemo(() => (table ? weighed(table, seed) : null), [table, seed])
  const record = useMemo(() => (table ? weighed(without(table, dropped), seed) : null), [table, dropped, seed])
  if (!table || !whole || !record) return null
  const groups = [...new Set(table.items.map(({ group }) => group).filter((group) => group !== ''))]
  const toggle = (names: readonly string[], isDropped: boolean): void => {
    setDropped(isDropped ? [...new Set([...dropped, ...names])] : dropped.filter((name) => !names.includes(name)))
  }
  return (
    <>
      <h2>Drop what you doubt</h2>
      {tables.length > 1 && (
        <label className="field">
          Explanations
          <select
            value={table.name}
            onChange={(event) => {
              setChosen(event.target.value)
              setDropped([])
            }}
          >
            {tables.map(({ name }) => (
              <option key={name} value={name}>
                {setLabel(theCase, name)}
              </option>
            ))}
          </select>
        </label>
      )}
      <p role="status">{posteriors(inWords(theCase, whole), inWords(theCase, record), dropped.length)}</p>
      {feeds(theCase, record)}
      {record.items.length > 0 && (
        <ChartView seed={seed} draw={(width) => charts.achMatrix(inWords(theCase, record), { width })} />
      )}
      <fieldset>
        <legend>What is left out</legend>
        {groups.map((group) => {
          const names = table.items.filter((item) => item.group === group).map(({ name }) => name)
          return (
            <Drop key={group} says={`all of the group “${group}”`} names={names} dropped={dropped} toggle={toggle} />
          )
        })}
        {table.items.map(({ name, says }) => (
          <Drop key={name} says={says || name} names={[name]} dropped={dropped} toggle={toggle} />
        ))}
      </fieldset>
    </>
  )
}

interface DropProps {
  readonly says: string
  readonly names: readonly string[]
  readonly dropped: readonly string[]
  readonly toggle: (names: readonly string[], isDropped: boolean) => void
}

function Drop({ says, names, dropped, toggle }: DropProps): React.ReactNode {
  return (
    <label className="drop">
      <input
        type="checkbox"
        checked={names.every((name) => dropped.includes(name))}
        onChange={(event) => {
          toggle(names, event.target.checked)
        }}
      />{' '}
      {says}
    </label>
  )
}

function weighed(table: EvidenceTable, seed: number): EvidenceRecord {
  return weigh(table, { rule: { kind: 'strongest' }, scale: DEFAULT_SCALE, draws: DRAWS, seed })
}

function without(table: EvidenceTable, dropped: readonly string[]): EvidenceTable {
  return { ...table, items: table.items.filter(({ name }) => !dropped.includes(name)) }
}

/** A record with its explanations as the case says them. */
function inWords(theCase: Case, record: EvidenceRecord): EvidenceRecord {
  const hypotheses = record.hypotheses.map((one) => ({ ...one, name: optionLabel(theCase, record.name, one.name) }))
  return { ...record, hypotheses, name: setLabel(theCase, record.name) }
}

const share = (p: number | null): string => (p === null ? 'excluded' : `${Math.round(100 * p)} %`)

function posteriors(whole: EvidenceRecord, record: EvidenceRecord, dropped: number): string {
  const parts = record.hypotheses.map(({ name, posterior }, h) => {
    const before = defined(whole.hypotheses[h]).posterior
    return dropped === 0 ? `“${name}” ${share(posterior)}` : `“${name}” ${share(posterior)} instead of ${share(before)}`
  })
  return `${dropped === 0 ? 'With everything' : `Without ${dropped === 1 ? 'one item' : `${dropped} items`}`}: ${parts.join(', ')}.`
}

function feeds(theCase: Case, { feeds: numbers, name }: EvidenceRecord): React.ReactNode {
  return (
    <p className="meta">
      {numbers === null || numbers.length === 0
        ? `No number of the case depends on which of them holds, so “${setLabel(theCase, name)}” changes no result beside its own claims.`
        : `${numbers.length === 1 ? 'One number depends' : `${numbers.length} numbers depend`} on which of them holds: ${numbers.map((id) => assumptionLabel(theCase, id)).join('; ')}.`}
    </p>
  )
}
