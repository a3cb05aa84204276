/** Score sheets of a class round, and the frontier that they make. */
import { defined, loadedFrom, readCase } from '../../src/internal.ts'
import type { Case, CaseSubject, Domain, Explanation } from '../../src/internal.ts'
import { ask } from '../ask.ts'
import { mail } from '../mail.ts'
import type { Sheet, SheetsReply, SheetsRequest } from './protocol.ts'

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
  const most = Math.max(...theCase.issues.map(({ options }) => options.length))
  // Points of an option do not hang on the others, so the k-th options of all issues are asked about together.
  const rounds: Explanation[] = []
  for (let k = 0; k < most; k++) {
    const what = theCase.issues
      .map(({ id: issue, options }) => `${issue}=${defined(options[Math.min(k, options.length - 1)]).id}`)
      .join(',')
    const scenario = theCase.scenarios.some((one) => one.id === asked.scenario) ? asked.scenario : null
    const wanted = { kind: 'explain', what, scenario, seed: asked.seed, worlds: WORLDS } as const
    const found = await ask<'explain'>(slices, subject, wanted, watch)
    if (found.kind !== 'answer') return { kind: 'refused', id, reason: 'the case has no packages to score' }
    rounds.push(found.record as Explanation)
  }
  const sheets = defined(rounds[0]).players.map(
    ({ actor, noDeal }, player): Sheet => ({
      actor,
      name: theCase.actors.find((one) => one.id === actor)?.name ?? actor,
      noDeal: rounded(noDeal.mean),
      points: theCase.issues.map(({ id: issue, options }) =>
        options.map((_, option) => rounded(defined(defined(defined(rounds[option]).players[player]).points[issue]))),
      ),
    }),
  )
  const found = await ask<'frontier'>(
    slices,
    { kind: 'domain', domain: domainOf(theCase, sheets), reading: 'raw' },
    { kind: 'frontier' },
    watch,
  )
  if (found.kind !== 'answer') return { kind: 'refused', id, reason: 'the frontier of these sheets cannot be told' }
  return { kind: 'sheets', id, sheets, record: found.record }
}

/** To a tenth of a point: what a class adds up by hand is what the frontier is made of. */
const rounded = (points: number): number => Math.round(points * 10) / 10

function domainOf(theCase: Case, sheets: readonly Sheet[]): Domain {
  return {
    name: theCase.title,
    issues: theCase.issues.map(({ id, options }) => ({ name: id, values: options.map((option) => option.id) })),
    profiles: sheets.map(({ name, points, noDeal }) => ({
      name,
      weights: points.map(() => 1),
      evaluations: points,
      tops: null,
      noDeal,
      noDealPackage: null,
      discount: 1,
    })),
  }
}
