/** `armistice mcp` as an assistant sees it: a client of the protocol on the other end of its stdin and stdout. */
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASK_KINDS, questionOfKind } from '../../src/internal.ts'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const client = new Client({ name: 'test', version: '1' })

beforeAll(async () => {
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [MAIN, 'mcp'] }))
}, 300_000)
afterAll(() => client.close())

interface Said {
  readonly content: readonly { readonly text: string }[]
  readonly isError?: boolean
}
const call = async (name: string, args: Record<string, unknown>): Promise<Said> =>
  (await client.callTool({ name, arguments: args }, undefined, { timeout: 120_000 })) as unknown as Said

test('every question of a case is a tool, with its fields', async () => {
  const { tools } = await client.listTools()
  const kinds = ASK_KINDS.filter((kind) => questionOfKind(kind).about.includes('case'))
  expect(tools.map(({ name }) => name)).toEqual(['check', ...kinds])
  expect(tools.find(({ name }) => name === 'tipping')!.inputSchema.required).toContain('claim')
}, 300_000)

test('a run is told as its brief with the findings behind', async () => {
  const { content, isError } = await call('run', { case: 'strike-for-class', worlds: 200, seed: 3 })
  expect(isError ?? false).toBe(false)
  expect(content[0]!.text).toContain('A strike at the harbour')
  const data = content[0]!.text.split('\n').at(-1)!
  expect(JSON.parse(data)).toMatchObject({ worlds: 200, seed: 3, findings: expect.any(Array) as unknown })
}, 300_000)

test('what is wrong is told, not thrown', async () => {
  expect(await call('run', { case: 'nowhere' })).toMatchObject({ isError: true })
  expect((await call('run', { case: 'strike-for-class', worlds: 0 })).content[0]!.text).toContain('/worlds')
  expect((await call('check', { text: 'armistice: 1\n' })).isError).toBe(true)
  expect((await call('check', { case: 'strike-for-class' })).isError ?? false).toBe(false)
}, 300_000)
