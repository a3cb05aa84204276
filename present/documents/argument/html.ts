/** An argument as HTML: the text with its claims marked, and beside them what a reader would ask. Everything that came
 *  from a case or a document is escaped. */
import { defined } from '../../../src/internal.ts'
import type { Case, Finding, Summary } from '../../../src/internal.ts'
import { mapOfControl, namesIn } from '../../charts/index.ts'
import type { Chart, Geography, Size } from '../../charts/index.ts'
import {
  claimCard,
  PENDING_SIGN,
  unitWords,
  UNTESTED_SIGN,
  VERDICT_SIGNS,
  verdictHead,
  verdictSigns,
} from '../../words/index.ts'
import type { ClaimCard } from '../../words/index.ts'
import { escapeHtml } from '../escape.ts'
import { termLinks } from '../term-links.ts'
import type { TermLinks } from '../term-links.ts'
import { drawPicture } from './pictures.ts'
import { writtenNumber } from './numbers.ts'
import type { ArgumentBlock, ArgumentDocument, Inline } from './types.ts'
import { valueText } from './values.ts'

export interface ArgumentSight {
  readonly case: Case
  readonly summary: Summary
  /** The case's map, where there is one. */
  readonly geography: Geography | null
}

const WIDE = 680
const NARROW = 328

/** The blocks of an argument, each as HTML. */
export function argumentHtml(document: ArgumentDocument, sight: ArgumentSight): string {
  const terms = termLinks()
  const blocks = document.blocks.map((block) => blockHtml(block, { ...sight, terms })).join('\n')
  return `${blocks}\n${terms.entries()}`
}

interface Writing extends ArgumentSight {
  readonly terms: TermLinks
}

function blockHtml(block: ArgumentBlock, sight: Writing): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inlinesHtml(block.inlines, sight)}</h${block.level}>`
    case 'paragraph':
      return `<p>${inlinesHtml(block.inlines, sight)}</p>${cardsHtml(block.inlines, sight)}`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inlinesHtml(item, sight)}</li>`).join('')}</ul>${cardsHtml(block.items.flat(), sight)}`
    case 'chart':
      return chartHtml(
        (size) => drawPicture(block.name, { case: sight.case, summary: sight.summary, size, ghost: null }),
        sight.terms,
      )
    case 'map':
      return chartHtml((size) => drawMap(sight, block.month, size), sight.terms)
  }
}

function drawMap({ case: theCase, summary, geography }: Writing, month: number, size: Size): Chart | null {
  const arm = defined(summary.arms[0])
  return geography
    ? mapOfControl(arm, geography, Math.min(month, arm.war.line.length - 1), { ...size, ...namesIn(theCase) })
    : null
}

function chartHtml(draw: (size: Size) => Chart | null, terms: TermLinks): string {
  const wide = draw({ width: WIDE })
  if (!wide) return ''
  return `<figure><figcaption><strong>${terms.html(wide.title)}.</strong> ${terms.html(wide.caption)}</figcaption><div class="wide">${wide.svg}</div><div class="narrow">${defined(draw({ width: NARROW })).svg}</div><p class="meta">${terms.html(wide.source)}</p></figure>`
}

function inlinesHtml(inlines: readonly Inline[], sight: Writing): string {
  return inlines.map((inline) => inlineHtml(inline, sight)).join('')
}

function inlineHtml(inline: Inline, sight: Writing): string {
  switch (inline.kind) {
    case 'text':
      return sight.terms.html(inline.text)
    case 'strong':
      return `<strong>${inlinesHtml(inline.inlines, sight)}</strong>`
    case 'emphasis':
      return `<em>${inlinesHtml(inline.inlines, sight)}</em>`
    case 'value': {
      const text = valueText(sight.case, sight.summary, inline.name, inline.args)
      return `<span class="value">${escapeHtml(text.replaceAll(' %', '\u00a0%'))}</span>`
    }
    case 'slider': {
      const { text, unit } = writtenNumber(sight.case, inline.quantity)
      return `<span class="value">${escapeHtml(`${text} ${unitWords(unit)}`.trim())}</span>`
    }
    case 'claim': {
      const card = defined(claimCard(sight.case, sight.summary.findings, inline.claim))
      const words = inline.words ? inlinesHtml(inline.words, sight) : escapeHtml(card.says)
      const part = inline.test === null ? undefined : card.finding?.tests[inline.test]
      const standing = standingOf(part ?? card.finding, sight)
      const mark = part && inline.test !== null ? testMark(card.id, inline.test, standing) : markText(card, sight)
      return `<span class="said ${standing}">${words}</span><sup class="mark">${mark}</sup>`
    }
  }
}

type Standing = Finding['verdict'] | 'untested' | 'pending'

/** Of a run that was broken off, what could not be tested is not counted yet. */
function standingOf(finding: Pick<Finding, 'verdict'> | null, { summary }: ArgumentSight): Standing {
  if (!finding) return 'untested'
  return summary.partial && finding.verdict === 'untestable' ? 'pending' : finding.verdict
}

const SIGNS: Readonly<Record<Standing, string>> = {
  ...VERDICT_SIGNS,
  untested: UNTESTED_SIGN,
  pending: PENDING_SIGN,
}

function markText(card: ClaimCard, sight: ArgumentSight): string {
  const { id, finding } = card
  const standing = standingOf(finding, sight)
  return escapeHtml(`${finding && standing === finding.verdict ? verdictSigns(finding) : SIGNS[standing]} ${id}`)
}

/** One test of a claim, as `C2.1`. */
function testMark(id: string, test: number, standing: Standing): string {
  return escapeHtml(`${SIGNS[standing]} ${id}.${test + 1}`)
}

/** Claims of a stretch of text, those within emphasis as well. */
export function claimsIn(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    if (inline.kind === 'claim') return [inline.claim, ...(inline.words ? claimsIn(inline.words) : [])]
    return inline.kind === 'strong' || inline.kind === 'emphasis' ? claimsIn(inline.inlines) : []
  })
}

function cardsHtml(inlines: readonly Inline[], sight: Writing): string {
  return [...new Set(claimsIn(inlines))]
    .map((id) => cardHtml(defined(claimCard(sight.case, sight.summary.findings, id)), sight))
    .join('')
}

function cardHtml(card: ClaimCard, sight: ArgumentSight): string {
  const { finding, tests, note, sources, rival, turns, line } = card
  const counted = standingOf(finding, sight) === 'pending' ? 'not counted yet' : finding && verdictHead(finding)
  const verdict = counted ?? 'no run can test it'
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `<p>${title}</p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
  return (
    `<details class="card"><summary>${markText(card, sight)} ${escapeHtml(verdict)}</summary><p>${escapeHtml(card.says)}</p>` +
    list(
      'What the run says',
      tests.map(({ verdict: one, text }) => escapeHtml(`${VERDICT_SIGNS[one]} ${text}`)),
    ) +
    (note ? `<p>How it is read: ${escapeHtml(note)}.</p>` : '') +
    list(
      'Source',
      sources.map(({ cited, title }) => escapeHtml(title ? `${cited}: ${title}` : cited)),
    ) +
    (rival ? `<p><strong>Another reading.</strong> ${escapeHtml(rival)}</p>` : '') +
    list('What would turn it', turns.map(escapeHtml)) +
    `<p class="meta">Line ${line} of the case file</p></details>`
  )
}
