/** An evidence record in sentences and columns. */
import { defined } from '../../src/internal.ts'
import type { EvidenceRecord, GroupRule } from '../../src/internal.ts'
import { evidenceCaveat } from './caveats.ts'
import { columns } from './columns.ts'
import { counted, percent, rough } from './numbers.ts'

/** Posterior probabilities with a digit more than a headline has: they are differences of a few points that matter. */
const share = (p: number | null): string => (p === null ? '—' : `${(100 * p).toFixed(1)} %`)

export function evidenceText(record: EvidenceRecord): string {
  const { name, items, groups, unseparated, caveats, rule, ungrouped, hypotheses } = record
  const blocks = [
    [
      `${name === '' ? '' : `${name}: `}${hypotheses.length} hypotheses, ${counted(items.length, 'item')}${groups.length > 0 ? `, of which ${groups.reduce((sum, { items: of }) => sum + of.length, 0)} in ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}; a group counts ${ruleWords(rule)}` : ''}`,
    ],
    matrixLines(record),
    posteriorLines(record),
    factorLines(record),
    [
      ...unseparated.map(([a, b]) => `warning: no item tells ${a} and ${b} apart: their odds are those of the priors`),
      ...(groups.length > 0 && ungrouped !== null
        ? [
            `were all items independent: ${hypotheses.map((one, h) => `${one.name} ${share(defined(ungrouped[h]))}`).join(', ')}`,
          ]
        : []),
      ...groups.map(
        ({ name: group, items: of, without }) =>
          `without the group ${group} (${of.join(', ')}): ${without === null ? 'every hypothesis is excluded' : hypotheses.map((one, h) => `${one.name} ${share(defined(without[h]))}`).join(', ')}`,
      ),
    ],
    feedLines(record),
    caveats.map((one) => `note: ${evidenceCaveat(one)}`),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function feedLines({ feeds }: EvidenceRecord): string[] {
  if (feeds === null) return []
  return feeds.length === 0
    ? ['no number of the case depends on which of them holds: only claims about them do']
    : [`numbers of the case that depend on which holds: ${feeds.join(', ')}`]
}

function ruleWords(rule: GroupRule): string {
  switch (rule.kind) {
    case 'strongest':
      return 'once, as its strongest item'
    case 'mean':
      return 'once, as the mean of its items'
    case 'correlated':
      return `as items that correlate by ${rule.correlation}`
  }
}

function matrixLines({ hypotheses, items }: EvidenceRecord): string[] {
  return columns(
    ['item', ...hypotheses.map(({ name }) => name), 'weight', 'tells', 'group', 'without it'],
    items.map((item) => [
      item.name.length > 40 ? `${item.name.slice(0, 39)}…` : item.name,
      ...item.ratings.map((rating, h) => `${rating} ${rough(defined(item.likelihood[h]))}`),
      item.weight === 0 && item.group !== '' ? 'in its group' : rough(item.weight),
      item.diagnosticity === null ? 'excludes' : rough(item.diagnosticity),
      item.group,
      item.without === null ? 'all excluded' : item.without.map((p) => percent(p)).join(' / '),
    ]),
  )
}

function posteriorLines({ hypotheses, draws }: EvidenceRecord): string[] {
  const ranged = hypotheses.some(({ range }) => range !== null)
  return [
    ...columns(
      [
        'hypothesis',
        'prior',
        'posterior',
        ...(ranged ? ['90 % of draws', 'leads in'] : []),
        'inconsistency',
        'weighted',
        'a half at prior',
        'at priors of 10 / 25 / 50 / 75 / 90 %',
      ],
      hypotheses.map((one) => [
        one.name,
        percent(one.prior),
        share(one.posterior),
        ...(one.range === null
          ? []
          : [`${percent(one.range.p05)} to ${percent(one.range.p95)}`, percent(one.range.leads)]),
        rough(one.inconsistency, 3),
        rough(one.weightedInconsistency, 3),
        one.priorForHalf === null ? 'none' : percent(one.priorForHalf),
        one.byPrior.map((p) => (p === null ? '—' : percent(p))).join(' / '),
      ]),
    ),
    ...(hypotheses.some(({ posterior }) => posterior === null)
      ? ['the evidence excludes every hypothesis: something is missing from the list, or an item is wrong']
      : []),
    ...(ranged ? [`intervals over ${draws} draws of what the numbers may be`] : []),
  ]
}

/** Against the leading hypothesis. */
function factorLines({ hypotheses, bayesFactors }: EvidenceRecord): string[] {
  if (hypotheses.some(({ posterior }) => posterior === null)) return []
  const lead = hypotheses.reduce(
    (best, { posterior }, h) => (defined(posterior) > defined(defined(hypotheses[best]).posterior) ? h : best),
    0,
  )
  const others = hypotheses.flatMap(({ name }, h) => {
    if (h === lead) return []
    const factor = defined(bayesFactors[lead])[h] ?? null
    return [`${factor === null ? 'it excludes' : `${rough(factor, 3)} times more than for`} ${name}`]
  })
  return [`the evidence speaks for ${defined(hypotheses[lead]).name}: ${others.join(', ')} (Bayes factors)`]
}
