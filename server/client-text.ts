import { defined } from '../src/plain.ts'
/** A typed client in TypeScript, written from the OpenAPI document: a function an operation, a type a schema. */

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: unknown
  readonly anyOf?: readonly Schema[]
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const HEAD = `/** A client of the server's interface. Written by \`server/client-text.ts\` from the OpenAPI document: a test holds it to
 *  that. */

/** What went wrong, as the server tells it. */
export class ClientError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(\`\${problem.status}: \${problem.detail}\`)
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
  if (token !== undefined) headers['Authorization'] = \`Bearer \${token}\`
  const body = call.body === undefined ? null : JSON.stringify(call.body)
  const response = await by(new Request(url, { method: call.method, headers, body }))
  if (!response.ok) throw new ClientError((await response.json()) as Problem)
  return response
}
`

/** The text of the client. */
export function clientText(document: Document): string {
  const types = Object.entries(document.components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema)}`)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => functionOf(path, method, operation)),
  )
  return `${HEAD}\n${types.join('\n\n')}\n\n${operations.join('\n\n')}\n`
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return defined(schema.$ref.split('/').at(-1))
  if (schema.enum) return schema.enum.map((word) => `'${word}'`).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ')
  const types = schema.type === undefined ? [] : [schema.type].flat()
  return types.length === 0 ? 'unknown' : types.map((type) => typeOfKind(type, schema)).join(' | ')
}

function typeOfKind(type: string, schema: Schema): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return `readonly (${typeOf(schema.items ?? {})})[]`
    case 'object':
      return objectType(schema)
    default:
      return type
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(
    ([name, member]) => `readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOf(member)}`,
  )
  if (additionalProperties !== undefined && additionalProperties !== false)
    members.push('readonly [more: string]: unknown')
  return `{ ${members.join('; ')} }`
}

function functionOf(
  path: string,
  method: string,
  { operationId, parameters = [], requestBody, responses }: Operation,
): string {
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const body = requestBody?.content['application/json']
  const members = [
    ...inPath.map(({ name, schema }) => `readonly ${name}: ${typeOf(schema)}`),
    ...inQuery.map(({ name, schema }) => `readonly ${name}?: ${typeOf(schema)}`),
    ...(body ? [`readonly body: ${typeOf(body.schema)}`] : []),
  ]
  const good = defined(Object.entries(responses).find(([status]) => status.startsWith('2')))[1]
  const media = Object.keys(good.content ?? {})
  const isJson = media.length === 1 && media[0] === 'application/json'
  const result = isJson ? typeOf(defined(defined(good.content)['application/json']).schema) : 'Response'
  const needed = members.length > 0
  const parameter = needed ? `, given: { ${members.join('; ')} }${inPath.length === 0 && !body ? ' = {}' : ''}` : ''
  const to = path.replace(/\{(\w+)\}/g, (_, name: string) => `\${encodeURIComponent(given.${name})}`)
  const query = inQuery.map(({ name }) => `${name}: given.${name}`).join(', ')
  const call = [
    `method: '${method.toUpperCase()}'`,
    `path: \`${to}\``,
    ...(query ? [`query: { ${query} }`] : []),
    ...(body ? ['body: given.body'] : []),
  ]
  const send = `send(options, { ${call.join(', ')} })`
  return `export async function ${operationId}(options: ClientOptions${parameter}): Promise<${result}> {
  return ${isJson ? `(await (await ${send}).json()) as ${result}` : send}
}`
}
