/** Every chart of every case, for what must hold of all of them. */
import { readFileSync, existsSync } from 'node:fs'
import * as charts from '../../../present/charts/index.ts'
import type { Chart, Geography, Size, World } from '../../../present/charts/index.ts'
import { actorNames, tippingInWords } from '../../../present/words/index.ts'
import {
  analyse,
  answer,
  assumptionsOf,
  baseRateRecord,
  boundOf,
  compile,
  DEFAULT_ANALYSIS,
  inputsOf,
  load,
  modelFor,
  planesOf,
  questionOf,
  readAsk,
  rowsOf,
  simulate,
  strikes,
  summarise,
  testOf,
  tip,
  readSeriesCsv,
  sensitivityRecord,
  tippingRecord,
} from '../../../src/internal.ts'
import type {
  Case,
  Input,
  Strikes,
  Summary,
  WarSeries,
  WorldPlane,
  FrontSeries,
  GameRecord,
  SensitivityRecord,
  TippingRecord,
} from '../../../src/internal.ts'

const ROOT = new URL('../../../cases/', import.meta.url)
const PLACES: Readonly<Record<string, string>> = {
  'valley-war': '../test/fixtures/cases',
  'ukraine-2025': 'bundled',
  'korea-1952': 'historical',
  'cyprus-2004': 'historical',
  'strike-for-class': 'teaching',
}
/** The case that the tests own, and those that lack a section or are small; the large ones too where there is time. */
export const CASES: readonly string[] = [
  'valley-war',
  'cyprus-2004',
  'strike-for-class',
  ...(process.env['PROPERTY_RUNS'] === undefined ? [] : ['ukraine-2025', 'korea-1952']),
]
const WORLDS = 200
const SEED = 1

export interface Studied {
  readonly case: Case
  readonly summary: Summary
  readonly strikes: Strikes
  readonly plane: WorldPlane | null
  readonly geography: Geography | null
  readonly series: FrontSeries | null
  readonly sensitivity: { readonly record: SensitivityRecord; readonly inputs: readonly Input[] } | null
  readonly tips: readonly TippingRecord[]
  readonly game: GameRecord | null
}

const known = new Map<string, Promise<Studied>>()

/** A case, run small, with everything that a chart can show; once for all files of tests that ask for the same.
 *  @param deep sensitivity and tipping as well. */
export function studied(id: string, deep: boolean): Promise<Studied> {
  const name = `${id} ${deep}`
  const found = known.get(name) ?? study(id, deep)
  known.set(name, found)
  return found
}

