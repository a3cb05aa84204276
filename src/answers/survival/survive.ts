/** From a survival table to its record: curves, tests, families, Cox. */
import { defined } from '../../case/defined.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import type { SurvivalTable } from '../../formats/survival-table.ts'
import { log } from '../../math/elementary.ts'
import {
  curveAt,
  curveInterval,
  curveQuantile,
  kaplanMeier,
  withExactEnds,
} from '../../methods/survival/kaplan-meier.ts'
import type { Curve, CurvePoint } from '../../methods/survival/kaplan-meier.ts'
import type { Family } from '../../methods/survival/error-laws.ts'
import { logRank } from '../../methods/survival/log-rank.ts'
import type { LogRankWeight } from '../../methods/survival/log-rank.ts'
import { restrictedMean } from '../../methods/survival/restricted-mean.ts'
import { eventCount, spellsAt } from '../../methods/survival/spells.ts'
import type { Spells } from '../../methods/survival/spells.ts'
import type { SurvivalCaveat } from './caveats.ts'
import { coxRecord } from './cox-record.ts'
import { familyFit } from './family-fit.ts'
import type { GroupCurve, GroupTest, SurvivalRecord } from './record.ts'

export interface SurvivalQuestion {
  /** Times at which to print the curve; round ones up to the longest spell where none are named. */
  readonly horizons?: readonly number[]
  readonly families: readonly Family[]
  readonly ties: 'efron' | 'breslow'
}

/** Steps of a curve in a record; a curve of more is thinned to this many. */
const MOST_STEPS = 500

const TESTS: readonly (readonly [string, LogRankWeight])[] = [
  ['log-rank', { kind: 'logRank' }],
  ['Peto-Peto (early times weigh more)', { kind: 'flemingHarrington', rho: 1, gamma: 0 }],
  ['Tarone-Ware', { kind: 'taroneWare' }],
  ['Gehan-Breslow', { kind: 'gehan' }],
]

/** `told` of the record are covariates that could not be fitted, at their columns. */
export function survive(table: SurvivalTable, question: SurvivalQuestion): SurvivalRecord {
  const { spells } = table
  const longest = spells.time.reduce((most, t) => Math.max(most, t), 0)
  const horizons = question.horizons ?? roundTimes(longest)
  const events = eventCount(spells)
  const members = groupsOf(table)
  const found: Omit<SurvivalRecord, 'told'> = {
    kind: 'survival',
    time: table.time,
    event: table.event,
    rows: spells.time.length,
    leftOut: table.leftOut,
    events,
    clusters: table.clusters === null ? null : { column: table.clusters.column, count: table.clusters.count },
    curves: members.map(({ name, of }) => curveRecord(name, of, horizons, longest)),
    tests: table.groups !== null && table.groups.names.length > 1 && events > 0 ? testsOf(table) : [],
    families: !spells.time.some((t, i) => t > 0 && spells.event[i] === 1)
      ? []
      : question.families.map((family) => familyFit(table, family)),
    cox: events === 0 || table.columns.length === 0 ? null : coxRecord(table, question.ties, horizons),
    caveats: caveatsOf(table, events),
  }
  return { ...found, told: termDiagnostics(table, found) }
}

function termDiagnostics(
  { terms }: SurvivalTable,
  { cox, families }: Pick<SurvivalRecord, 'cox' | 'families'>,
): readonly Diagnostic[] {
  const states = cox?.terms ?? families[0]?.terms.slice(1) ?? []
  return states.flatMap(({ name, state }, j): Diagnostic[] => {
    if (state === 'ok') return []
    const { place } = defined(terms[j])
    const message =
      state === 'left out'
        ? `\`${name}\` does not vary, or follows from the columns before it: it is left out`
        : `\`${name}\` separates what ended from what did not: its effect has no finite best value`
    const help = state === 'left out' ? undefined : 'compare curves with `--by` instead, or bring in a belief'
    const base = { code: state.replaceAll(' ', '-'), severity: 'warning', message, file: '', ...place } as const
    return [help === undefined ? base : { ...base, help }]
  })
}

