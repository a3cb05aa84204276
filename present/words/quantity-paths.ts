/** Words for the numbers that a case places by their path alone: `scores.russia.eu.weight` is a weight of Russia's. */
import { entryOf } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'

const unended = (says: string): string => says.replace(/\.$/, '').trim()

/** `othersToo` as two words, where a case has none for an id. */
const spaced = (id: string): string =>
  id.replace(/([\p{Ll}\d])(\p{Lu})/gu, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)

/** Which entry of a list, counted from one. */
const nth = (index: string): string => `entry ${Number(index) + 1}`

interface Said {
  readonly id: string
  readonly says?: string
  readonly name?: string
}

function said(of: readonly Said[], id: string): string {
  const found = of.find((one) => one.id === id)
  return unended(found?.name ?? found?.says ?? '') || spaced(id)
}

const actor = ({ actors }: Case, id: string): string => said(actors, id)

function side({ war, actors }: Case, id: string): string {
  const index = id === 'attacker' ? war?.attacker.actor : war?.defender.actor
  return (index === undefined ? undefined : actors[index]?.name) ?? `the ${id}`
}

function option({ issues }: Case, issue: string, id: string): string {
  return said(issues.find((one) => one.id === issue)?.options ?? [], id)
}

/** Whether one issue alone has an option of these words: `Nobody` may stand on a line and behind a guarantee. */
function isOnce(theCase: Case, words: string): boolean {
  const { issues } = theCase
  return (
    issues.flatMap(({ id, options }) => options.filter((one) => option(theCase, id, one.id) === words)).length === 1
  )
}

function rival({ hypotheses }: Case, set: string, id: string): string {
  return said(hypotheses.find((one) => one.id === set)?.options ?? [], id)
}

/** An explanation by its id alone: an item of evidence says not of which set. */
function anyRival({ hypotheses }: Case, id: string): string {
  return said(
    hypotheses.flatMap(({ options }) => options),
    id,
  )
}

const RESOLVE: Readonly<Record<string, string>> = {
  discount: 'discount of the future, a year',
  optimism: 'advance it hopes for beyond the balance of fire',
  conviction: 'months of proof that its hope is worth',
  horizon: 'months it expects the war to go on',
  fightingCost: 'points by which fighting is worse than peace',
  costPerThousand: 'points for each thousand casualties a month',
  walkAway: 'points it would give up rather than walk away from talks',
  audience: 'how hard its audience punishes giving way',
  erosion: 'how fast its red lines wear down as it bleeds',
  fading: 'how fast its red lines wear down with time',
  noDealValue: 'what no deal is worth to it',
}

const STOCKS: Readonly<Record<string, string>> = {
  'shells.stock': 'shells in store',
  'shells.production': 'shells it makes',
  'shells.demand': 'shells it would fire with no shortage',
  'men.stock': 'soldiers',
  'men.production': 'soldiers it raises',
  'men.losses': 'casualties while the front stands',
  'men.lossesPerKm2': 'casualties for each km² it takes',
  'men.returning': 'share of casualties that return',
  'men.floor': 'fewest soldiers with which it can hold or advance',
  'heavy.stock': 'heavy pieces',
  'heavy.production': 'heavy pieces it makes',
  'heavy.lossesPerThousand': 'heavy pieces lost per thousand casualties',
  'heavy.roundsPerPiece': 'rounds that a heavy piece can fire',
}

