/** Tokens: 256 random bits, shown once, kept as their SHA-256. A token names its row, so that its secret is compared
 *  and never searched for. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from './store.ts'
import type { Role } from './tables.ts'

export interface TokenRecord {
  readonly id: string
  readonly label: string
  readonly role: Role
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

const FORM = /^arm_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/

/** @returns the token, which nobody can read again. */
export async function createToken(
  db: Db,
  { label, role, expiresAt = null }: { readonly label: string; readonly role: Role; readonly expiresAt?: Date | null },
): Promise<{ readonly token: string; readonly id: string }> {
  const id = randomBytes(6).toString('hex')
  const secret = randomBytes(32).toString('base64url')
  await db
    .insertInto('token')
    .values({ id, hash: hashOf(secret), label, role, expires_at: expiresAt, revoked_at: null })
    .execute()
  return { token: `arm_${id}_${secret}`, id }
}

/** Whose token it is, or null where it is none, expired or revoked. */
export async function checkToken(db: Db, token: string, now: Date): Promise<TokenRecord | null> {
  const [, id, secret] = FORM.exec(token) ?? []
  if (id === undefined || secret === undefined) return null
  const row = await db.selectFrom('token').selectAll().where('id', '=', id).executeTakeFirst()
  const matches = timingSafeEqual(row?.hash ?? Buffer.alloc(32), hashOf(secret))
  if (!row || !matches || row.revoked_at !== null) return null
  if (row.expires_at !== null && row.expires_at <= now) return null
  return record(row)
}

export async function listTokens(db: Db): Promise<readonly TokenRecord[]> {
  const rows = await db.selectFrom('token').selectAll().orderBy('created_at').execute()
  return rows.map(record)
}

/** @returns false where there is no such token, or it was revoked before. */
export async function revokeToken(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('token')
    .set({ revoked_at: new Date() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function record(row: {
  id: string
  label: string
  role: Role
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
}): TokenRecord {
  const { id, label, role, created_at, expires_at, revoked_at } = row
  return { id, label, role, createdAt: created_at, expiresAt: expires_at, revokedAt: revoked_at }
}
