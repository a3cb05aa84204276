/** A client of the server's interface. Written by `server/client-text.ts` from the OpenAPI document: a test holds it to
 *  that. */

/** What went wrong, as the server tells it. */
export class ClientError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.status}: ${problem.detail}`)
    this.problem = problem
  }
}

export interface ClientOptions {
  readonly server: string
  readonly token?: string
  readonly fetch?: (request: Request) => Response | Promise<Response>
}

interface Call {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

async function send({ server, token, fetch: by = fetch }: ClientOptions, call: Call): Promise<Response> {
  const url = new URL(call.path, server)
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const headers: Record<string, string> = { 'Content-Type': 'application/json' }
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`
  const body = call.body === undefined ? null : JSON.stringify(call.body)
  const response = await by(new Request(url, { method: call.method, headers, body }))
  if (!response.ok) throw new ClientError((await response.json()) as Problem)
  return response
}

export type Ask = {
  readonly digest: string
  readonly ask: { readonly kind: string; readonly [more: string]: unknown }
  readonly caseDigest: string
  readonly engine: string
  readonly state: 'open' | 'done' | 'failed' | 'cancelled'
  readonly error: string | null
  readonly by: string
  readonly at: string
  readonly endedAt: string | null
  readonly progress: Progress
}

export type AskRequest = {
  readonly case: string
  readonly revision?: number
  readonly ask: { readonly kind: string; readonly [more: string]: unknown }
}

export type Asks = { readonly items: readonly Ask[]; readonly next: number | null }

export type Case = {
  readonly id: string
  readonly title: string
  readonly revision: number
  readonly digest: string
  readonly base: number | null
  readonly author: string
  readonly note: string
  readonly at: string
}

export type CaseDiff = {
  readonly from: number
  readonly to: number
  readonly changes: readonly Change[]
  readonly sameMeaning: boolean
}

export type CaseDraft = { readonly text: string; readonly base: number | null; readonly note?: string }

export type CaseStored = {
  readonly id: string
  readonly revision: number
  readonly digest: string
  readonly stored: boolean
  readonly merged: boolean
}

export type Cases = { readonly items: readonly Case[]; readonly next: string | null }

export type Change = {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly before?: unknown
  readonly after?: unknown
}

export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly {
    readonly pointer: string
    readonly detail: string
    readonly line?: number
    readonly column?: number
  }[]
  readonly [more: string]: unknown
}

export type Progress = {
  readonly stage: string
  readonly done: number
  readonly units: number
  readonly kept: number
  readonly chunks: number
  readonly workers: number
} | null

export type Revisions = { readonly items: readonly Case[]; readonly next: number | null }