const PLAIN: Readonly<Record<string, string>> = {
  'war.breaks.steepness': 'how steeply a collapse follows strength',
  'war.breaks.fire': 'weight of fire in strength, against men',
  'war.front.rate': 'advance a month as of the date',
  'war.front.fade': 'how much of the advance lasts from month to month',
  'war.front.shock': 'monthly shocks of the advance that stay',
  'war.front.noise': 'monthly swings of the advance that pass',
  'war.front.level': 'advance that the front tends to',
  'war.front.added': 'what else adds to the advance',
  'war.front.pull': 'how strongly the ratio of fire draws the front',
  'war.front.fireAtDate': 'ratio of fire as of the date',
  'war.front.strength': 'how strongly the ratio of men draws the front',
  'war.front.forceAtDate': 'ratio of men as of the date',
  'durability.logitFiveYears': 'odds that a peace without features holds five years, as a logarithm',
  'durability.logShape': 'whether a peace breaks early or late, as a logarithm',
  'durability.stillborn': 'chance that the peace never takes hold',
  'durability.rearming': 'share of strength that the attacker gains in a year of peace',
  'durability.levelling': 'years over which rearming levels off',
  'durability.reach': 'km² that a shift of the whole balance would move the line',
  'durability.openingBlow': 'chance that a renewed war opens with the defender’s defeat',
  'durability.pause': 'share of what a pause buys that the attacker counts on',
  'bargaining.hazard': 'chance of a deal a month, whatever it gains',
  'bargaining.pace': 'pace of a deal, for each point that the worst-off gains',
  'consequences.landHeld': 'km² held as of the date',
  'consequences.peopleHeld': 'people who live there',
  'consequences.peoplePerKm2': 'people for each further km²',
  'consequences.displaced': 'people who fled and cannot return',
  'consequences.civilianDeaths': 'civilians killed a month',
  'consequences.rebuilding': 'cost of rebuilding as of the date',
  'consequences.rebuildingPerMonth': 'what a month of war adds to rebuilding',
}

const EFFECTS: Readonly<Record<string, string>> = {
  pressured: 'pressure from outside',
  monitors: 'unarmed monitors',
  armedForce: 'an armed force with consent',
  dmz: 'a demilitarised zone',
  guarantee: 'a guarantee, by its credibility',
  settlement: 'a political settlement',
  powerShift: 'a shift of power',
  imposedRegime: 'a regime imposed from outside',
}

type Naming = (theCase: Case, ...parts: string[]) => string | undefined

