/** `armistice runs`: what was asked of a server, and how it stands. */
import { ClientError, listAsks } from '../server/client.ts'
import type { Ask, Asks } from '../server/client.ts'
import { EXIT, UsageError } from './exit.ts'
import { DEFAULT_PORT } from './serve.ts'

export interface RunsOptions {
  readonly server?: string
  readonly token?: string
  readonly json?: boolean
}

/** Asks listed, the latest first. */
const LISTED = 50

export async function runsCommand(options: RunsOptions): Promise<number> {
  const server = options.server ?? process.env.ARMISTICE_SERVER ?? `http://127.0.0.1:${DEFAULT_PORT}`
  const token = options.token ?? process.env.ARMISTICE_TOKEN
  const asks = await asked(server, token)
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
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')
  return `${digest.slice(0, 12)}  ${state.padEnd(9)}  ${at.slice(0, 16)}  ${by}  ${kind}: ${of}${error ? `  (${error})` : ''}`
}

async function asked(server: string, token: string | undefined): Promise<Asks> {
  try {
    return await listAsks({ server, ...(token === undefined ? {} : { token }) }, { limit: LISTED })
  } catch (error) {
    if (error instanceof ClientError)
      throw new UsageError(`${server} says ${error.problem.status}: ${error.problem.detail}`)
    throw new UsageError(
      `no server at ${server} (${(error as Error).message}): \`armistice serve\` starts one, \`--server\` names another`,
    )
  }
}
