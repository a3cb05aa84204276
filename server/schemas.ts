/** What comes and goes over HTTP: checks, types and the OpenAPI document all come from here. */
import { z } from '@hono/zod-openapi'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.iso.datetime()

export const CaseId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
  .openapi({ description: 'id of a case', example: 'ukraine-2025' })

export const ProblemBody = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          detail: z.string(),
          line: z.int().optional(),
          column: z.int().optional(),
        }),
      )
      .optional(),
  })
  .openapi('Problem')

export const CaseRecord = z
  .object({
    id: CaseId,
    title: z.string(),
    revision: z.int().min(1),
    digest,
    base: z.int().nullable(),
    author: z.string(),
    note: z.string(),
    at: time,
  })
  .openapi('Case')

export const CaseList = z.object({ items: z.array(CaseRecord), next: z.string().nullable() }).openapi('Cases')
export const RevisionList = z.object({ items: z.array(CaseRecord), next: z.int().nullable() }).openapi('Revisions')

export const CaseDraft = z
  .object({
    text: z.string().min(1).max(3_000_000).openapi({ description: 'the case file' }),
    base: z.int().min(1).nullable().openapi({ description: 'revision that it was written from; null for a first one' }),
    note: z.string().max(2000).default(''),
  })
  .openapi('CaseDraft')

export const CaseStored = z
  .object({ id: CaseId, revision: z.int(), digest, stored: z.boolean(), merged: z.boolean() })
  .openapi('CaseStored')

export const Change = z
  .object({
    path: z.string().openapi({ description: 'JSON Pointer into the case as read, members of lists by their id' }),
    change: z.enum(['added', 'removed', 'changed']),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .openapi('Change')

export const CaseDiff = z
  .object({ from: z.int(), to: z.int(), changes: z.array(Change), sameMeaning: z.boolean() })
  .openapi('CaseDiff')

export const AskRequest = z
  .object({
    case: CaseId,
    revision: z.int().min(1).optional().openapi({ description: 'the present one if left out' }),
    ask: z
      .looseObject({
        kind: z.string().openapi({ description: 'what kind of question; the description of the interface lists them' }),
      })
      .openapi({ description: 'what is asked; what is left out has its usual value' }),
  })
  .openapi('AskRequest')

export const State = z.enum(['open', 'done', 'failed', 'cancelled'])

export const ProgressRecord = z
  .object({
    stage: z.string(),
    done: z.number(),
    units: z.number(),
    kept: z.int(),
    chunks: z.int(),
    workers: z.int().openapi({ description: 'workers that were heard of lately; with none the ask waits' }),
  })
  .openapi('Progress')

export const AskRecordBody = z
  .object({
    digest,
    ask: z.looseObject({ kind: z.string() }),
    caseDigest: digest,
    engine: z.string(),
    state: State,
    error: z.string().nullable(),
    by: z.string(),
    at: time,
    endedAt: time.nullable(),
    progress: ProgressRecord.nullable(),
  })
  .openapi('Ask')

export const AskList = z.object({ items: z.array(AskRecordBody), next: z.int().nullable() }).openapi('Asks')

export const WorkerList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        engine: z.string(),
        host: z.string(),
        startedAt: time,
        seenAt: time,
        chunks: z.int(),
      }),
    ),
    waiting: z.int(),
    active: z.int(),
  })
  .openapi('Workers')

export const RoleBody = z.enum(['read', 'run', 'admin'])

export const TokenBody = z
  .object({
    id: z.string(),
    label: z.string(),
    role: RoleBody,
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
  })
  .openapi('Token')

export const TokenList = z.object({ items: z.array(TokenBody) }).openapi('Tokens')

export const TokenRequest = z
  .object({ label: z.string().min(1).max(100), role: RoleBody, days: z.int().min(1).max(3650).optional() })
  .openapi('TokenRequest')

export const TokenMade = z.object({ id: z.string(), token: z.string() }).openapi('TokenMade')

export const Digest = digest.openapi({ description: 'digest of an ask' })
export const Limit = z.coerce.number().int().min(1).max(200).default(50)
export const Before = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).default(Number.MAX_SAFE_INTEGER)
export const FORMS = ['json', 'csv', 'parquet', 'svg', 'html'] as const
export const Form = z.enum(FORMS).optional()
