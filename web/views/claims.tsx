/** The ledger of what the argument asserts, with what the run says of each row. */
import { defined } from '../../src/internal.ts'
import { useState } from 'react'
import { claimCard, isMixed, verdictHead } from '../../present/words/index.ts'
import type { Case, Claim } from '../../src/internal.ts'
import { LineLink } from '../parts/line-link.tsx'
import { OppositeVerdict } from '../parts/opposite-verdict.tsx'
import { Sources } from '../parts/sources.tsx'
import { SIGNS, signsOf, standingName, standingOf as standingIn } from '../parts/standing.ts'
import type { Standing } from '../parts/standing.ts'
import { Terms } from '../parts/term.tsx'
import type { Ran } from '../run-state.ts'
import { read, unbroken } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

const MEANS: Readonly<Record<Standing, string>> = {
  supported: 'every test came out as the claim needs it',
  contradicted: 'a test came out against it',
  undecided: 'the number is too near to what it is held against',
  depends: 'another explanation or scenario turns it',
  untestable: 'too few worlds to tell',
  pending: 'the worlds that tell are still being counted',
  untested: 'the case gives no test: a run says nothing of it',
}

export function ClaimsView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const [search, setSearch] = useState('')
  const [only, setOnly] = useState<Standing | null>(null)
  const shown = defined(props.state.shown)
  const standingOf = ({ id }: Claim): Standing => standingIn(shown, id)
  const count = (standing: Standing): number => theCase.claims.filter((claim) => standingOf(claim) === standing).length
  const rows = theCase.claims
    .filter((claim) => only === null || standingOf(claim) === only)
    .filter(({ id, says }) => `${id} ${says}`.toLowerCase().includes(search.toLowerCase()))
  const untested = count('untested')
  const inPart = summary.findings.filter(
    (finding) => isMixed(finding) && finding.tests.some(({ verdict }) => verdict === 'supported'),
  ).length
  return (
    <section>
      <h1>
        {count('pending') > 0
          ? `${count('pending')} of ${summary.findings.length} claims that can be tested are not counted yet`
          : `${count('supported')} of ${summary.findings.length} claims that can be tested are supported${inPart > 0 ? `, ${inPart} more in part` : ''}`}
        {untested > 0 && `; ${untested} more are untested`}
      </h1>
      <fieldset className="verdicts">
        <legend>Show</legend>
        <Only label={`all ${theCase.claims.length}`} isOn={only === null} choose={() => setOnly(null)} />
        {(Object.keys(MEANS) as Standing[])
          .filter((standing) => count(standing) > 0)
          .map((standing) => (
            <Only
              key={standing}
              label={`${SIGNS[standing]} ${standingName(standing)} ${count(standing)}`}
              means={MEANS[standing]}
              isOn={only === standing}
              choose={() => setOnly(only === standing ? null : standing)}
            />
          ))}
      </fieldset>
      <label className="field">
        Search{' '}
        <input
          id="search-claims"
          type="search"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
          }}
        />
      </label>
      {only !== null && (
        <p className="meta">
          {standingName(only)}: {MEANS[only]}.
        </p>
      )}
      {only === null && (
        <p className="meta">
          What the verdicts mean:{' '}
          <Terms of={(Object.keys(MEANS) as Standing[]).filter((one) => one !== 'pending' && count(one) > 0)} />.
        </p>
      )}
      {rows.length === 0 && <p>No claim matches.</p>}
      <ul className="claims">
        {rows.map((claim) => (
          <Row
            key={claim.id}
            claim={claim}
            theCase={theCase}
            shown={shown}
            actions={props.actions}
            standing={standingOf(claim)}
          />
        ))}
      </ul>
    </section>
  )
}

interface OnlyProps {
  readonly label: string
  readonly means?: string
  readonly isOn: boolean
  readonly choose: () => void
}

function Only({ label, means, isOn, choose }: OnlyProps): React.ReactNode {
  return (
    <button type="button" aria-pressed={isOn} title={means} onClick={choose}>
      {label}
    </button>
  )
}

interface RowProps extends Pick<ViewProps, 'actions'> {
  readonly claim: Claim
  readonly theCase: Case
  readonly shown: Ran
  readonly standing: Standing
}

function Row({ claim, theCase, shown, standing, actions }: RowProps): React.ReactNode {
  const card = defined(claimCard(theCase, shown.summary.findings, claim.id))
  return (
    <li className={`claim ${standing}`}>
      <h2>
        <span className="id">{claim.id}</span> {claim.says}
      </h2>
      <p className="verdict">
        <strong>
          {signsOf(shown, claim.id)}{' '}
          {card.finding && standing !== 'pending' ? verdictHead(card.finding) : standingName(standing)}
        </strong>
        {standing === 'untested' && `: ${MEANS.untested}`}
      </p>
      {card.tests.length > 0 && standing !== 'pending' && (
        <ul className="tests">
          {card.tests.map(({ verdict, text }, k) => (
            <li key={k}>
              <span role="img" aria-label={verdict}>
                {SIGNS[verdict]}
              </span>{' '}
              {unbroken(text)}
            </li>
          ))}
        </ul>
      )}
      {card.note && <p className="meta">How it is read: {card.note}.</p>}
      {card.turns.length > 0 && standing !== 'pending' && (
        <details>
          <summary>Under which explanation or scenario it turns</summary>
          <ul>
            {card.turns.map((turn) => (
              <li key={turn}>{turn}</li>
            ))}
          </ul>
        </details>
      )}
      <OppositeVerdict claim={claim.id} shown={shown} actions={actions} />
      {claim.rival && (
        <p className="rival">
          <strong>Another reading:</strong> {claim.rival}
        </p>
      )}
      <p className="meta">
        {claim.kind} · <Sources theCase={theCase} cited={claim.provenance.source} /> ·{' '}
        <LineLink line={claim.provenance.place.line} actions={actions} />
      </p>
      {card.parts.length > 0 && (
        <details>
          <summary>Where it stands in the file ({card.parts.length})</summary>
          <ul>
            {card.parts.map(({ what, line }, k) => (
              <li key={k}>
                {what} <LineLink line={line} actions={actions} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
