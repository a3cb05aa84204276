/** What went wrong, as `application/problem+json`. Source: RFC 9457; pointers into what was sent: RFC 6901. */

export interface Detail {
  /** JSON Pointer into the body, or the place in the case as line and column. */
  readonly pointer: string
  readonly detail: string
  readonly line?: number
  readonly column?: number
}

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly Detail[]
  readonly [more: string]: unknown
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'the request cannot be read',
  401: 'a token is needed',
  403: 'not allowed',
  404: 'there is no such thing',
  405: 'not with this method',
  406: 'not in this form',
  409: 'somebody else was first, or it is not so far',
  413: 'too large',
  415: 'not of this type',
  421: 'not for this host',
  422: 'this is not right',
  429: 'too many requests',
  500: 'a defect, please report it',
  503: 'not at the moment',
}

export class ProblemError extends Error {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
  constructor(
    status: number,
    detail: string,
    more: { readonly [name: string]: unknown } = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.problem = { type: 'about:blank', title: TITLES[status] ?? 'it did not work', status, detail, ...more }
    this.headers = headers
  }
}

export function problemResponse({ problem, headers }: ProblemError): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}
