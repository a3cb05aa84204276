/** Which issues have to be looked at together. */
import { issuesOf } from '../../case/condition.ts'
import type { Condition } from '../../case/condition.ts'
import { consentsOf } from '../../case/condition.ts'
import { issuesOfConsent } from '../worlds/leaning.ts'
import { issuesSpoiled } from '../worlds/spoilers.ts'
import type { Case, Rule } from '../../case/types.ts'

type HardRule = Extract<Rule, { kind: 'hard' }>

/** Issues in groups such that nothing (rule, consent, red line, interaction, term of durability) speaks of issues of
 *  two groups: within a group everything is enumerated, across groups worth simply adds up. Each group ascending,
 *  groups by first issue. */
export function coupledIssues(theCase: Case): number[][] {
  const parent = theCase.issues.map((_, issue) => issue)
  const root = (issue: number): number => (parent[issue] === issue ? issue : root(parent[issue]!))
  for (const together of couplings(theCase)) {
    for (const issue of together) parent[root(issue)] = root(together[0]!)
  }
  const groups = new Map<number, number[]>()
  parent.forEach((_, issue) => groups.set(root(issue), [...(groups.get(root(issue)) ?? []), issue]))
  return [...groups.values()].sort((a, b) => a[0]! - b[0]!)
}

/** Issues of the group that a hard rule is looked at with: its own; where it names none, those of the soft rules that
 *  bear on the consents it asks for; else the first, since it holds or fails for all packages alike. */
export function issuesOfRule(theCase: Case, { when, requires }: HardRule): number[] {
  const own = [when, requires].flatMap(issuesOf)
  const found = own.length > 0 ? own : weakening(theCase, requires, when).flatMap(issuesOf)
  return found.length > 0 ? found : [0]
}

/** Issues whose options enter the survival curve or the balance after a deal, ascending. */
export function durableIssues(theCase: Case): number[] {
  const { durability } = theCase
  if (!durability) return []
  const { covariates, support, after = [] } = durability
  const conditions = [...covariates, ...support, ...after].map(({ when }) => when)
  const spoiled = issuesSpoiled(theCase, ({ peace }) => peace !== null)
  return [...new Set([...conditions.flatMap(issuesOf), ...spoiled])].sort((a, b) => a - b)
}

/** Whether a rule asks for a vote that comes after signature. */
export function asksVote(theCase: Case, rule: Rule): boolean {
  if (rule.kind === 'soft') return false
  return [...consentsOf(rule.when), ...consentsOf(rule.requires)].some((body) => theCase.consents[body]?.vote)
}

/** Issues on which the chance of a vote, or whether one is needed, turns. */
function ratifiedIssues(theCase: Case): number[] {
  const found = theCase.rules.flatMap((rule) => {
    if (rule.kind === 'soft' || !asksVote(theCase, rule)) return []
    const bodies = [...consentsOf(rule.when), ...consentsOf(rule.requires)]
    const weighed = bodies.flatMap((body) => issuesOfConsent(theCase, body))
    return [rule.when, rule.requires, ...weakening(theCase, rule.requires, rule.when)].flatMap(issuesOf).concat(weighed)
  })
  return [...new Set(found)].sort((a, b) => a - b)
}

/** Issues that are looked at together with the terms of a peace: on these hang how long it lasts, whether it comes
 *  into force, what may follow the first step of a settlement in steps, and with which of several lines it moves. */
export function coreIssues(theCase: Case): number[] {
  const lines = theCase.territories.length > 1 ? theCase.territories.map(({ issue }) => issue) : []
  const more = [...ratifiedIssues(theCase), ...(theCase.steps?.[0]?.issues ?? []), ...lines]
  return more.length === 0 ? durableIssues(theCase) : [...new Set([...durableIssues(theCase), ...more])]
}

/** Issues that a hard rule is read with, whatever its consents hang on included. */
export function issuesWithRule(theCase: Case, rule: HardRule): number[] {
  const conditions = [rule.when, rule.requires, ...weakening(theCase, rule.requires, rule.when)]
  const weighed = [rule.when, rule.requires].flatMap(consentsOf).flatMap((body) => issuesOfConsent(theCase, body))
  return [...new Set([...issuesOfRule(theCase, rule), ...conditions.flatMap(issuesOf), ...weighed])]
}

/** Issues that one rule, red line or interaction speaks of: sets of at least two. */
export function spokenTogether(theCase: Case): number[][] {
  return [
    ...theCase.rules.flatMap((rule) => (rule.kind === 'hard' ? [issuesWithRule(theCase, rule)] : [])),
    ...theCase.redLines.map(({ rejects }) => issuesOf(rejects)),
    ...theCase.scores.flatMap(({ interactions }) => interactions.map(({ when }) => issuesOf(when))),
  ]
    .map((issues) => [...new Set(issues)].sort((a, b) => a - b))
    .filter((set) => set.length > 1)
}

function couplings(theCase: Case): number[][] {
  return [coreIssues(theCase), ...spokenTogether(theCase)].filter((set) => set.length > 1)
}

/** Conditions of the soft rules that bear on the consents a rule asks for. */
function weakening(theCase: Case, ...conditions: Condition[]): Condition[] {
  const bodies = new Set(conditions.flatMap(consentsOf))
  return theCase.rules.flatMap((rule) => (rule.kind === 'soft' && bodies.has(rule.weakens) ? [rule.when] : []))
}
