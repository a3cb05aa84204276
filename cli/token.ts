/** `armistice token create|list|revoke`: who may use a server. */
import type { Store } from '../store/index.ts'
import { EXIT, UsageError } from './exit.ts'
import { whereOf } from './serve.ts'
import type { StoreOptions } from './serve.ts'

const ROLES = ['read', 'run', 'admin'] as const

export interface TokenCreateOptions extends StoreOptions {
  readonly label?: string
  readonly role?: string
  readonly days?: number
}

async function withStore<T>(options: StoreOptions, use: (store: Store) => Promise<T>): Promise<T> {
  const { FolderInUse, openStore } = await import('../store/index.ts')
  try {
    const store = await openStore(whereOf(options))
    try {
      return await use(store)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof FolderInUse)
      throw new UsageError(`${error.message}. A running server makes tokens itself: POST /api/tokens`)
    throw error
  }
}

export async function tokenCreateCommand(options: TokenCreateOptions): Promise<number> {
  const role = ROLES.find((name) => name === (options.role ?? 'run'))
  if (!role) throw new UsageError(`no role \`${options.role}\`; there are ${ROLES.join(', ')}`)
  const { createToken } = await import('../store/index.ts')
  const expiresAt = options.days === undefined ? null : new Date(Date.now() + options.days * 86_400_000)
  const { token, id } = await withStore(options, ({ db }) =>
    createToken(db, { label: options.label ?? 'unnamed', role, expiresAt }),
  )
  process.stdout.write(`${token}\n`)
  process.stderr.write(`token ${id}, role ${role}: shown this once; its SHA-256 is kept, it is not\n`)
  return EXIT.done
}

export async function tokenListCommand(options: StoreOptions): Promise<number> {
  const { listTokens } = await import('../store/index.ts')
  for (const { id, label, role, createdAt, expiresAt, revokedAt } of await withStore(options, ({ db }) =>
    listTokens(db),
  )) {
    const standing = revokedAt ? `revoked ${day(revokedAt)}` : expiresAt ? `until ${day(expiresAt)}` : 'holds'
    process.stdout.write(`${id}  ${role.padEnd(5)}  ${day(createdAt)}  ${standing}  ${label}\n`)
  }
  return EXIT.done
}

export async function tokenRevokeCommand(id: string, options: StoreOptions): Promise<number> {
  const { revokeToken } = await import('../store/index.ts')
  if (!(await withStore(options, ({ db }) => revokeToken(db, id))))
    throw new UsageError(`no token \`${id}\` that holds`)
  return EXIT.done
}

const day = (date: Date): string => date.toISOString().slice(0, 10)
