/** What a sentence can ask of a run: a number or a phrase, by name. */
import { defined, entryOf } from '../../../src/internal.ts'
import type { ArmSummary, Case, Interval, Summary } from '../../../src/internal.ts'
import { grouped, headline, percent, phraseOf, rough, warRecordText, whole } from '../../words/index.ts'

interface ValueForm {
  /** How it is written, for messages. */
  readonly usage: string
  /** What is wrong with the arguments, null where nothing is. */
  readonly problem: (theCase: Case, args: readonly string[]) => string | null
  /** The text; null where the run cannot tell. */
  readonly text: (theCase: Case, arm: ArmSummary, args: readonly string[], summary: Summary) => string | null
}

const isCount = (text: string | undefined): boolean => text !== undefined && /^\d{1,3}$/.test(text)

const month: ValueForm['problem'] = (theCase, [written]) => {
  const most = theCase.bargaining?.months ?? 0
  return isCount(written) && Number(written) >= 1 && Number(written) <= most
    ? null
    : `wants a month from 1 to ${most}, not ${named(written)}`
}

const named = (written: string | undefined): string => (written === undefined ? 'nothing' : `\`${written}\``)

function oneOf(what: string, known: readonly string[], written: string | undefined): string | null {
  return written !== undefined && known.includes(written)
    ? null
    : `knows no ${what} ${named(written)}; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}`
}

const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id)

const option: ValueForm['problem'] = (theCase, [issue, chosen]) => {
  const found = theCase.issues.find(({ id }) => id === issue)
  return found
    ? oneOf(`option of ${defined(issue)}`, ids(found.options), chosen)
    : oneOf('issue', ids(theCase.issues), issue)
}

function share(interval: Interval | undefined): string | null {
  return interval && Number.isFinite(interval.estimate) ? percent(interval.estimate) : null
}

/** `21 points lower [18–25]`; `hardly different` where the interval spans none. */
function pointsApart({ estimate, low, high }: Interval): string {
  const [least, most] = estimate < 0 ? [-high, -low] : [low, high]
  if (least <= 0) return 'hardly different'
  const size = Math.abs(estimate) * 100
  const text = size < 1 ? 'less than a point' : `${whole(size)} ${whole(size) === '1' ? 'point' : 'points'}`
  return `${text} ${estimate < 0 ? 'lower' : 'higher'} [${whole(least * 100)}–${whole(most * 100)}]`
}

