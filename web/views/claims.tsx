/** The ledger of what the argument asserts, with what the run says of each row. */
import { defined, encodes } from '../../src/internal.ts'
import { useState } from 'react'
import { findingBounds, findingInterval, grouped } from '../../present/words/index.ts'
import type { Case, Claim, Finding } from '../../src/internal.ts'
import { LineLink } from '../parts/line-link.tsx'
import type { ViewProps } from './view-props.ts'

const SIGNS: Readonly<Record<Finding['verdict'], string>> = {
  supported: '✓',
  contradicted: '✗',
  undecided: '~',
  depends: '⇄',
  untestable: '∅',
}

export function ClaimsView({ state, actions }: ViewProps): React.ReactNode {
  const [search, setSearch] = useState('')
  const { case: theCase, summary } = defined(state.shown)
  const findings = new Map(summary.findings.map((finding) => [finding.claim, finding]))
  const counts = Object.entries(SIGNS).map(
    ([verdict, sign]) =>
      `${sign} ${verdict} ${[...findings.values()].filter((finding) => finding.verdict === verdict).length}`,
  )
  const rows = theCase.claims.filter(({ id, says }) => `${id} ${says}`.toLowerCase().includes(search.toLowerCase()))
  return (
    <section>
      <h1>
        {[...findings.values()].filter(({ verdict }) => verdict === 'supported').length} of {findings.size} claims that
        can be tested are supported
      </h1>
      <p>{counts.join(' · ')}</p>
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
      {rows.length === 0 && <p>No claim matches.</p>}
      <ul className="claims">
        {rows.map((claim) => (
          <Row key={claim.id} claim={claim} theCase={theCase} finding={findings.get(claim.id)} actions={actions} />
        ))}
      </ul>
    </section>
  )
}

function Row({
  claim,
  theCase,
  finding,
  actions,
}: { claim: Claim; theCase: Case; finding: Finding | undefined } & Pick<ViewProps, 'actions'>): React.ReactNode {
  const parts = encodes(theCase, claim.id).filter(({ what }) => what !== 'claim')
  return (
    <li className={`claim ${finding?.verdict ?? 'plain'}`}>
      <h2>
        <span className="id">{claim.id}</span> {claim.says}
      </h2>
      <p className="meta">
        {[claim.kind, ...claim.provenance.source].join(' · ')} ·{' '}
        <LineLink line={claim.provenance.place.line} actions={actions} />
      </p>
      {finding && (
        <p>
          <strong>
            {SIGNS[finding.verdict]} {finding.verdict}
          </strong>{' '}
          {finding.tests.map((test) => testText(test)).join(' · ')}
        </p>
      )}
      {finding?.tests.some(({ flips }) => flips.length > 0) && (
        <details>
          <summary>What turns it round</summary>
          <ul>
            {finding.tests
              .flatMap(({ flips }) => flips)
              .map((flip, k) => (
                <li key={k}>
                  {flip.verdict} under {flip.kind} {flip.id}
                </li>
              ))}
          </ul>
        </details>
      )}
      {claim.rival && (
        <p className="rival">
          <strong>Another reading:</strong> {claim.rival}
        </p>
      )}
      {parts.length > 0 && (
        <details>
          <summary>Where it stands in the file ({parts.length})</summary>
          <ul>
            {parts.map((part, k) => (
              <li key={k}>
                {part.what} {part.id} <LineLink line={part.provenance.place.line} actions={actions} />{' '}
                {part.provenance.source.join('; ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function testText(test: Finding['tests'][number]): string {
  const asked = findingBounds(test)
  return `${findingInterval(test)} of ${grouped(test.n)} worlds${asked ? `, asked: ${asked}` : ''}`
}
