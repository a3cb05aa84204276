/** How long the terms would hold, and what they leave behind were they signed at once. */
import { LEDGER_ENTRIES, baseRateRecord, priorSetSays } from '../../src/internal.ts'
import type { ArmSummary, Case, Explanation, Spreadout } from '../../src/internal.ts'
import { actorNames, ledgerWords, percent, percentWithInterval, rough } from '../../present/words/index.ts'
import { Termed } from '../parts/term.tsx'

interface Props {
  readonly theCase: Case
  readonly explanation: Explanation
  /** The run, for what is left where the fighting goes on. */
  readonly arm: ArmSummary | null
  readonly noDeal: string
}

export function Aftermath(props: Props): React.ReactNode {
  return (
    <>
      <Holds {...props} />
      <Ledger {...props} />
    </>
  )
}

function Holds({ theCase, explanation }: Props): React.ReactNode {
  const { holds } = explanation.aftermath
  if (holds.length === 0)
    return (
      <>
        <h2>How long it would hold</h2>
        <p>The case does not say what makes an agreement last.</p>
      </>
    )
  return (
    <>
      <h2>How long it would hold</h2>
      <div className="scroll" role="region" aria-label="How long it would hold" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Still holds after</th>
              <th scope="col">These terms</th>
              <th scope="col">
                <Termed>A bare peace, with none of their features</Termed>
              </th>
            </tr>
          </thead>
          <tbody>
            {holds.map(({ years, chance, baseRate }) => (
              <tr key={years}>
                <th scope="row">{years === 1 ? 'a year' : `${years} years`}</th>
                <td className="whole">{shares(chance)}</td>
                <td className="whole">{shares(baseRate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">
        Mean over all worlds, with nine worlds of ten. “Durability” has the bare peace of those worlds alone in which a
        deal comes, so that it differs a little. What it comes from:{' '}
        {baseRateRecord(theCase) || 'the case names no record'}.{' '}
        <Termed>{`The record cannot tell what guarantees or peacekeepers do; their effect is mostly the belief of a prior set, here ${priorSetSays(theCase)}.`}</Termed>
      </p>
    </>
  )
}

const shares = ({ mean, p05, p95 }: Spreadout): string =>
  `${percent(mean)} (${Math.round(p05 * 100)}–${Math.round(p95 * 100)})`

function Ledger({ theCase, explanation, arm, noDeal }: Props): React.ReactNode {
  const { ledger } = explanation.aftermath
  if (!ledger)
    return (
      <>
        <h2>What it costs</h2>
        <p>The case does not say what an end leaves behind.</p>
      </>
    )
  const names = actorNames(theCase)
  const { war } = theCase
  const sides = {
    attacker: (war && names[theCase.actors[war.attacker.actor]?.id ?? '']) ?? 'the attacker',
    defender: (war && names[theCase.actors[war.defender.actor]?.id ?? '']) ?? 'the defender',
  }
  const without = arm?.ledger.noDeal.entries ?? null
  return (
    <>
      <h2>What it costs</h2>
      <div className="scroll" role="region" aria-label="What it costs" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Left behind</th>
              <th scope="col">Signed in the first month</th>
              {without && <th scope="col">No deal to the end of the run: {noDeal}</th>}
            </tr>
          </thead>
          <tbody>
            {LEDGER_ENTRIES.map((entry) => (
              <tr key={entry}>
                <th scope="row">{ledgerWords(entry, sides)}</th>
                <td>{amounts(ledger.entries[entry])}</td>
                {without && <td>{amounts(without[entry])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">
        Median, with nine worlds of ten. Land taken by force is kept in {percentWithInterval(ledger.kept)}, and its
        keeping recognised in {percentWithInterval(ledger.recognised)} of worlds.
      </p>
    </>
  )
}

const amounts = ({ p05, p50, p95 }: Spreadout): string => `${rough(p50)} [${rough(p05)} to ${rough(p95)}]`
