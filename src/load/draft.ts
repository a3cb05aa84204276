/** A case drafted from a few answers: who, what about, who may refuse, whether they fight. Every number in it is a
 *  placeholder that says so, and the draft runs as it stands. */
import { isReservedKey } from '../text/parse.ts'
import type { DraftKind } from './draft-kinds.ts'

export interface DraftParty {
  readonly name: string
  /** Whether its no ends the talks. */
  readonly mayRefuse: boolean
}

export interface DraftIssue {
  readonly name: string
  /** In the words of the file, the first party's least wish first. */
  readonly options: readonly string[]
}

export interface Draft {
  readonly id: string
  readonly title: string
  /** `yyyy-mm-dd`. */
  readonly asOf: string
  readonly parties: readonly DraftParty[]
  readonly issues: readonly DraftIssue[]
  /** The first two parties that may refuse fight each other. */
  readonly war: boolean
}

type Outline = Pick<Draft, 'parties' | 'issues' | 'war'>

const party = (name: string, mayRefuse: boolean = true): DraftParty => ({ name, mayRefuse })

/** What each kind of conflict starts from. */
const OUTLINES: Readonly<Record<DraftKind, Outline>> = {
  interstate: {
    parties: [party('Attacker'), party('Defender'), party('Backer', false)],
    issues: [
      {
        name: 'Land',
        options: ['The defender has all of it.', 'The line of contact stays.', 'The attacker has all it claims.'],
      },
      { name: 'Guarantee', options: ['A treaty of mutual defence.', 'A promise to consult.', 'No guarantee.'] },
      { name: 'Sanctions', options: ['They stay.', 'They end step by step.', 'They end at once.'] },
    ],
    war: true,
  },
  civil: {
    parties: [party('Government'), party('Movement'), party('Neighbour', false)],
    issues: [
      {
        name: 'Arms',
        options: ['The movement keeps them.', 'It hands them over step by step.', 'It hands them over at once.'],
      },
      {
        name: 'Rule',
        options: ['The movement rules its region.', 'Both rule it for a time.', 'The government rules it.'],
      },
      { name: 'Amnesty', options: ['For all.', 'For all but the gravest crimes.', 'For nobody.'] },
    ],
    war: false,
  },
  labour: {
    parties: [party('Company'), party('Union')],
    issues: [
      { name: 'Pay', options: ['Up by 6 %.', 'Up by 4 %.', 'Up by 2 %.'] },
      { name: 'Hours', options: ['36 a week.', '38 a week.', '40 a week.'] },
      { name: 'Jobs', options: ['All are kept.', 'Those who leave are not replaced.', 'One in ten goes.'] },
    ],
    war: false,
  },
  treaty: {
    parties: [party('Upstream'), party('Midstream'), party('Downstream')],
    issues: [
      { name: 'Water', options: ['Most is let through.', 'By the season.', 'As upstream needs it.'] },
      { name: 'Payment', options: ['Nobody pays.', 'In kind.', 'In money.'] },
      { name: 'Upkeep', options: ['Upstream pays.', 'All share it.', 'Downstream pays.'] },
    ],
    war: false,
  },
  blank: {
    parties: [party('First party'), party('Second party')],
    issues: [{ name: 'Matter', options: ['As the second wants it.', 'Half and half.', 'As the first wants it.'] }],
    war: false,
  },
}

/** The draft of a kind of conflict, its parties and issues replaced where some are given. Issues given by name alone
 *  get three options to be reworded. */
export function draftOf(
  kind: DraftKind,
  head: Pick<Draft, 'id' | 'title' | 'asOf'>,
  given: { readonly parties?: readonly DraftParty[]; readonly issues?: readonly string[]; readonly war?: boolean } = {},
): Draft {
  const outline = OUTLINES[kind]
  return {
    ...head,
    parties: given.parties ?? outline.parties,
    issues:
      given.issues?.map((name) => ({ name, options: ['Little of it.', 'About half of it.', 'All of it.'] })) ??
      outline.issues,
    war: given.war ?? outline.war,
  }
}

