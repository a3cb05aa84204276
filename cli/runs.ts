/** `armistice runs`: what was asked of a server, and how it stands. */
import { DEFAULT_PORT } from './serve.ts'
import { EXIT, UsageError } from './exit.ts'

export interface RunsOptions {
  readonly server?: string
  readonly token?: string
  readonly json?: boolean
}

interface Listed {
  readonly items: readonly {
    readonly digest: string
    readonly ask: { readonly kind: string; readonly [field: string]: unknown }
    readonly state: string
    readonly error: string | null
    readonly by: string
    readonly at: string
  }[]
}

export async function runsCommand(options: RunsOptions): Promise<number> {
  const address = options.server ?? process.env.ARMISTICE_SERVER ?? `http://127.0.0.1:${DEFAULT_PORT}`
  const token = options.token ?? process.env.ARMISTICE_TOKEN
  const body = await asked(new URL('/api/asks?limit=50', address), token)
  if (options.json) {
    process.stdout.write(`${JSON.stringify(body)}\n`)
    return EXIT.done
  }
  if (body.items.length === 0) process.stderr.write(`nothing was asked of ${address} yet\n`)
  for (const { digest, ask, state, error, by, at } of body.items) {
    const { kind, ...fields } = ask
    const of = Object.entries(fields)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
      .join(', ')
    process.stdout.write(
      `${digest.slice(0, 12)}  ${state.padEnd(9)}  ${at.slice(0, 16)}  ${by}  ${kind}: ${of}${error ? `  (${error})` : ''}\n`,
    )
  }
  return EXIT.done
}

async function asked(url: URL, token: string | undefined): Promise<Listed> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const response = await fetch(url, { headers }).catch((error: unknown) => {
    throw new UsageError(
      `no server at ${url.origin} (${(error as Error).message}): \`armistice serve\` starts one, \`--server\` names another`,
    )
  })
  if (!response.ok) {
    const { detail } = (await response.json().catch(() => ({}))) as { detail?: string }
    throw new UsageError(`${url.origin} says ${response.status}: ${detail ?? response.statusText}`)
  }
  return (await response.json()) as Listed
}
