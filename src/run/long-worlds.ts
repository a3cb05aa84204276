/** Cases of which a single world may take long, and what would make it shorter. */
import { ALWAYS } from '../case/condition.ts'
import { defined } from '../case/defined.ts'
import { issueAt } from '../case/indices.ts'
import type { QuantityIndex } from '../case/indices.ts'
import { caseOfArm } from '../case/left-out.ts'
import type { Case, Rule } from '../case/types.ts'
import { quantile } from '../math/distribution.ts'

export { hasLongWorlds } from '../stages/settlement/table.ts'

/** A case with something taken out of its settlement, to see how much faster a world is then. */
export interface Cut {
  /** What is taken out, such as "without the 11 interactions". */
  readonly says: string
  readonly case: Case
}

/** One cut of each kind that a case leaves room for: parties, options, issues, interactions. Options that are taken out
 *  are barred by a rule on their issue alone, which couples nothing. */
export function cutsOf(theCase: Case): Cut[] {
  const { issues, scores, vetoPlayers } = theCase
  const most = Math.max(0, ...issues.map(({ options }) => options.length))
  const cap = Math.ceil(most / 2)
  const half = Math.ceil(vetoPlayers.length / 2)
  const spread = { scenario: null, spreads: [] }
  const light = lightest(theCase)
  const tied = scores.reduce((sum, { interactions }) => sum + interactions.length, 0)
  const names = (list: readonly string[]): string => list.join(', ')
  const fewer = vetoPlayers.slice(half)
  return [
    ...(vetoPlayers.length > 2
      ? [
          {
            says: `${half} veto players instead of ${vetoPlayers.length} (without ${names(fewer.map((actor) => defined(theCase.actors[actor]).id))})`,
            case: caseOfArm(theCase, { ...spread, without: fewer }),
          },
        ]
      : []),
    ...(most > 2
      ? [
          {
            says: `at most ${cap} options on each issue instead of ${most}`,
            case: withRules(theCase, (_, options) => Math.min(options, cap)),
          },
        ]
      : []),
    ...(issues.length > 2
      ? [
          {
            says: `without the issues that weigh least, ${names(light.map((issue) => defined(issues[issue]).id))}`,
            case: withRules(theCase, (issue, options) => (light.includes(issue) ? 1 : options)),
          },
        ]
      : []),
    ...(tied > 0
      ? [
          {
            says: `without ${tied === 1 ? 'the interaction' : `the ${tied} interactions`} of the score sheets`,
            case: { ...theCase, scores: scores.map((sheet) => ({ ...sheet, interactions: [] })) },
          },
        ]
      : []),
  ]
}

/** The third of the issues that weigh least, by the middle of their weights over the score sheets of veto players. */
function lightest({ issues, quantities, scores, vetoPlayers }: Case): number[] {
  const middle = (index: QuantityIndex): number => {
    const { spread } = defined(quantities[index])
    const parts = spread.kind === 'plain' ? [spread.of] : spread.by
    return parts.reduce((sum, of) => sum + quantile(of, 0.5), 0) / parts.length
  }
  const sheets = scores
    .filter(({ actor }) => vetoPlayers.includes(actor))
    .map((sheet) => sheet.issues.map(({ weight }) => middle(weight)))
  const share = (issue: number): number =>
    sheets.reduce((sum, sheet) => sum + defined(sheet[issue]) / sheet.reduce((all, one) => all + one, 0), 0)
  const shares = issues.map((_, issue) => share(issue))
  return issues
    .map((_, issue) => issue)
    .sort((a, b) => defined(shares[a]) - defined(shares[b]))
    .slice(0, Math.ceil(issues.length / 3))
    .sort((a, b) => a - b)
}

/** The case with only the first options of some issues, that of no deal among them. */
function withRules(theCase: Case, optionsLeft: (issue: number, options: number) => number): Case {
  const provenance = defined(theCase.issues[0]).provenance
  const rules = theCase.issues.flatMap(({ options, noDeal }, issue): Rule[] => {
    const left = optionsLeft(issue, options.length)
    if (left >= options.length) return []
    const kept = [...new Set([noDeal, ...options.keys()])].slice(0, left)
    const requires = { kind: 'chooses' as const, issue: issueAt(issue), options: kept }
    return [{ kind: 'hard', id: `cut-${issue}`, says: '', when: ALWAYS, requires, provenance }]
  })
  return { ...theCase, rules: [...theCase.rules, ...rules] }
}
