/** `armistice runs`: what was asked of a server, and how it stands. */
import { ClientError, getResult, listAsks } from '../server/client.ts'
import type { Ask, ClientOptions } from '../server/client.ts'
import { EXIT, UsageError } from './exit.ts'
import { DEFAULT_PORT } from './serve.ts'

export interface RunsOptions {
  readonly server?: string
  readonly token?: string
  readonly json?: boolean
}

/** Hex digits of a whole digest. */
const WHOLE = 64
/** Asks listed, the latest first. */
const LISTED = 50

export async function runsCommand(options: RunsOptions): Promise<number> {
  const { server, token } = serverOf(options)
  const asks = await onServer(server, () => listAsks(reach(server, token), { limit: LISTED }))
  if (options.json) {
    process.stdout.write(`${JSON.stringify(asks)}\n`)
    return EXIT.done
  }
  if (asks.items.length === 0) process.stderr.write(`nothing was asked of ${server} yet\n`)
  for (const ask of asks.items) process.stdout.write(`${lineOf(ask)}\n`)
  return EXIT.done
}

function lineOf({ digest, ask, state, error, by, at }: Ask): string {
  const { kind, ...fields } = ask
  const of = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${shortened(JSON.stringify(value))}`)
    .join(', ')
  return `${digest.slice(0, 12)}  ${state.padEnd(9)}  ${at.slice(0, 16)}  ${by}  ${kind}: ${of}${error ? `  (${error})` : ''}`
}

/** Characters of a value that a line shows: a table as text is longer than all else. */
const LONGEST_VALUE = 60

const shortened = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)` : text

/** The server that is meant, and the token for it. */
function serverOf({ server, token }: Pick<RunsOptions, 'server' | 'token'>): {
  readonly server: string
  readonly token: string | undefined
} {
  return {
    server: server ?? process.env.ARMISTICE_SERVER ?? `http://127.0.0.1:${DEFAULT_PORT}`,
    token: token ?? process.env.ARMISTICE_TOKEN,
  }
}

const reach = (server: string, token: string | undefined): ClientOptions => ({
  server,
  ...(token === undefined ? {} : { token }),
})

/** What a server keeps as the answer of an ask, by the digest of the ask or its beginning, as `runs` lists it.
 *  @throws UsageError where there is none. */
export async function keptResult(digest: string, options: Pick<RunsOptions, 'server' | 'token'>): Promise<string> {
  const { server, token } = serverOf(options)
  return onServer(server, async () => {
    const { items } = await listAsks(reach(server, token), { limit: LISTED })
    const found = items.filter((ask) => ask.digest.startsWith(digest))
    if (found.length > 1)
      throw new UsageError(`${found.length} asks of ${server} begin with ${digest}: write more of it`)
    if (found.length === 0 && digest.length < WHOLE)
      throw new UsageError(`none of the last ${items.length} asks of ${server} begins with ${digest}`)
    return (await getResult(reach(server, token), { digest: found[0]?.digest ?? digest })).text()
  })
}

async function onServer<T>(server: string, what: () => Promise<T>): Promise<T> {
  try {
    return await what()
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (error instanceof ClientError)
      throw new UsageError(`${server} says ${error.problem.status}: ${error.problem.detail}`)
    throw new UsageError(
      `no server at ${server} (${(error as Error).message}): \`armistice serve\` starts one, \`--server\` names another`,
    )
  }
}
