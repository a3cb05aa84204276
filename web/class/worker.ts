/** Score sheets of a class round, and the frontier that they make. */
import { defined, holds, issuesOf, loadedFrom, readCase } from '../../src/internal.ts'
import type { Case, CaseSubject, Domain, Explanation } from '../../src/internal.ts'
import { ask } from '../ask.ts'
import { mail } from '../mail.ts'
import type { Sheet, SheetsReply, SheetsRequest } from './protocol.ts'
import { toTenth, worthOn } from './round.ts'
import type { Together } from './round.ts'

/** Worlds behind the mean of a sheet: means of ranges, so that few tell. */
const WORLDS = 200
const SLICE = 16
const slices = { breathe: mail, slice: SLICE, showAt: [], samplers: new Map(), memory: new Map<string, unknown>() }
const watch = { drop: true }

addEventListener('message', ({ data }: MessageEvent<SheetsRequest>) => {
  const say = (reply: SheetsReply): void => {
    postMessage(reply)
  }
  void answerTo(data)
    .catch((error: unknown): SheetsReply => ({ kind: 'refused', id: data.id, reason: String(error) }))
    .then(say)
})

async function answerTo({ id, asked }: SheetsRequest): Promise<SheetsReply> {
  const loaded = loadedFrom(readCase(asked.text, asked.file), asked.text)
  if (!loaded.ok) return { kind: 'refused', id, reason: 'the file has errors' }
  const theCase = loaded.case
  const subject: CaseSubject = { kind: 'case', case: theCase, digest: loaded.digest }
  const explain = async (options: readonly number[]): Promise<Explanation | null> => {
    const what = theCase.issues.map((issue, i) => `${issue.id}=${defined(issue.options[defined(options[i])]).id}`)
    const scenario = theCase.scenarios.some((one) => one.id === asked.scenario) ? asked.scenario : null
    const wanted = { kind: 'explain', what: what.join(','), scenario, seed: asked.seed, worlds: WORLDS } as const
    const answer = await ask<'explain'>(slices, subject, wanted, watch)
    return answer.kind === 'answer' ? (answer.record as Explanation) : null
  }
  const sheets = await sheetsOf(theCase, explain)
  if (!sheets) return { kind: 'refused', id, reason: 'the case has no packages to score' }
  const found = await ask<'frontier'>(
    slices,
    { kind: 'domain', domain: domainOf(theCase, sheets), reading: 'raw' },
    { kind: 'frontier' },
    watch,
  )
  if (found.kind !== 'answer') return { kind: 'refused', id, reason: 'the frontier of these sheets cannot be told' }
  return { kind: 'sheets', id, sheets, record: found.record }
}

type Explain = (options: readonly number[]) => Promise<Explanation | null>

async function sheetsOf(theCase: Case, explain: Explain): Promise<Sheet[] | null> {
  const most = Math.max(...theCase.issues.map(({ options }) => options.length))
  // Points of an option do not hang on the others, so the k-th options of all issues are asked about together.
  const rounds: Explanation[] = []
  for (let k = 0; k < most; k++) {
    const round = await explain(theCase.issues.map(({ options }) => Math.min(k, options.length - 1)))
    if (!round) return null
    rounds.push(round)
  }
  const together = await togetherOf(theCase, explain)
  return defined(rounds[0]).players.map(
    ({ actor, noDeal }, player): Sheet => ({
      actor,
      name: theCase.actors.find((one) => one.id === actor)?.name ?? actor,
      noDeal: toTenth(noDeal.mean),
      points: theCase.issues.map(({ id: issue, options }) =>
        options.map((_, option) => toTenth(defined(defined(defined(rounds[option]).players[player]).points[issue]))),
      ),
      together: together[player] ?? [],
    }),
  )
}

/** Issues whose options change each other's worth on some sheet. */
function jointIssues({ scores }: Case): number[] {
  const all = scores.flatMap(({ interactions }) => interactions.flatMap(({ when }) => issuesOf(when)))
  return [...new Set(all)].sort((a, b) => a - b)
}

/** Every way to choose among the options of some issues. */
function choices(theCase: Case, issues: readonly number[]): Together['options'][] {
  return issues.reduce<Together['options'][]>(
    (ways, issue) =>
      ways.flatMap((way) => defined(theCase.issues[issue]).options.map((_, option) => [...way, { issue, option }])),
    [[]],
  )
}

/** Whether some sheet gives or takes points for these options together; what it asks for names no consent. */
function countsTogether(theCase: Case, options: Together['options']): boolean {
  const optionOf = (issue: number): number => options.find((one) => one.issue === issue)?.option ?? -1
  return theCase.scores.some(({ interactions }) => interactions.some(({ when }) => holds(when, optionOf, () => false)))
}

/** By player, what the combinations of joint options add: asked of each, with the first option of all other issues. */
async function togetherOf(theCase: Case, explain: Explain): Promise<Together[][]> {
  const joint = jointIssues(theCase)
  const found: Together[][] = []
  if (joint.length === 0) return found
  for (const options of choices(theCase, joint)) {
    if (!countsTogether(theCase, options)) continue
    const whole = theCase.issues.map((_, issue) => options.find((one) => one.issue === issue)?.option ?? 0)
    const answer = await explain(whole)
    answer?.players.forEach(({ extra }, player) => {
      const points = toTenth(extra)
      found[player] ??= []
      if (points !== 0) found[player].push({ options, points })
    })
  }
  return found
}

/** The sheets as a domain whose points add up: issues with options that count together are one issue of it. */
function domainOf(theCase: Case, sheets: readonly Sheet[]): Domain {
  const joint = jointIssues(theCase)
  const parts = [
    ...theCase.issues.flatMap((_, issue) => (joint.includes(issue) ? [] : [choices(theCase, [issue])])),
    ...(joint.length > 0 ? [choices(theCase, joint)] : []),
  ]
  const nameOf = ({ issue, option }: Together['options'][number]): string =>
    defined(defined(theCase.issues[issue]).options[option]).id
  return {
    name: theCase.title,
    issues: parts.map((ways) => ({
      name: defined(ways[0])
        .map(({ issue }) => defined(theCase.issues[issue]).id)
        .join(' and '),
      values: ways.map((way) => way.map(nameOf).join(' and ')),
    })),
    profiles: sheets.map((sheet) => ({
      name: sheet.name,
      weights: parts.map(() => 1),
      evaluations: parts.map((ways) => ways.map((way) => worthOn(sheet, optionsBy(theCase, way)))),
      tops: null,
      noDeal: sheet.noDeal,
      noDealPackage: null,
      discount: 1,
    })),
  }
}

/** Option by issue; −1, which earns nothing, where a way leaves an issue open. */
function optionsBy(theCase: Case, way: Together['options']): number[] {
  return theCase.issues.map((_, issue) => way.find((one) => one.issue === issue)?.option ?? -1)
}
