/** Built terms on the worlds of the run, in a thread of their own: a draft at once, then the whole. */
import { askProblems, loadedFrom, readCase, samplersByValue } from '../../src/internal.ts'
import type { CaseRead, CaseSubject, Explanation, Nearest } from '../../src/internal.ts'
import { ask, stopWhen } from '../ask.ts'
import { mail } from '../mail.ts'
import type { BuildReply, BuildRequest } from './protocol.ts'

/** Worlds of a draft, enough for shares within twelve points of percentage, and those in which it looks at every
 *  package. */
const DRAFT = { worlds: 64, nearWorlds: 24 } as const
/** Milliseconds of work between two looks at the mail. */
const SLICE = 8

let current = 0
let seen: { readonly text: string; readonly read: CaseRead } | null = null
const slices = {
  breathe: mail,
  slice: SLICE,
  showAt: [],
  samplers: samplersByValue(),
  memory: new Map<string, unknown>(),
}

const say = (reply: BuildReply): void => {
  postMessage(reply)
}

addEventListener('message', ({ data }: MessageEvent<BuildRequest>) => {
  current = data.id
  void answerTo(data).catch((error: unknown) => {
    say({ kind: 'refused', id: data.id, reason: String(error) })
  })
})

async function answerTo({ id, asked, terms, worlds, nearWorlds }: BuildRequest): Promise<void> {
  await mail()
  if (current !== id) return
  if (seen?.text !== asked.text) seen = { text: asked.text, read: readCase(asked.text, asked.file, seen?.read) }
  const loaded = loadedFrom(seen.read, asked.text)
  if (!loaded.ok) {
    say({ kind: 'refused', id, reason: 'The file does not load: “File” says why.' })
    return
  }
  const subject: CaseSubject = { kind: 'case', case: loaded.case, digest: loaded.digest }
  const scenario = loaded.case.scenarios.some((one) => one.id === asked.scenario) ? asked.scenario : null
  const what = Object.entries(terms)
    .map((pair) => pair.join('='))
    .join(',')
  const watch = { signal: stopWhen(() => current !== id), drop: true }
  const rest = { what, scenario, seed: asked.seed }
  for (const round of [DRAFT, { worlds, nearWorlds }]) {
    const isDraft = round === DRAFT
    const found = await ask<'explain'>(slices, subject, { kind: 'explain', ...rest, worlds: round.worlds }, watch)
    if (found.kind === 'wrong') say({ kind: 'refused', id, reason: askProblems(found.problems) })
    if (found.kind === 'none') say({ kind: 'refused', id, reason: found.reason })
    if (found.kind !== 'answer' || current !== id) return
    say({ kind: 'package', id, case: loaded.case, explanation: found.record as Explanation, isDraft })
    const near = await ask<'near'>(slices, subject, { kind: 'near', ...rest, worlds: round.nearWorlds }, watch)
    if (near.kind === 'wrong') say({ kind: 'noNear', id, reason: askProblems(near.problems) })
    if (near.kind === 'none') say({ kind: 'noNear', id, reason: near.reason })
    if (near.kind === 'stopped' || current !== id) return
    if (near.kind === 'answer') say({ kind: 'near', id, case: loaded.case, nearest: near.record as Nearest, isDraft })
  }
}