export type Token = {
  readonly id: string
  readonly label: string
  readonly role: 'read' | 'run' | 'admin'
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

export type TokenMade = { readonly id: string; readonly token: string }

export type TokenRequest = { readonly label: string; readonly role: 'read' | 'run' | 'admin'; readonly days?: number }

export type Tokens = { readonly items: readonly Token[] }

export type Workers = {
  readonly items: readonly {
    readonly id: string
    readonly engine: string
    readonly host: string
    readonly startedAt: string
    readonly seenAt: string
    readonly chunks: number
  }[]
  readonly waiting: number
  readonly active: number
}

export async function listCases(
  options: ClientOptions,
  given: { readonly after?: string; readonly limit?: number } = {},
): Promise<Cases> {
  return (await (
    await send(options, { method: 'GET', path: `/api/cases`, query: { after: given.after, limit: given.limit } })
  ).json()) as Cases
}

export async function getCase(
  options: ClientOptions,
  given: { readonly id: string; readonly revision?: number },
): Promise<Case> {
  return (await (
    await send(options, {
      method: 'GET',
      path: `/api/cases/${encodeURIComponent(given.id)}`,
      query: { revision: given.revision },
    })
  ).json()) as Case
}

export async function putCase(
  options: ClientOptions,
  given: { readonly id: string; readonly body: CaseDraft },
): Promise<CaseStored> {
  return (await (
    await send(options, { method: 'PUT', path: `/api/cases/${encodeURIComponent(given.id)}`, body: given.body })
  ).json()) as CaseStored
}

export async function getCaseText(
  options: ClientOptions,
  given: { readonly id: string; readonly revision?: number },
): Promise<Response> {
  return send(options, {
    method: 'GET',
    path: `/api/cases/${encodeURIComponent(given.id)}/text`,
    query: { revision: given.revision },
  })
}

export async function listRevisions(
  options: ClientOptions,
  given: { readonly id: string; readonly before?: number; readonly limit?: number },
): Promise<Revisions> {
  return (await (
    await send(options, {
      method: 'GET',
      path: `/api/cases/${encodeURIComponent(given.id)}/revisions`,
      query: { before: given.before, limit: given.limit },
    })
  ).json()) as Revisions
}

export async function diffCase(
  options: ClientOptions,
  given: { readonly id: string; readonly from?: number; readonly to?: number },
): Promise<CaseDiff> {
  return (await (
    await send(options, {
      method: 'GET',
      path: `/api/cases/${encodeURIComponent(given.id)}/diff`,
      query: { from: given.from, to: given.to },
    })
  ).json()) as CaseDiff
}

export async function createAsk(options: ClientOptions, given: { readonly body: AskRequest }): Promise<Ask> {
  return (await (await send(options, { method: 'POST', path: `/api/asks`, body: given.body })).json()) as Ask
}

export async function listAsks(
  options: ClientOptions,
  given: {
    readonly before?: number
    readonly limit?: number
    readonly state?: 'open' | 'done' | 'failed' | 'cancelled'
  } = {},
): Promise<Asks> {
  return (await (
    await send(options, {
      method: 'GET',
      path: `/api/asks`,
      query: { before: given.before, limit: given.limit, state: given.state },
    })
  ).json()) as Asks
}

export async function getAsk(options: ClientOptions, given: { readonly digest: string }): Promise<Ask> {
  return (await (
    await send(options, { method: 'GET', path: `/api/asks/${encodeURIComponent(given.digest)}` })
  ).json()) as Ask
}

export async function getResult(
  options: ClientOptions,
  given: { readonly digest: string; readonly as?: 'json' | 'csv' | 'parquet' | 'svg' | 'html' },
): Promise<Response> {
  return send(options, {
    method: 'GET',
    path: `/api/asks/${encodeURIComponent(given.digest)}/result`,
    query: { as: given.as },
  })
}

export async function watchAsk(options: ClientOptions, given: { readonly digest: string }): Promise<Response> {
  return send(options, { method: 'GET', path: `/api/asks/${encodeURIComponent(given.digest)}/events` })
}

export async function cancelAsk(options: ClientOptions, given: { readonly digest: string }): Promise<Ask> {
  return (await (
    await send(options, { method: 'POST', path: `/api/asks/${encodeURIComponent(given.digest)}/cancel` })
  ).json()) as Ask
}

export async function resumeAsk(options: ClientOptions, given: { readonly digest: string }): Promise<Ask> {
  return (await (
    await send(options, { method: 'POST', path: `/api/asks/${encodeURIComponent(given.digest)}/resume` })
  ).json()) as Ask
}

export async function listTokens(options: ClientOptions): Promise<Tokens> {
  return (await (await send(options, { method: 'GET', path: `/api/tokens` })).json()) as Tokens
}

export async function createToken(options: ClientOptions, given: { readonly body: TokenRequest }): Promise<TokenMade> {
  return (await (await send(options, { method: 'POST', path: `/api/tokens`, body: given.body })).json()) as TokenMade
}

export async function revokeToken(options: ClientOptions, given: { readonly id: string }): Promise<Response> {
  return send(options, { method: 'DELETE', path: `/api/tokens/${encodeURIComponent(given.id)}` })
}

export async function listWorkers(options: ClientOptions): Promise<Workers> {
  return (await (await send(options, { method: 'GET', path: `/api/workers` })).json()) as Workers
}
