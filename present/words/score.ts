/** Sealed forecasts and their scores in sentences. */
import { defined } from '../../src/internal.ts'
import type { HorizonScore, ScoreLine, ScoreRecord, SealRecord } from '../../src/internal.ts'
import type { BriefLine } from './brief.ts'
import { counted, percent, rough } from './numbers.ts'

/** Horizons that are printed: every one would fill pages. */
const SHOWN = [1, 2, 3, 6, 9, 12, 18, 24, 36]

const FORECASTERS: Readonly<Record<string, string>> = {
  case: 'the case',
  localLevel: 'damped local level',
  ar1: 'autoregression',
  lastRate: 'last month goes on',
  lastThree: 'last three months go on',
  drift: 'drift of twelve months',
  mapStays: 'the map stays',
  pool: 'pool of three',
}

/** A forecaster in words. */
export function forecasterName(id: string): string {
  return FORECASTERS[id] ?? id
}

export function sealLines(seal: SealRecord): BriefLine[] {
  const events = seal.claims.filter(({ probability }) => probability !== null)
  return [
    { kind: 'title', text: `${seal.case.title}, as of ${seal.case.asOf}: sealed ${seal.at}` },
    {
      kind: 'text',
      text: `${seal.front.length} months of the front, ${events.length} claims that an event will show, ${seal.quantities.length} numbers`,
    },
    ...events.map(
      ({ claim, probability }): BriefLine => ({ kind: 'text', text: `${claim}: ${percent(defined(probability))}` }),
    ),
    {
      kind: 'note',
      text: `seal ${seal.seal} · case ${seal.case.digest.slice(0, 12)} · engine ${seal.engine} · seed ${seal.seed} · ${counted(seal.worlds, 'world')}`,
    },
  ]
}

export function scoreLinesText(score: ScoreRecord): BriefLine[] {
  const { case: about, sealed } = score
  return [
    { kind: 'title', text: `${about.id} as of ${about.asOf} against what came` },
    {
      kind: 'text',
      text: sealed ? `The forecast was sealed ${sealed.at}; its seal is whole.` : 'The forecast was not sealed.',
    },
    ...score.horizons.filter(({ months }) => SHOWN.includes(months)).flatMap(horizonLines),
    ...(score.rolling ? rollingLines(score.rolling) : []),
    ...claimLines(score),
    ...(score.quantities.length > 0
      ? [{ kind: 'heading', text: 'Numbers: what came, where it fell in the forecast, 90 %, CRPS' } as const]
      : []),
    ...score.quantities.map(
      ({ id, score: { outcome, pit, low, high, crps } }): BriefLine => ({
        kind: 'text',
        text: `${id}: ${rough(outcome, 3)}, at ${percent(pit)} [${rough(low, 3)} to ${rough(high, 3)}], ${rough(crps)}`,
      }),
    ),
    ...score.remarks.map((text): BriefLine => ({ kind: 'text', text: `Note: ${text}.` })),
    { kind: 'note', text: `engine ${score.engine} · case ${about.digest.slice(0, 12)}` },
  ]
}

function horizonLines({ months, scores }: HorizonScore): BriefLine[] {
  const [first] = scores
  return [
    {
      kind: 'heading',
      text: `After ${months} ${months === 1 ? 'month' : 'months'}: ${rough(defined(first).score.outcome, 3)} km² (median [90 %], PIT, CRPS, interval score, log score)`,
    },
    ...scores.map(
      ({ forecaster, score }): BriefLine => ({
        kind: 'text',
        text: `${forecaster}: ${rough(score.median, 3)} [${rough(score.low, 3)} to ${rough(score.high, 3)}], ${score.pit.toFixed(2)}, ${rough(score.crps, 3)}, ${rough(score.intervalScore, 3)}, ${score.logScore === null ? 'none' : score.logScore.toFixed(2)}`,
      }),
    ),
  ]
}

function rollingLines(lines: readonly ScoreLine[]): BriefLine[] {
  return [...new Set(lines.map(({ steps }) => steps))].flatMap((steps) => {
    const here = lines.filter((line) => line.steps === steps)
    return [
      {
        kind: 'heading',
        text: `Rolling origins, ${steps} months ahead, ${defined(here[0]).origins} origins: mean CRPS, coverage of 90 %, interval score, log score, CRPS less that of localLevel [90 %]`,
      } as const,
      ...here.map((line): BriefLine => ({ kind: 'text', text: rollingText(line) })),
    ]
  })
}

function rollingText(line: ScoreLine): string {
  const { forecaster, crps, coverage, intervalScore, logScore, difference, interval } = line
  const within = interval ? ` [${rough(interval.low, 3)} to ${rough(interval.high, 3)}]` : ' (all origins overlap)'
  const compared = difference === null ? '' : `, ${rough(difference, 3)}${within}`
  return `${forecaster}: ${rough(crps, 3)}, ${percent(coverage.estimate)}, ${rough(intervalScore, 3)}, ${logScore.toFixed(2)}${compared}`
}

function claimLines({ claims }: ScoreRecord): BriefLine[] {
  if (!claims) return []
  const { scored, parts, meanLogScore, bins, spiegelhalter } = claims
  return [
    {
      kind: 'heading',
      text: `Claims scored: ${scored.length}, Brier ${parts.score.toFixed(3)} (reliability ${parts.reliability.toFixed(3)}, resolution ${parts.resolution.toFixed(3)}, uncertainty ${parts.uncertainty.toFixed(3)}), log ${meanLogScore.toFixed(3)}`,
    },
    ...scored.map(
      (one): BriefLine => ({
        kind: 'text',
        text: `${one.case} ${one.claim}: said ${percent(one.probability)}, ${one.happened ? 'came' : 'did not come'}, ${one.brier.toFixed(3)}`,
      }),
    ),
    ...bins.map(
      (bin): BriefLine => ({
        kind: 'text',
        text: `said ${percent(bin.low)} to ${percent(bin.high)}: ${bin.count}, ${percent(bin.stated)} said on average, ${percent(bin.observed.estimate)} came (${percent(bin.observed.low)} to ${percent(bin.observed.high)})`,
      }),
    ),
    {
      kind: 'text',
      text: spiegelhalter
        ? `Spiegelhalter’s z ${spiegelhalter.z.toFixed(2)} (p ${spiegelhalter.p.toFixed(2)}), were the events independent`
        : 'Probabilities of 0, ½ or 1 alone cannot tell whether they were calibrated.',
    },
  ]
}