const VALUES: Readonly<Record<string, ValueForm>> = {
  headline: {
    usage: 'headline',
    problem: (theCase) => (theCase.bargaining ? null : 'wants a case with `bargaining`'),
    text: (theCase, arm, _, { baseRate }) =>
      [headline(theCase, arm), warRecordText(baseRate)].filter((text) => text !== null).join(' '),
  },
  dealBy: {
    usage: 'dealBy MONTH',
    problem: month,
    text: (_, arm, [by]) => share(arm.dealBy[Number(by) - 1]),
  },
  open: {
    usage: 'open',
    problem: (theCase) => (theCase.bargaining ? null : 'wants a case with `bargaining`'),
    text: (_, arm) => share(arm.open[0]),
  },
  option: {
    usage: 'option ISSUE OPTION',
    problem: option,
    text: (_, arm, [issue, chosen]) =>
      arm.deals.length === 0 ? null : share(arm.options[defined(issue)]?.[defined(chosen)]),
  },
  likeliest: {
    usage: 'likeliest ISSUE',
    problem: (theCase, [issue]) => oneOf('issue', ids(theCase.issues), issue),
    text: (theCase, arm, [issue]) => {
      const [best] = Object.entries(arm.options[defined(issue)] ?? {}).sort(([, a], [, b]) => b.estimate - a.estimate)
      return best && arm.deals.length > 0
        ? `${phraseOf(theCase, defined(issue), best[0])} (${percent(best[1].estimate)})`
        : null
    },
  },
  holds: {
    usage: 'holds YEARS',
    problem: (theCase, [years]) =>
      !theCase.durability
        ? 'wants a case with `durability`'
        : isCount(years)
          ? null
          : `wants a number of years, not ${named(years)}`,
    text: (_, arm, [years]) => {
      const spread = arm.survival.deals[arm.survival.years.indexOf(Number(years))]
      return spread ? percent(spread.mean) : null
    },
  },
  change: {
    usage: 'change SCENARIO',
    problem: (theCase, [scenario]) => oneOf('scenario', ids(theCase.scenarios), scenario),
    text: (_, arm, [scenario], summary) => {
      const change = summary.changes.find((one) => one.scenario === scenario)
      return change ? pointsApart(change.difference) : arm.scenario === scenario ? 'as this page has it' : null
    },
  },
  line: {
    usage: 'line MONTH',
    problem: (theCase, [by]) =>
      !theCase.war ? 'wants a case with `war`' : isCount(by) ? null : `wants a month, not ${named(by)}`,
    text: (_, arm, [by]) => {
      const spread = arm.war.line[Number(by)]
      return spread ? `${rough(spread.p50)} km² (90 %: ${rough(spread.p05)} to ${rough(spread.p95)})` : null
    },
  },
  casualties: {
    usage: 'casualties attacker|defender MONTH',
    problem: (theCase, [side, by]) =>
      !theCase.war
        ? 'wants a case with `war`'
        : (oneOf('side', ['attacker', 'defender'], side) ?? (isCount(by) ? null : `wants a month, not ${named(by)}`)),
    text: (_, arm, [side, by]) => {
      const spread = arm.war[side === 'attacker' ? 'lossesAttacker' : 'lossesDefender'][Number(by)]
      return spread ? grouped(Number(spread.p50.toPrecision(2))) : null
    },
  },
  ledger: {
    usage: 'ledger deal|noDeal ENTRY',
    problem: (theCase, [which]) =>
      !theCase.consequences ? 'wants a case with `consequences`' : oneOf('outcome', ['deal', 'noDeal'], which),
    text: (_, arm, [which, entry]) => {
      const { entries } = arm.ledger[which as 'deal' | 'noDeal']
      const spread = entries?.[entry as keyof typeof entries]
      return spread ? (spread.p50 >= 1e6 ? `${rough(spread.p50 / 1e6)} million` : rough(spread.p50)) : null
    },
  },
  belief: {
    usage: 'belief SET OPTION',
    problem: (theCase, [set, chosen]) => {
      const found = theCase.hypotheses.find(({ id }) => id === set)
      return found
        ? oneOf(`option of ${defined(set)}`, ids(found.options), chosen)
        : oneOf('hypothesis', ids(theCase.hypotheses), set)
    },
    text: (_, __, [set, chosen], summary) => {
      const p = summary.hypotheses.find(({ id }) => id === set)?.posterior[defined(chosen)]
      return p === undefined ? null : percent(p)
    },
  },
  firm: {
    usage: 'firm REDLINE',
    problem: (theCase, [line]) => oneOf('red line', ids(theCase.redLines), line),
    text: (_, arm, [line]) => share(arm.firm[defined(line)]),
  },
  accepts: {
    usage: 'accepts ACTOR PACKAGE',
    problem: (theCase, [actor, entry]) =>
      oneOf(
        'actor with a veto',
        theCase.vetoPlayers.map((player) => defined(theCase.actors[player]).id),
        actor,
      ) ?? oneOf('package', ids(theCase.packages), entry),
    text: (_, arm, [actor, entry]) => share(arm.named.find(({ id }) => id === entry)?.accepts[defined(actor)]),
  },
}

export const VALUE_NAMES: readonly string[] = Object.keys(VALUES)

/** What is wrong with a value that a document asks for; null where nothing is. */
export function valueProblem(theCase: Case, name: string, args: readonly string[]): string | null {
  const form = defined(VALUES[name])
  const problem = form.problem(theCase, args)
  return problem === null ? null : `\`{${form.usage}}\` ${problem}`
}

/** What it comes to in a run, `not told` where the run cannot say. */
export function valueText(theCase: Case, summary: Summary, name: string, args: readonly string[]): string {
  return valueTold(theCase, summary, name, args) ?? 'not told'
}

/** The same; null where the run cannot say. */
export function valueTold(theCase: Case, summary: Summary, name: string, args: readonly string[]): string | null {
  return entryOf(VALUES, name)?.text(theCase, defined(summary.arms[0]), args, summary) ?? null
}
