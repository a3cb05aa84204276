/** Built terms on the worlds of the run, in a thread of their own: a draft at once, then the whole. */
import { askProblems, loadedFrom, readCase, samplersByValue } from '../../src/internal.ts'
import type { CaseRead, CaseSubject, Explanation, Nearest } from '../../src/internal.ts'
import { ask, stopWhen } from '../ask.ts'
import { mail } from '../mail.ts'
import type { BuildReply, BuildRequest } from './protocol.ts'

/** Worlds of a draft, and of what is whole: enough for shares within twelve and within three points of percentage. */
const PACKAGE_WORLDS = [64, 1000] as const
/** Worlds in which every package is looked at. */
const NEAR_WORLDS = [24, 300] as const
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

async function answerTo({ id, asked, terms }: BuildRequest): Promise<void> {
  await mail()
  if (current !== id) return
  if (seen?.text !== asked.text) seen = { text: asked.text, read: readCase(asked.text, asked.file, seen?.read) }
  const loaded = loadedFrom(seen.read, asked.text)
  if (!loaded.ok) return
  const subject: CaseSubject = { kind: 'case', case: loaded.case, digest: loaded.digest }
  const scenario = loaded.case.scenarios.some((one) => one.id === asked.scenario) ? asked.scenario : null
  const what = Object.entries(terms)
    .map((pair) => pair.join('='))
    .join(',')
  const watch = { signal: stopWhen(() => current !== id), drop: true }
  const rest = { what, scenario, seed: asked.seed }
  for (const round of [0, 1] as const) {
    const isDraft = round === 0
    const found = await ask<'explain'>(
      slices,
      subject,
      { kind: 'explain', ...rest, worlds: PACKAGE_WORLDS[round] },
      watch,
    )
    if (found.kind === 'wrong') say({ kind: 'refused', id, reason: askProblems(found.problems) })
    if (found.kind !== 'answer' || current !== id) return
    say({ kind: 'package', id, case: loaded.case, explanation: found.record as Explanation, isDraft })
    const near = await ask<'near'>(slices, subject, { kind: 'near', ...rest, worlds: NEAR_WORLDS[round] }, watch)
    if (near.kind !== 'answer' || current !== id) return
    say({ kind: 'near', id, case: loaded.case, nearest: near.record as Nearest, isDraft })
  }
}
