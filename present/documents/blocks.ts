/** What a report is made of, whatever it is rendered to. */
import * as charts from '../charts/index.ts'
import type { Chart, Geography, Size, World } from '../charts/index.ts'
import { defined, baseRateRecord } from '../../src/internal.ts'
import {
  actorNames,
  answerOf,
  briefLines,
  endsText,
  headline,
  questionOf,
  readingsLeftOut,
  stepNames,
  testSentence,
  testsOf,
  verdictHead,
  verdictSigns,
  warRecordText,
  whyText,
} from '../words/index.ts'
import type { ArmSummary, Case, Claim, Finding, Givers, Strikes, Summary, WorldPlane } from '../../src/internal.ts'

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'chart'; readonly chart: Chart; readonly narrow: Chart }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'plain'; readonly text: string }

/** What a report shows beside the numbers of a run; what is null is left out. */
export interface Extras {
  /** The case's map. */
  readonly geography: Geography | null
  /** The countries of the world; without them givers are a table alone. */
  readonly world: World | null
  readonly strikes: Strikes | null
  /** The plane of one world of the run. */
  readonly plane: WorldPlane | null
  /** An address of the case as it was run; left out where there is none. */
  readonly link?: string
  /** Why there are no strikes or no plane, where that is not for want of packages. */
  readonly tooMany?: string
}

export const NO_EXTRAS: Extras = { geography: null, world: null, strikes: null, plane: null }

/** Width that charts of a report are drawn for: a page of A4 with its margins. */
const WIDTH = 680
/** And for a telephone: the wide drawing shrunk to it could not be read. */
const NARROW = 328

function chart(draw: (size: Size) => Chart): Block {
  return { kind: 'chart', chart: draw({ width: WIDTH }), narrow: draw({ width: NARROW }) }
}

function when(condition: boolean, blocks: () => Block[]): Block[] {
  return condition ? blocks() : []
}

function warBlocks(theCase: Case, arm: ArmSummary, { geography, world }: Pick<Extras, 'geography' | 'world'>): Block[] {
  return [
    ...when(theCase.war !== null, () => [
      heading('If the fighting goes on'),
      chart((size) => charts.warFan(arm, 'line', { ...size, ...charts.namesIn(theCase) })),
      ...(arm.fronts ?? []).map((_, front) =>
        chart((size) => charts.warFan(arm, 'line', { ...size, ...charts.namesIn(theCase), front })),
      ),
      ...when(
        arm.war.fireRatio.some((spread) => spread !== null),
        () => [chart((size) => charts.warFan(arm, 'fireRatio', { ...size, ...charts.namesIn(theCase) }))],
      ),
    ]),
    ...when(theCase.war !== null && geography !== null, () => [
      chart((size) => charts.mapOfControl(arm, defined(geography), 0, { ...size, ...charts.namesIn(theCase) })),
    ]),
    ...when(theCase.givers !== null, () => [
      world === null
        ? givers(defined(theCase.givers))
        : chart((size) => charts.giversMap(defined(theCase.givers), world, size)),
    ]),
  ]
}

function dealBlocks(theCase: Case, arm: ArmSummary): Block[] {
  return [
    heading(theCase.war ? 'Ceasefire' : 'Deal'),
    chart((size) => charts.dealCurve([arm], size)),
    ...when(arm.steps !== undefined, () => [
      chart((size) => charts.stepCurve(arm, { ...size, names: stepNames(theCase) })),
    ]),
    chart((size) => charts.acceptanceMatrix(arm, { ...size, ...charts.namesIn(theCase) })),
    ...when(whyText(arm) !== null, () => [
      chart((size) => charts.whyBars(arm, size)),
      text(`Where no terms would do, ${whyText(arm)}.`),
    ]),
  ]
}

/** What a headline must not stand without: how far its readings tell, how often such wars ended, and what else ends
 *  this one. */
function besideHeadline(theCase: Case, arm: ArmSummary, { judgements, baseRate }: Summary): Block[] {
  return [readingsLeftOut(arm, judgements), warRecordText(baseRate), endsText(theCase, arm)].flatMap((says) =>
    says === null ? [] : [text(`${says.charAt(0).toUpperCase()}${says.slice(1).replace(/\.$/, '')}.`)],
  )
}