/** By the shape of the path; the first that fits counts. */
const SHAPES: readonly (readonly [RegExp, Naming])[] = [
  [
    /^actors\.([^.]+)\.(\w+)$/,
    (c, who, what) => RESOLVE[what ?? ''] && `${actor(c, who ?? '')}: ${RESOLVE[what ?? '']}`,
  ],
  [/^hypotheses\.([^.]+)\.([^.]+)$/, (c, set = '', id = '') => `chance before the evidence: ${rival(c, set, id)}`],
  [
    /^evidence\.([^.]+)\.likelihood\.([^.]+)$/,
    (c, item = '', id = '') => `how well “${said(c.evidence, item)}” fits “${anyRival(c, id)}”`,
  ],
  [/^evidence\.([^.]+)\.relevance$/, (c, item = '') => `relevance: ${said(c.evidence, item)}`],
  [/^evidence\.([^.]+)\.credibility$/, (c, item = '') => `credibility: ${said(c.evidence, item)}`],
  [/^issues\.([^.]+)\.([^.]+)\.line\.\w+$/, (c, issue = '', id = '') => `where the line runs: ${option(c, issue, id)}`],
  [/^rules\.([^.]+)\.factor$/, (c, rule = '') => `how far consent falls: ${said(c.rules, rule)}`],
  [/^consents\.([^.]+)\.correlation$/, (c, body = '') => `how alike its members lean: ${said(c.consents, body)}`],
  [/^consents\.([^.]+)\.probability$/, (c, body = '') => `chance of a yes: ${said(c.consents, body)}`],
  [/^consents\.([^.]+)\.([^.]+)$/, (c, body = '', who = '') => `${actor(c, who)} agrees: ${said(c.consents, body)}`],
  [
    /^scores\.([^.]+)\.([^.]+)\.weight$/,
    (c, who = '', issue = '') => `${actor(c, who)}: weight of “${said(c.issues, issue)}”`,
  ],
  [
    /^scores\.([^.]+)\.([^.]+)\.([^.]+)$/,
    (c, who = '', issue = '', id = '') =>
      `${actor(c, who)}: points for “${option(c, issue, id)}”${isOnce(c, option(c, issue, id)) ? '' : ` (${spaced(issue)})`}`,
  ],
  [
    /^war\.(attacker|defender)\.(\w+)\.deliveries\.([^.]+)$/,
    (c, who = '', what = '', giver = '') => `${side(c, who)}: ${what} from ${actor(c, giver)}`,
  ],
  [
    /^war\.(attacker|defender)\.(\w+\.\w+)$/,
    (c, who = '', what = '') => STOCKS[what] && `${side(c, who)}: ${STOCKS[what]}`,
  ],
  [/^war\.breaks\.(\w+)\.hazard$/, (c, who = '') => `${side(c, who)}: chance a month that its war effort breaks`],
  [/^war\.turns\.([^.]+)\.share$/, (_, turn = '') => `what is left of deliveries after “${spaced(turn)}”`],
  [
    /^war\.regions\.([^.]+)\.(area|held|share)$/,
    (c, region = '', what = '') =>
      `${said(c.war?.regions ?? [], region)}: ${{ area: 'km²', held: 'share held', share: 'share of a further advance' }[what] ?? what}`,
  ],
  [
    /^war\.foothold\.(area|lostPerMonth|least)$/,
    (c, what = '') =>
      `${c.war?.foothold?.name ?? 'foothold'}: ${{ area: 'km² held', lostPerMonth: 'share lost a month', least: 'least km² that count in talks' }[what] ?? what}`,
  ],
  [/^durability\.effects\.(\w+)$/, (_, effect = '') => EFFECTS[effect] && `what it does for peace: ${EFFECTS[effect]}`],
  [
    /^durability\.covariates\.(\d+)\.value$/,
    (c, k = '') =>
      `how much the terms bring: ${EFFECTS[c.durability?.covariates[Number(k)]?.effect ?? ''] ?? 'a feature'} (${nth(k)})`,
  ],
  [/^durability\.support\.(\d+)\.share$/, (_, k = '') => `strength that terms add to the defender (${nth(k)})`],
  [
    /^durability\.noDealAfter\.([^.]+)\.(\d+)(\.over)?$/,
    (c, who = '', k = '', over = '') =>
      `${actor(c, who)}: ${over === '' ? 'what a broken peace leaves it' : 'years until a broken peace leaves it so'} (${nth(k)})`,
  ],
  [
    /^bargaining\.proposals\.([^.]+)\.probability$/,
    (c, id = '') => `chance that it is put forward: ${said(c.bargaining?.proposals ?? [], id)}`,
  ],
  [/^events\.([^.]+)\.probability$/, (c, id = '') => `chance that it happens: ${said(c.events, id)}`],
  [/^steps\.([^.]+)\.probability$/, (c, id = '') => `chance that it is taken up: ${said(c.steps ?? [], id)}`],
  [/^bargaining\.weights\.([^.]+)$/, (c, who = '') => `weight in the bargain: ${actor(c, who)}`],
  [
    /^actors\.([^.]+)\.spoils\.peace$/,
    (c, who = '') => `${actor(c, who)}: factor by which it breaks a peace it dislikes`,
  ],
  [/^actors\.([^.]+)\.mediates\.pace$/, (c, who = '') => `${actor(c, who)}: factor on the pace of a deal`],
  [
    /^consequences\.bornByAttacker\.(\d+)\.share$/,
    (c, k = '') => `share of rebuilding that ${side(c, 'attacker')} pays (${nth(k)})`,
  ],
  [/^consequences\.dead\.(\w+)$/, (c, who = '') => `${side(c, who)}: soldiers dead as of the date`],
  [/^consequences\.deathShare\.(\w+)$/, (c, who = '') => `${side(c, who)}: share of casualties that die`],
  [
    /^consequences\.accessions\.([^.]+)\.years$/,
    (c, id = '') => `years that it takes: ${said(c.consequences?.accessions ?? [], id)}`,
  ],
  [
    /^game\.([^.]+)\.([^.]+)\.costs\.([^.]+)$/,
    (c, move = '', choice = '', who = '') =>
      `what it costs ${actor(c, who)}: ${said(c.game?.options.find(({ id }) => id === move)?.choices ?? [], choice)}`,
  ],
]

/** What a number is called by where it stands; null where its path says nothing that a reader would understand. */
export function pathLabel(theCase: Case, id: string): string | null {
  const plain = entryOf(PLAIN, id)
  if (plain !== undefined) return plain
  for (const [shape, naming] of SHAPES) {
    const found = shape.exec(id)
    if (found) return naming(theCase, ...found.slice(1)) ?? null
  }
  return null
}