/** The text of a case that loads and runs.
 *  @throws RangeError unless at least two parties may refuse and something is negotiated. */
export function draftCase(draft: Draft): string {
  const parties = named(
    draft.parties.map(({ name }) => name),
    'party',
  )
  const issues = named(
    draft.issues.map(({ name }) => name),
    'issue',
  )
  const deciding = parties.filter((_, k) => draft.parties[k]?.mayRefuse)
  if (deciding.length < 2) throw new RangeError('at least two parties have to agree')
  if (issues.length === 0) throw new RangeError('something has to be negotiated')
  return [
    header(draft),
    `actors:\n${draft.parties.map((one, k) => actor(one, parties[k] ?? '', draft.war)).join('\n')}`,
    `# What is negotiated. An option's words must stand alone; \`noDeal\` is the option that holds where there is no deal.\nissues:\n${draft.issues.map((issue, k) => issueText(issue, issues[k] ?? '')).join('\n')}`,
    `# Worth of each option, 0 to 100; the weight is what going from the worst to the best is worth against the others.\nscores:\n${deciding.map((id, rank) => sheet(id, rank, draft.issues, issues)).join('\n')}`,
    `# What a party says it rejects, and what crossing that would cost it at home, in points of its own sheet.\nredLines:\n  - {id: ${deciding[0]}-line, actor: ${deciding[0]}, says: ${quote(`${draft.parties[0]?.name} will not have it.`)}, rejects: {${issues[0]}: o1}, cost: 2 to 10, because: audience, kind: judgement, source: own}`,
    ...(draft.war ? [warText(deciding), brokenTerms(draft.issues, issues)] : []),
    `# The chance a month of a deal, for each point that the best terms leave whoever gains least.\nbargaining:\n  months: 24\n  pace: {value: 0.3% to 1%, unit: /month, kind: judgement, source: own}`,
    claims(issues, draft.issues),
  ]
    .join('\n\n')
    .concat('\n')
}

function header({ id, title, asOf }: Draft): string {
  return `# Drafted by \`armistice new\`. Every number is a placeholder of yours to replace: \`armistice check\` lists them.
# Next: \`armistice run ${id}\`; docs/first-case.md goes through it a block at a time.
armistice: 1
id: ${id}
title: ${quote(title)}
asOf: ${asOf} # nothing later enters a run
sources:
  own: {title: A placeholder to be replaced}`
}

/** In a war each who may refuse reckons with the front, fighting or not. */
function actor({ name, mayRefuse }: DraftParty, id: string, war: boolean): string {
  const value = war
    ? `resolve: {discount: 5% to 15%, optimism: -20 to 20, conviction: 3 to 12, horizon: 18 to 36, fightingCost: 10 to 30, costPerThousand: 0.3 to 1, walkAway: 1 to 4}`
    : 'noDealValue: 25 to 45'
  return mayRefuse
    ? `  ${id}: {name: ${quote(name)}, role: belligerent, ${value}, kind: judgement, source: own}`
    : `  ${id}: {name: ${quote(name)}, role: backer, source: own}`
}

function issueText({ name, options }: DraftIssue, id: string): string {
  const lines = options.map((says, k) => `      o${k + 1}: ${quote(says)}`)
  return `  ${id}:\n    says: ${quote(name)}\n    noDeal: o${Math.ceil(options.length / 2)}\n    options:\n${lines.join('\n')}`
}

/** The first party likes later options better, the second earlier ones, others the middle. */
function sheet(id: string, rank: number, issues: readonly DraftIssue[], ids: readonly string[]): string {
  const lines = issues.map(({ options }, i) => {
    const last = Math.max(1, options.length - 1)
    const worth = options.map((_, k) => {
      const share = rank === 0 ? k / last : rank === 1 ? 1 - k / last : 1 - Math.abs(2 * k - last) / last
      const points = Math.round(100 * share)
      return `o${k + 1}: ${points === 0 || points === 100 ? points : `${points - 10} to ${points + 10}`}`
    })
    return `      ${ids[i]}: {weight: 20 to 40, options: {${worth.join(', ')}}}`
  })
  return `  ${id}:\n    kind: judgement\n    source: own\n    issues:\n${lines.join('\n')}`
}