async function study(id: string, deep: boolean): Promise<Studied> {
  const folder = new URL(`${PLACES[id]!}/${id}/`, ROOT)
  const loaded = load(readFileSync(new URL('case.yaml', folder), 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const model = compile(loaded.case, null, { seed: SEED, worlds: WORLDS, armWorlds: 100 })
  const planes = planesOf(model)
  const map = new URL('geography.json', folder)
  const front = new URL('front.csv', folder)
  return {
    case: loaded.case,
    summary: summarise(model, simulate(model, 0, WORLDS), loaded.digest),
    strikes: strikes({ ...model, worlds: 40 }),
    plane: planes && planes.at(planes.survey().middle),
    series: existsSync(front) ? readSeriesCsv(readFileSync(front, 'utf8'), 'front.csv').series : null,
    geography: existsSync(map) ? (JSON.parse(readFileSync(map, 'utf8')) as Geography) : null,
    sensitivity: deep ? await sensitivityOf(loaded.case, loaded.digest) : null,
    tips: deep ? await tipsOf(loaded.case, loaded.digest) : [],
    game: deep && loaded.case.game ? await gameOf(loaded.case, loaded.digest) : null,
  }
}

async function gameOf(theCase: Case, digest: string): Promise<GameRecord> {
  const read = readAsk({ kind: 'stability', worlds: 4 })
  if (!read.ok) throw new Error('the ask is as it should be')
  const found = await answer<'stability'>({ kind: 'case', case: theCase, digest }, read.ask as never)
  if (found.kind !== 'answer') throw new Error('no game')
  return found.record
}

async function sensitivityOf(theCase: Case, digest: string): Promise<Studied['sensitivity']> {
  const compiled = compile(theCase, null, { seed: SEED, beside: [] })
  const question = questionOf(compiled, 'dealBy:12')
  if (!('output' in question)) throw new Error('no such output')
  const model = modelFor(compiled, question.output)
  const found = await analyse(model, question, { ...DEFAULT_ANALYSIS, inputs: 8, basePoints: 64 }, (_, job, count) => {
    const row = rowsOf(job)
    return Promise.resolve(Array.from({ length: count }, (__, k) => row(k)))
  })
  if (found === null || 'reason' in found) throw new Error('no analysis')
  return {
    record: sensitivityRecord(model, null, digest, { ...found, question, all: inputsOf(model) }),
    inputs: found.inputs,
  }
}

async function tipsOf(theCase: Case, digest: string): Promise<TippingRecord[]> {
  const [claim] = theCase.claims.filter(({ id }) => {
    const test = testOf(theCase, id)
    return 'leaf' in test && boundOf(test.leaf) !== null
  })
  const test = testOf(theCase, claim!.id)
  if (!('leaf' in test)) throw new Error('no test')
  const model = modelFor(compile(theCase, null, { beside: [], worlds: 32, seed: SEED }), {
    kind: 'test',
    leaf: test.leaf,
    rival: 0,
  })
  const assumptions = assumptionsOf(model)
  const bound = boundOf(test.leaf)!
  const question = { model, leaf: test.leaf, asked: model.arms[0]!.scenario, threshold: bound.value, assumptions }
  const front = assumptions.flatMap(({ id }, k) => (/^war\.front\.(rate|pull)$/.test(id) ? [k] : []))
  const records: TippingRecord[] = []
  for (const named of [[], front.length === 2 ? front : [0, 1]]) {
    const found = await tip({
      question,
      named,
      inputs: 3,
      pairs: false,
      map: named.length === 2,
      run: (_, job, count) => {
        const row = rowsOf(job)
        return Promise.resolve(Array.from({ length: count }, (__, k) => row(k)))
      },
    })
    if (found === null || 'reason' in found) throw new Error('no tipping values')
    records.push(
      tippingRecord(model, digest, { claim: claim!.id, says: test.says, bound, scenario: null, assumptions, ...found }),
    )
  }
  return records
}

const world = JSON.parse(readFileSync(new URL('world.json', ROOT), 'utf8')) as World

/** All charts that the case has something for, by name. */
export function chartsOf(of: Studied, size: Size): readonly (readonly [string, Chart])[] {
  const { case: theCase, summary } = of
  const arm = summary.arms[0]!
  const twin = summary.arms[1]
  const sized = { ...size, names: actorNames(theCase) }
  const talks = arm.dealBy.length > 0
  const [a, b] = theCase.vetoPlayers.map((player) => theCase.actors[player]!.id)
  const drawn: (readonly [string, boolean, () => Chart | null])[] = [
    ['deal-curve', talks, () => charts.dealCurve([arm], size)],
    ['deal-curves', talks && twin !== undefined, () => charts.dealCurve(summary.arms.slice(0, 3), size)],
    ['open-by-month', talks, () => charts.openByMonth(arm, size)],
    ['survival', theCase.durability !== null && talks, () => charts.survivalCurves(arm, size, baseRateRecord(theCase))],
    ['acceptance', talks, () => charts.acceptanceMatrix(arm, sized)],
    ['compare', talks && twin !== undefined, () => charts.compareDots(summary, size)],
    ['ledger', theCase.consequences !== null && talks, () => charts.ledgerDots(arm, size)],
    ['changes', summary.changes.length > 0, () => charts.changeDots(summary, size)],
    ['why', talks, () => charts.whyBars(arm, size)],
    ['evidence', theCase.hypotheses.length > 0, () => charts.evidenceMatrix(summary, size)],
    ['belief', theCase.hypotheses.length > 0, () => charts.priorPosterior(summary, size)],
    ['parallel', talks, () => charts.parallelMargins(arm, sized)],
    ['trade-offs', talks && b !== undefined, () => charts.tradeOffs(arm, a!, b!, sized)],
    ['waterfall', theCase.issues.length > 0, () => charts.waterfall(of.strikes, size)],
    ['front-history', of.series !== null, () => charts.frontHistory(of.series!, arm, theCase.asOf, size)],
    ['map', of.geography !== null, () => charts.mapOfControl(arm, of.geography!, 12, size)],
    [
      'map-twin',
      of.geography !== null && twin !== undefined,
      () => charts.mapOfControl(arm, of.geography!, 12, { ...size, twin: twin! }),
    ],
    ['givers', theCase.givers !== null, () => charts.giversMap(theCase.givers!, world, size)],
    [
      'plane',
      of.plane !== null && of.plane.actors.length > 1,
      () => charts.worldPlane(theCase, of.plane!, { across: 0, up: 1, seed: SEED, chosen: null, closeUp: false }, size),
    ],
    ['selected', of.plane !== null, () => charts.selectedAcross(theCase, of.plane!, size)],
    ...(theCase.war === null
      ? []
      : (Object.keys(arm.war) as WarSeries[]).map(
          (series) =>
            [`war-${series}`, true, () => charts.warFan(arm, series, { ...size, ...(twin ? { twin } : {}) })] as const,
        )),
    [
      'sobol',
      of.sensitivity !== null,
      () => charts.sobolBars(theCase, of.sensitivity!.record, of.sensitivity!.inputs, size),
    ],
    [
      'reaches',
      of.sensitivity !== null,
      () => charts.reachTornado(theCase, of.sensitivity!.record, of.sensitivity!.inputs, size),
    ],
    [
      'stability-graph',
      of.game?.graph !== undefined && of.game.graph !== null,
      () => charts.stabilityGraphChart(of.game!.graph!, size),
    ],
    ['tipping', of.tips.length > 0, () => charts.tipTornado(tippingInWords(of.tips[0]!, theCase), size)],
    ['flip-map', of.tips.length > 1, () => charts.flipMapOf(tippingInWords(of.tips[1]!, theCase), size)],
  ]
  return drawn.flatMap(([name, has, draw]) => {
    const chart = has ? draw() : null
    return chart ? [[name, chart] as const] : []
  })
}
