/** The server that served the app, where one did: what was asked of it, how that goes, and asking it. */
import { defined, sha256 } from '../src/internal.ts'
import { ClientError, createAsk, getCase, listAsks, putCase, watchAsk } from '../server/client.ts'
import type { Ask, ClientOptions } from '../server/client.ts'

/** Where the token is kept while the window is open. */
const TOKEN = 'armistice-token'

/** Whether the app came from a server that computes: its page says so. */
export function isServed(): boolean {
  return document.querySelector('meta[name="armistice-server"]') !== null
}

export function tokenGiven(): string | null {
  return sessionStorage.getItem(TOKEN)
}

export function giveToken(token: string): void {
  sessionStorage.setItem(TOKEN, token)
}

export function server(): ClientOptions {
  const token = tokenGiven()
  return { server: location.origin, ...(token === null ? {} : { token }) }
}

/** What went wrong, in the server's words. */
export function wordOf(error: unknown): { readonly says: string; readonly needsToken: boolean } {
  if (error instanceof ClientError) return { says: error.problem.detail, needsToken: error.problem.status === 401 }
  return { says: `The server does not answer (${(error as Error).message}).`, needsToken: false }
}

/** Asks shown at once. */
const SHOWN = 30

export async function latestAsks(): Promise<readonly Ask[]> {
  return (await listAsks(server(), { limit: SHOWN })).items
}

/** How an ask stands, told by the server as it changes. */
export type Standing = Pick<Ask, 'state' | 'error' | 'progress'>

/** Hears how an ask goes until it has ended or the signal is given; comes back where the connection was cut. */
export async function watch(digest: string, hear: (standing: Standing) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const given = { ...server(), fetch: (request: Request) => fetch(request, { signal }) }
    const ended = await watchAsk(given, { digest }).then(
      (response) => heard(response, hear),
      () => false,
    )
    if (ended) return
    await new Promise((done) => setTimeout(done, 1000))
  }
}

/** Source of the form: WHATWG HTML, §9.2, server-sent events. @returns whether the ask has ended. */
async function heard(response: Response, hear: (standing: Standing) => void): Promise<boolean> {
  const reader = defined(response.body).pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return false
      text += value
      const events = text.split('\n\n')
      text = defined(events.pop())
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '))
        if (data === undefined) continue
        const standing = JSON.parse(data.slice('data: '.length)) as Standing
        hear(standing)
        if (standing.state !== 'open') return true
      }
    }
  } catch {
    return false
  }
}

export interface Wanted {
  /** Text of the case as it is in the app. */
  readonly text: string
  /** Id of the case that comes along, if it is one. */
  readonly known: string
  readonly ask: { readonly kind: string; readonly [field: string]: unknown }
}

/** Has the server compute. A text that it does not have under the name of the case goes there under the name of its own
 *  digest: nobody's case is overwritten. */
export async function askServer({ text, known, ask }: Wanted): Promise<Ask> {
  return createAsk(server(), { body: { case: await caseOf(text, known), ask } })
}

async function caseOf(text: string, known: string): Promise<string> {
  const digest = sha256(text)
  const there = await getCase(server(), { id: known }).catch(orMissing)
  if (there?.digest === digest) return known
  const id = `from-app-${digest.slice(0, 16)}`
  if ((await getCase(server(), { id }).catch(orMissing)) === null)
    await putCase(server(), { id, body: { text, base: null, note: 'from the app' } })
  return id
}

function orMissing(error: unknown): null {
  if (error instanceof ClientError && [404, 422].includes(error.problem.status)) return null
  throw error
}
