/** A fit of the front in sentences. */
import type { FitRecord, FittedParameter, Five } from '../../src/internal.ts'
import type { BriefLine } from './brief.ts'
import { percent, rough } from './numbers.ts'

const NAMES: Readonly<Record<string, string>> = {
  levelSd: 'shock (of the level, stays)',
  noiseSd: 'noise (of a month, passes)',
  mean: 'level',
  fade: 'fade',
  shock: 'shock',
}

export function fitLines(fit: FitRecord): BriefLine[] {
  const { series, case: about, chains } = fit
  return [
    { kind: 'title', text: `The front of ${about.id} as \`${fit.model}\`, fitted to ${series.from} to ${series.to}` },
    {
      kind: 'text',
      text: `${series.observed} months observed, ${series.missing} missing; beliefs before the series: scales ${rough(fit.prior.shock)} and ${rough(fit.prior.noise)} km² a month, ${fit.prior.scales === 'case' ? 'as the case has them' : 'taken from the series'}`,
    },
    { kind: 'heading', text: 'Parameters: median [90 %], R-hat, effective draws (bulk, tail)' },
    ...fit.parameters.map((parameter): BriefLine => ({ kind: 'text', text: parameterText(parameter) })),
    {
      kind: 'text',
      text: fit.converged
        ? 'The chains agree.'
        : 'The chains do not agree, or are worth too few draws: do not use this posterior.',
    },
    { kind: 'heading', text: 'Change if nothing that drives the front changes, km²: median [90 %], chance of a loss' },
    ...fit.ahead.map(
      ({ months, quantiles, loss }): BriefLine => ({
        kind: 'text',
        text: `${months} months: ${interval(quantiles)}, ${percent(loss)}`,
      }),
    ),
    ...viewLines(fit),
    ...fit.remarks.map((text): BriefLine => ({ kind: 'text', text: `Note: ${text}.` })),
    {
      kind: 'note',
      text: `seed ${fit.seed} · ${chains.chains} chains of ${chains.draws} draws, one in ${chains.thin} · engine ${fit.engine}`,
    },
  ]
}

const interval = ([low, , median, , high]: Five): string =>
  `${rough(median, 3)} [${rough(low, 3)} to ${rough(high, 3)}]`

function parameterText({ name, quantiles, rHat, bulkEss, tailEss }: FittedParameter): string {
  const count = (n: number | null): string => (n === null ? 'unknown' : rough(n, 3))
  return `${NAMES[name] ?? name}: ${interval(quantiles)}, ${rHat === null ? 'unknown' : rHat.toFixed(3)}, ${count(bulkEss)} and ${count(tailEss)}`
}

function viewLines({ views, evidenceRatio, series }: FitRecord): BriefLine[] {
  if (views.length === 0) return []
  return [
    {
      kind: 'heading',
      text: `Pull of the ratio of fire (${series.driven} months), km² a month per e-fold: before → after`,
    },
    ...views.map(
      ({ id, before, after }): BriefLine => ({
        kind: 'text',
        text: `${id}: ${rough(before.mean)} ± ${rough(before.sd)} → ${rough(after.mean)} ± ${rough(after.sd)} [${rough(after.quantiles[0])} to ${rough(after.quantiles[4])}]`,
      }),
    ),
    ...(evidenceRatio ? [{ kind: 'text', text: evidenceText(evidenceRatio) } as const] : []),
  ]
}

/** Ratios under three to one say hardly more than chance, under ten little. Source: Jeffreys 1961, Theory of
 *  Probability, app. B. */
const BARELY = 3
const LITTLE = 10

function evidenceText({ of, to, value, low, high }: NonNullable<FitRecord['evidenceRatio']>): string {
  const [winner, loser, ratio] = value >= 1 ? [of, to, value] : [to, of, 1 / value]
  const [from, upTo] = value >= 1 ? [low, high] : [1 / high, 1 / low]
  const says = ratio < BARELY ? 'undecided' : ratio < LITTLE ? 'it hardly decides' : 'it decides'
  return `The series is ${rough(ratio)} times (${rough(from)} to ${rough(upTo)}) as likely under \`${winner}\` as under \`${loser}\`: ${says}. What rests on the pull is conditional on the view.`
}