/** Two sides of equal means: what the numbers are for is said in docs/case-file.md. */
function warText([attacker, defender]: readonly string[]): string {
  const side = (id: string | undefined, men: string): string => `    actor: ${id}
    shells: {production: 100k, demand: 250k}
    men: {stock: ${men}, production: 15k, losses: 10k, lossesPerKm2: 20, returning: 60%, floor: 80k}
    heavy: {stock: 3_000, production: 40, lossesPerThousand: 8, roundsPerPiece: 150}`
  return `# What fighting on looks like, month by month.
war:
  months: 24
  kind: judgement
  source: own
  attacker:
${side(attacker, '300k')}
  defender:
${side(defender, '280k')}
  front: {rate: 40, fade: 97%, shock: 15, noise: 10, pull: 10, fireAtDate: 1}
  # A side whose war effort breaks leaves the other its terms: how likely that is in a month, at the strength of the date.
  breaks:
    attacker: {hazard: {value: 0.1% to 0.4%, unit: /month}, leaves: attackerBroken}
    defender: {hazard: {value: 0.1% to 0.4%, unit: /month}, leaves: defenderBroken}
    steepness: 1 to 3
    fire: 20% to 50%`
}

/** What a broken side leaves: the first party, who attacks, likes later options better. */
function brokenTerms(issues: readonly DraftIssue[], ids: readonly string[]): string {
  const terms = (of: (issue: DraftIssue) => number): string =>
    ids.map((id, k) => `${id}: o${issues[k] ? of(issues[k]) : 1}`).join(', ')
  return `packages:
  attackerBroken: {says: What is left if the attacker breaks., options: {${terms(() => 1)}}, source: own}
  defenderBroken: {says: What is left if the defender breaks., options: {${terms(({ options }) => options.length)}}, source: own}`
}

function claims(ids: readonly string[], issues: readonly DraftIssue[]): string {
  const first = ids[0]
  const middle = `o${Math.ceil((issues[0]?.options.length ?? 1) / 2)}`
  return `claims:
  C1:
    kind: conclusion
    says: There is a deal within a year.
    where: own
    test: {probability: {deal: true, month: {atMost: 12}}, above: 50%}
  C2:
    kind: conclusion
    says: ${quote(`A deal takes the middle way: ${issues[0]?.name}.`)}
    where: own
    test: {probability: {${first}: ${middle}}, given: {deal: true}, above: 50%}`
}

/** Ids in camel case, one each; letters beyond a to z are left out, and a name without any is numbered. */
function named(names: readonly string[], otherwise: string): string[] {
  const ids: string[] = []
  names.forEach((name, k) => {
    const words = name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9 ]/g, '')
      .split(' ')
      .filter((word) => word !== '')
    const camel = words
      .map((word, w) => (w === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
      .join('')
    const id = /^[a-z]/.test(camel) ? camel : `${otherwise}${k + 1}`
    const isTaken = (one: string): boolean => ids.includes(one) || RESERVED.includes(one) || isReservedKey(one)
    let free = id
    for (let n = k + 1; isTaken(free); n++) free = `${id}${n}`
    ids.push(free)
  })
  return ids
}

/** Words that an issue cannot be called, since claims use them. */
const RESERVED = [
  'deal',
  'month',
  'hypothesis',
  'quantity',
  'consent',
  'firm',
  'accepts',
  'breaks',
  'warEnds',
  'signs',
  'measure',
  'front',
  'advance',
  'foothold',
  'renewed',
  'accession',
  'zopa',
  'proposal',
  'precedent',
  'not',
  'any',
  'all',
]

/** Any text as a double-quoted YAML scalar. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
