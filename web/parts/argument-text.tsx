/** An argument as text that recomputes: claims underlined by verdict, numbers to move, pictures, and cards in the
 *  margin. */
import { defined } from '../../src/internal.ts'
import { memo, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import type { Geography } from '../../present/charts/index.ts'
import {
  claimsIn,
  drawPicture,
  movableNumber,
  valueTold,
  writtenNumber,
} from '../../present/documents/argument/index.ts'
import type { ArgumentBlock, ArgumentDocument, Inline } from '../../present/documents/argument/index.ts'
import { claimCard, unitWords, verdictChange } from '../../present/words/index.ts'
import type { Case, Diagnostic } from '../../src/internal.ts'
import type { SetNumber } from '../engine.ts'
import { isUnsettled } from '../run-state.ts'
import type { Ran } from '../run-state.ts'
import { ChartView } from './chart-view.tsx'
import { ClaimCardView } from './claim-card.tsx'
import { NumberInText } from './number-in-text.tsx'
import { SIGNS, signsOf, standingName, standingOf, testStanding } from './standing.ts'
import type { Standing } from './standing.ts'
import { TermNamed, Termed } from './term.tsx'

export interface ArgumentTextProps {
  readonly document: ArgumentDocument
  readonly diagnostics: readonly Diagnostic[]
  /** The run that the text speaks of. */
  readonly shown: Ran
  /** The case as it stands in the file: what a number is at. */
  readonly theCase: Case
  readonly baseline: Ran | null
  /** The case as it was opened. */
  readonly original: Case | null
  readonly isChanged: boolean
  readonly isDraft: boolean
  readonly geography: Geography | null
  readonly setNumber: SetNumber
  readonly goTo: ((line: number) => void) | null
  /** What a claim's card offers for the opposite of its verdict; left out where nothing can be asked. */
  readonly opposite?: (claim: string) => React.ReactNode
}

interface Sight extends ArgumentTextProps {
  /** The run before the changes; null where nothing is changed. */
  readonly before: Ran | null
  readonly open: string | null
  readonly setOpen: (claim: string | null) => void
}

export function ArgumentText(props: ArgumentTextProps): React.ReactNode {
  const [open, setOpen] = useState<string | null>(null)
  const sight: Sight = { ...props, open, setOpen, before: props.isChanged ? props.baseline : null }
  return (
    <article className={props.isDraft ? 'argument draft' : 'argument'} aria-busy={props.isDraft}>
      <Legend />
      {props.diagnostics.length > 0 && (
        <div role="alert" className="note">
          The document has faults:
          <ul>
            {props.diagnostics.map(({ line, column, message, help }, k) => (
              <li key={k}>
                line {line}, column {column}: {message}
                {help ? ` (${help})` : ''}
              </li>
            ))}
          </ul>
        </div>
      )}
      {props.document.blocks.map((block, k) => (
        <Block key={k} block={block} sight={sight} />
      ))}
    </article>
  )
}

function Legend(): React.ReactNode {
  return (
    <p className="legend">
      Every <span className="claimed supported">underlined</span> claim is tested: press its mark for the source and
      what would turn it.{' '}
      {(Object.keys(SIGNS) as Standing[]).map((standing) => (
        <span key={standing} className="key">
          <span aria-hidden="true">{SIGNS[standing]}</span>{' '}
          <span className={`claimed ${standing}`}>
            <TermNamed id={standing}>{standingName(standing)}</TermNamed>
          </span>
        </span>
      ))}{' '}
      A claim of several tests that came out apart has a sign for each. Numbers in{' '}
      <span className="dial sample">boxes</span> can be dragged or typed.
    </p>
  )
}

function Block({ block, sight }: { block: ArgumentBlock; sight: Sight }): React.ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as 'h1' | 'h2' | 'h3'
      return (
        <Heading>
          <Inlines of={block.inlines} sight={sight} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <div className="passage">
          <p>
            <Inlines of={block.inlines} sight={sight} />
          </p>
          <Card of={block.inlines} sight={sight} />
        </div>
      )
    case 'list':
      return (
        <div className="passage">
          <ul>
            {block.items.map((item, k) => (
              <li key={k}>
                <Inlines of={item} sight={sight} />
              </li>
            ))}
          </ul>
          <Card of={block.items.flat()} sight={sight} />
        </div>
      )
    case 'chart':
      return <Picture name={block.name} shown={sight.shown} before={sight.before} />
    case 'map':
      return <MapPicture month={block.month} shown={sight.shown} geography={sight.geography} />
  }
}

/** Drawn anew only where the run behind it is another: not at each step of a drag. */
const Picture = memo(function Picture({
  name,
  shown,
  before,
}: {
  name: string
  shown: Ran
  before: Ran | null
}): React.ReactNode {
  const { case: theCase, summary } = shown
  const ghost = before?.summary.arms[0] ?? null
  const sample = drawPicture(name, { case: theCase, summary, size: { width: 400 }, ghost: null })
  if (!sample) return null
  if (isUnsettled(shown) && name === 'changes' && summary.changes.length === 0)
    return (
      <figure className="chart">
        <figcaption>
          <strong>{sample.title}</strong>
        </figcaption>
        <p className="meta">Still counting: it is drawn as soon as there is an answer.</p>
      </figure>
    )
  return (
    <ChartView
      seed={summary.seed}
      draw={(width) => defined(drawPicture(name, { case: theCase, summary, size: { width }, ghost }))}
    />
  )
})

