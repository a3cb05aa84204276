/** Parts that all routes share. */
import { defined } from '../src/plain.ts'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Env } from './context.ts'
import { ProblemError } from './problem.ts'
import { ProblemBody } from './schemas.ts'

/** A response with a body of JSON. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemBody } },
})

const WORDS: Readonly<Record<number, string>> = {
  401: 'no token, or none that holds',
  403: 'the role does not reach',
  404: 'there is no such thing',
  406: 'the answer has no such form',
  409: 'somebody else was first, or it is not so far',
  413: 'too large',
  422: 'something of it is not right: `errors` points to it',
  429: 'too many',
}

/** Responses that tell what went wrong. */
export function wrong<S extends number>(...statuses: readonly S[]) {
  return Object.fromEntries(statuses.map((status) => [status, problem(defined(WORDS[status]))])) as Record<
    S,
    ReturnType<typeof problem>
  >
}

/** An application whose checks answer with pointers to what is wrong. */
export function newApp(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return undefined
      throw new ProblemError(422, `${result.target} is not right`, {
        errors: result.error.issues.slice(0, 100).map(({ path, message }) => ({
          pointer: path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
          detail: message,
        })),
      })
    },
  })
}

/** Whether the client has what this tag names. Source: RFC 9110, §13.1.2. */
export function notModified(c: Context, tag: string): boolean {
  const given = c.req.header('if-none-match')
  return (
    given !== undefined && given.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*')
  )
}
