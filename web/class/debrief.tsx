/** What was agreed beside the frontier that the sheets make: opened when the round is over. */
import { useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import type { Case, FrontierRecord } from '../../src/internal.ts'
import { ChartView } from '../parts/chart-view.tsx'
import type { Sheet } from './protocol.ts'
import { short, worthOn } from './round.ts'
import type { Entry } from './round.ts'

interface Props {
  readonly theCase: Case
  readonly sheets: readonly Sheet[]
  readonly record: FrontierRecord
  readonly agreed: Extract<Entry, { kind: 'proposal' }> | null
  /** Whether the last proposal was neither accepted nor refused. */
  readonly isOpenProposal: boolean
  readonly seed: number
}

export function Debrief(props: Props): React.ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        {isOpen ? 'Close the debrief' : 'Open the debrief: it shows every sheet’s worth'}
      </button>
      {isOpen && <Opened {...props} />}
    </>
  )
}

function Opened({ theCase, sheets, record, agreed, isOpenProposal, seed }: Props): React.ReactNode {
  const utilities = agreed === null ? null : sheets.map((sheet) => worthOn(sheet, chosenOf(theCase, agreed.terms)))
  const missing = utilities === null ? 0 : short(record.frontier, utilities)
  return (
    <>
      {utilities === null ? (
        <p>
          {isOpenProposal
            ? 'A proposal is still open: until it is accepted everybody is left with no deal.'
            : 'Nothing was agreed: everybody is left with no deal.'}
        </p>
      ) : (
        <>
          <ul className="items">
            {sheets.map(({ actor, name, noDeal }, k) => (
              <li key={actor}>
                <strong>{name}</strong> {(utilities[k] ?? 0).toFixed(1)} points, {signed((utilities[k] ?? 0) - noDeal)}{' '}
                over no deal
              </li>
            ))}
          </ul>
          <p>
            {missing === 0
              ? 'No package gives every party more: what was agreed is on the Pareto frontier.'
              : `Some package gives every party at least ${missing.toFixed(1)} points more: so much was left on the table.`}
          </p>
        </>
      )}
      {sheets.length > 1 && (
        <ChartView
          seed={seed}
          draw={(width) =>
            charts.domainPlane(record, 0, 1, {
              width,
              ...(utilities ? { agreed: { name: 'What was agreed', utilities } } : {}),
            })
          }
        />
      )}
      <p className="meta">
        Points are means over worlds, rounded to a tenth. Rules, consents and red lines are left out here; “Build a
        deal” has them.
      </p>
    </>
  )
}

function chosenOf(theCase: Case, terms: Readonly<Record<string, string>>): number[] {
  return theCase.issues.map(({ id, options }) => options.findIndex((one) => one.id === terms[id]))
}

function signed(points: number): string {
  const shown = Math.abs(points).toFixed(1)
  return points < 0 ? `−${shown}` : `+${shown}`
}