const MapPicture = memo(function MapPicture({
  month,
  shown,
  geography,
}: {
  month: number
  shown: Ran
  geography: Geography | null
}): React.ReactNode {
  const arm = defined(shown.summary.arms[0])
  if (!geography) return null
  return (
    <ChartView
      seed={shown.summary.seed}
      draw={(width) =>
        charts.mapOfControl(arm, geography, Math.min(month, arm.war.line.length - 1), {
          width,
          ...charts.namesIn(shown.case),
        })
      }
    />
  )
})

function Inlines({ of, sight }: { of: readonly Inline[]; sight: Sight }): React.ReactNode {
  return of.map((inline, k) => <One key={k} inline={inline} sight={sight} />)
}

function One({ inline, sight }: { inline: Inline; sight: Sight }): React.ReactNode {
  switch (inline.kind) {
    case 'text':
      return <Termed>{inline.text}</Termed>
    case 'strong':
      return (
        <strong>
          <Inlines of={inline.inlines} sight={sight} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines of={inline.inlines} sight={sight} />
        </em>
      )
    case 'value':
      return <Value name={inline.name} args={inline.args} sight={sight} />
    case 'slider':
      return <Dial id={inline.quantity} sight={sight} />
    case 'claim':
      return <Claim claim={inline.claim} test={inline.test} words={inline.words} sight={sight} />
  }
}

/** A number to move. One that was put into the file since it was opened moves from where it is; one that is no longer
 *  there stands as it was. */
function Dial({ id, sight }: { id: string; sight: Sight }): React.ReactNode {
  const { original, theCase, shown, setNumber } = sight
  const from = [original, theCase].find((one) => one && movableNumber(one, id))
  if (from) return <NumberInText id={id} original={from} theCase={theCase} setNumber={setNumber} />
  const { text, unit } = writtenNumber(shown.case, id)
  return `${text} ${unitWords(unit)}`.trim()
}

/** Where a claim's sentence stands in the page. */
export const sentenceOf = (claim: string): string => `sentence-${claim}`

/** A number of the run; where it moved, the one before beside it. */
function Value({ name, args, sight }: { name: string; args: readonly string[]; sight: Sight }): React.ReactNode {
  const { shown, before } = sight
  const told = valueTold(shown.case, shown.summary, name, args)
  if (told === null && isUnsettled(shown)) return <span className="value">(still counting)</span>
  const text = told ?? 'not told'
  const was = before ? (valueTold(before.case, before.summary, name, args) ?? 'not told') : text
  if (was === text) return <span className="value">{text.replaceAll(' %', '\u00a0%')}</span>
  return (
    <span className="value moved">
      {text} {name !== 'headline' && <span className="was">(was {was})</span>}
    </span>
  )
}

function Claim({
  claim,
  test,
  words,
  sight,
}: {
  claim: string
  /** Which of its tests the words are about; null for all. */
  test: number | null
  words: readonly Inline[] | null
  sight: Sight
}): React.ReactNode {
  const { shown, before, open, setOpen } = sight
  const finding = shown.summary.findings.find((one) => one.claim === claim)
  const standing = test === null ? standingOf(shown, claim) : testStanding(shown, claim, test)
  const name = test === null ? claim : `${claim}.${test + 1}`
  // What changed of a claim in parts stands behind the first of them.
  const isFirst = (test ?? 0) === 0
  const change = isFirst
    ? verdictChange(
        before?.summary.findings.find((one) => one.claim === claim),
        finding,
        sight.isDraft,
        shown.case,
      )
    : null
  const says = shown.case.claims.find(({ id }) => id === claim)?.says ?? claim
  const turned = standing === 'pending' ? null : change
  return (
    <>
      <span id={isFirst ? sentenceOf(claim) : undefined} className={`claimed ${standing}${turned ? ' turned' : ''}`}>
        {words ? <Inlines of={words} sight={sight} /> : says}
      </span>
      <button
        type="button"
        className="mark"
        aria-expanded={open === claim}
        aria-controls={open === claim ? `card-${claim}` : undefined}
        aria-label={`Claim ${name}: ${standingName(standing)}`}
        onClick={() => {
          setOpen(open === claim ? null : claim)
        }}
      >
        {test === null ? signsOf(shown, claim) : SIGNS[standing]} {name}
      </button>
      {turned && <span className="turned-text"> {turned} </span>}
    </>
  )
}

/** The card of the claim that is open, where it stands in this passage. */
function Card({ of, sight }: { of: readonly Inline[]; sight: Sight }): React.ReactNode {
  const { open, setOpen, shown, goTo, opposite } = sight
  if (open === null || !claimsIn(of).includes(open)) return null
  const card = claimCard(shown.case, shown.summary.findings, open)
  return (
    card && (
      <div className="margin">
        <ClaimCardView
          card={card}
          standing={standingOf(shown, open)}
          signs={signsOf(shown, open)}
          opposite={opposite?.(open) ?? null}
          goTo={goTo}
          close={() => {
            setOpen(null)
          }}
        />
      </div>
    )
  )
}