function groupsOf({ spells, groups }: SurvivalTable): readonly { readonly name: string; readonly of: Spells }[] {
  if (groups === null) return [{ name: 'all', of: spells }]
  return groups.names.map((name, g) => {
    const rows: number[] = []
    for (let i = 0; i < groups.of.length; i++) if (groups.of[i] === g) rows.push(i)
    return { name: `${groups.column} = ${name}`, of: spellsAt(spells, rows) }
  })
}

/** 1, 2, 5 times powers of ten, five of them, the last below the longest time. */
function roundTimes(longest: number): readonly number[] {
  if (!(longest > 0)) return [1]
  const found: number[] = []
  // Powers by division and multiplication by ten, so that the times are the same everywhere.
  let power = 1
  while (power > longest) power /= 10
  while (power * 10 <= longest) power *= 10
  for (let p = power; found.length < 5; p /= 10) {
    for (const step of [5, 2, 1]) if (step * p < longest && found.length < 5) found.unshift(step * p)
  }
  return found
}

function curveRecord(name: string, spells: Spells, horizons: readonly number[], longest: number): GroupCurve {
  const curve = kaplanMeier(spells)
  const events = eventCount(spells)
  const watched = spells.time.reduce((sum, t) => sum + t, 0)
  const { steps, thinned } = stepsOf(curve, spells.time.length)
  return {
    name,
    count: spells.time.length,
    events,
    at: horizons.map((t) => withExactEnds(curveAt(curve, t), spells.time.length)),
    median: curveQuantile(curve, 0.5),
    restrictedMean: restrictedMean(curve, longest),
    steps,
    thinned,
    rateBelow: events === 0 && watched > 0 ? log(20) / watched : null,
  }
}

/** The first step is that of time 0, at which nothing has ended and an interval stands all the same. */
function stepsOf(curve: Curve, count: number): Pick<GroupCurve, 'steps' | 'thinned'> {
  const last = curve.time.length - 1
  const falls = Array.from(curve.time.keys()).filter((k) => defined(curve.events[k]) > 0 || k === last)
  const every = Math.ceil(falls.length / MOST_STEPS)
  const interval = (survival: number, variance: number): Pick<CurvePoint, 'survival' | 'low' | 'high'> =>
    withExactEnds({ survival, ...curveInterval(survival, variance, 'log-log', 0.95) }, count)
  const kept = falls.filter((k, at) => at % every === 0 || k === last)
  return {
    thinned: every > 1,
    steps: [
      ...(curve.time[0] === 0 ? [] : [{ time: 0, ...interval(1, 0) }]),
      ...kept.map((k) => ({
        time: defined(curve.time[k]),
        ...interval(defined(curve.survival[k]), defined(curve.variance[k])),
      })),
    ],
  }
}

function testsOf({ spells, groups }: SurvivalTable): readonly GroupTest[] {
  const { names, of } = defined(groups)
  return TESTS.map(([name, weight]) => {
    const { observed, expected, chiSquare, degrees, p } = logRank(spells, of, names.length, weight)
    return {
      name,
      chiSquare,
      degrees,
      p,
      groups: names.map((group, g) => ({
        name: group,
        observed: defined(observed[g]),
        expected: defined(expected[g]),
      })),
    }
  })
}

/** Fewest endings a term of a fit should have. Source: Peduzzi et al. 1995, J. Clin. Epidemiol. 48, 1503–1510. */
const ENDINGS_A_TERM = 10
/** Fewer clusters leave robust errors too small. Judgement, after Cameron & Miller 2015. */
const FEWEST_CLUSTERS = 20

function caveatsOf({ spells, leftOut, clusters, columns }: SurvivalTable, events: number): readonly SurvivalCaveat[] {
  const zeros = spells.time.filter((t) => t === 0).length
  const terms = columns.length
  const found: (SurvivalCaveat | false)[] = [
    leftOut > 0 && { kind: 'leftOut', rows: leftOut },
    zeros > 0 && { kind: 'zeroLengths', rows: zeros },
    events === 0 && { kind: 'nothingEnded' },
    events > 0 && events < ENDINGS_A_TERM * terms && { kind: 'fewEndings', events, terms },
    clusters === null && terms > 0 && { kind: 'independentRows' },
    clusters !== null && clusters.count < FEWEST_CLUSTERS && { kind: 'fewClusters', clusters: clusters.count },
  ]
  return found.filter((one) => one !== false)
}