/** Stages that the case leaves out leave out their blocks. */
export function blocksOf(theCase: Case, summary: Summary, extras: Extras): Block[] {
  const { geography, world, strikes, plane, tooMany } = extras
  const arm = defined(summary.arms[0])
  const hasTalks = arm.dealBy.length > 0
  const names = actorNames(theCase)
  return [
    { kind: 'text', text: questionOf(theCase) },
    { kind: 'text', text: hasTalks ? headline(theCase, arm) : answerOf(theCase, summary) },
    ...when(hasTalks, () => besideHeadline(theCase, arm, summary)),
    { kind: 'text', text: theCase.summary },
    ...when(hasTalks, () => dealBlocks(theCase, arm)),
    ...when(hasTalks && theCase.vetoPlayers.length > 1, () => [
      chart((size) =>
        charts.tradeOffs(
          arm,
          defined(theCase.actors[defined(theCase.vetoPlayers[0])]).id,
          defined(theCase.actors[defined(theCase.vetoPlayers[1])]).id,
          { ...size, names },
        ),
      ),
    ]),
    ...when(plane !== null && plane.actors.length > 1, () => [
      chart((size) =>
        charts.worldPlane(
          theCase,
          defined(plane),
          { across: 0, up: 1, seed: summary.seed, chosen: null, closeUp: false },
          size,
        ),
      ),
    ]),
    ...when(tooMany !== undefined, () => [
      { kind: 'text', text: `What needs a list of all packages is not shown: ${defined(tooMany)}.` } as const,
    ]),
    ...when(strikes !== null, () => [chart((size) => charts.waterfall(defined(strikes), size))]),
    ...warBlocks(theCase, arm, { geography, world }),
    ...when(theCase.durability !== null && hasTalks, () => [
      heading('Whether it lasts'),
      chart((size) => charts.survivalCurves(arm, size, baseRateRecord(theCase))),
    ]),
    ...when(theCase.consequences !== null && hasTalks, () => [
      heading('Consequences'),
      chart((size) => charts.ledgerDots(arm, { ...size, ...charts.namesIn(theCase) })),
    ]),
    ...when(theCase.hypotheses.length > 0, () => [
      heading('Evidence'),
      chart((size) => charts.priorPosterior(summary, { ...size, ...charts.namesIn(theCase) })),
      chart((size) => charts.evidenceMatrix(summary, { ...size, ...charts.namesIn(theCase) })),
    ]),
    ...when(summary.changes.length > 0, () => [
      heading('What would change it'),
      chart((size) => charts.changeDots(summary, size)),
    ]),
    ...when(theCase.claims.length > 0, () => [heading('Claims'), claims(theCase, summary)]),
    heading('Sources'),
    sources(theCase),
    heading('The run'),
    {
      kind: 'plain',
      text: briefLines(theCase, summary)
        .map(({ text }) => text)
        .join('\n'),
    },
    {
      kind: 'text',
      text: 'Intervals of probabilities are 95 % and speak of the Monte Carlo error alone; what the assumptions do stands under “What would change it”. Borders: the recognised ones. This document informs judgement; it does not replace it.',
    },
  ]
}

function givers(of: Givers): Block {
  const { columns, rows } = charts.giversTable(of)
  return {
    kind: 'table',
    title: `Who gives military aid, since ${of.since}, as each giver counts it`,
    columns,
    rows: rows.map((row) => row.map(String)),
  }
}

function heading(text: string): Block {
  return { kind: 'heading', text }
}

function text(says: string): Block {
  return { kind: 'text', text: says }
}

function claims(theCase: Case, summary: Summary): Block {
  const findings = new Map(summary.findings.map((finding) => [finding.claim, finding]))
  return {
    kind: 'table',
    title: 'What the argument asserts, and what the run says of it',
    columns: ['id', 'claim', 'verdict', 'tests', 'where'],
    rows: theCase.claims.map(({ id, says, rival, provenance, test }) => {
      const finding = findings.get(id)
      return [
        id,
        rival ? `${says} Another reading: ${rival}` : says,
        finding ? `${verdictSigns(finding)} ${verdictHead(finding)}` : 'not tested',
        finding ? testsText(theCase, test, finding) : '',
        `${provenance.source.length === 0 ? '' : `${provenance.source.join('; ')}, `}line ${provenance.place.line}`,
      ]
    }),
  }
}

/** Each test with its number, its noun and its condition. */
function testsText(theCase: Case, test: Claim['test'], { tests }: Finding): string {
  return testsOf(test)
    .map((asked, k) => testSentence(theCase, asked, defined(tests[k])))
    .join('; ')
}

function sources(theCase: Case): Block {
  return {
    kind: 'table',
    title: 'Sources of the case',
    columns: ['key', 'source'],
    rows: theCase.sources.map(({ id, title, author, date, url, note }) => [
      id,
      [author, title, date, url, note].filter((part) => part).join('. '),
    ]),
  }
}
