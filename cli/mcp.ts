/** `armistice mcp`: the questions of the engine as tools for an assistant, over stdin and stdout (Model Context
 *  Protocol). */
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js'
import { briefLines } from '../present/words/index.ts'
import { answer, ASK_KINDS, ENGINE_VERSION, load, questionOfKind, readAsk, renderDiagnostic } from '../src/internal.ts'
import type { AskKind, CaseSubject, Summary } from '../src/internal.ts'
import { EXIT, UsageError } from './exit.ts'
import { bundledCases, readCase } from './read-case.ts'

/** Characters of an answer that an assistant is given at most. */
const LONGEST = 60_000

/** Serves until the other side closes. */
export async function mcpCommand(): Promise<number> {
  const server = newMcpServer()
  await server.connect(new StdioServerTransport())
  await new Promise<void>((resolve) => {
    server.onclose = () => resolve()
    process.stdin.once('end', () => resolve())
  })
  return EXIT.done
}

export function newMcpServer(): Server {
  const server = new Server({ name: 'armistice', version: ENGINE_VERSION }, { capabilities: { tools: {} } })
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools() }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    try {
      return await call(params.name, params.arguments ?? {})
    } catch (error) {
      if (error instanceof UsageError) return failed(error.message)
      throw error
    }
  })
  return server
}

function tools(): Tool[] {
  const caseField = { type: 'string', description: `path of a case file, or one of ${bundledCases().join(', ')}` }
  const textField = { type: 'string', description: 'the case file itself, instead of `case`' }
  const checks: Tool = {
    name: 'check',
    description: 'what is wrong with a case file',
    inputSchema: { type: 'object', properties: { case: caseField, text: textField } },
  }
  return [
    checks,
    ...ASK_KINDS.filter((kind) => questionOfKind(kind).about.includes('case')).map((kind) =>
      toolOf(kind, { case: caseField, text: textField }),
    ),
  ]
}

function toolOf(kind: AskKind, subject: Readonly<Record<string, object>>): Tool {
  const { says, fields } = questionOfKind(kind)
  const entries = Object.entries(fields)
  return {
    name: kind,
    description: says,
    inputSchema: {
      type: 'object',
      properties: {
        ...subject,
        ...Object.fromEntries(entries.map(([name, field]) => [name, { ...field.schema, description: field.says }])),
      },
      required: entries.filter(([, { fallback }]) => fallback === undefined).map(([name]) => name),
    },
  }
}

async function call(name: string, { case: path, text, ...asked }: Record<string, unknown>): Promise<CallToolResult> {
  const source = typeof text === 'string' ? text : typeof path === 'string' ? readCase(path).text : null
  if (source === null) return failed('name a `case`, or give its `text`')
  const loaded = load(source, typeof path === 'string' ? path : 'case.yaml')
  const diagnostics = loaded.ok ? loaded.warnings : loaded.errors
  const told = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, source)).join('\n')
  if (name === 'check') return loaded.ok ? said(told || 'nothing is wrong') : failed(told)
  if (!loaded.ok) return failed(told)
  const read = readAsk({ kind: name, ...asked })
  if (!read.ok) return failed(read.problems.map(({ at, says }) => `${at}: ${says}`).join('\n'))
  const subject: CaseSubject = { kind: 'case', case: loaded.case, digest: loaded.digest }
  const result = await answer(subject, read.ask as never)
  switch (result.kind) {
    case 'answer':
      return said(wordsOfRecord(subject, name, result.record))
    case 'wrong':
      return failed(result.problems.map(({ at, says }) => `${at}: ${says}`).join('\n'))
    case 'none':
      return failed(result.reason)
    case 'stopped':
      return failed('it was stopped')
  }
}

/** A run as its brief with the findings as data behind it; other records as they are. */
function wordsOfRecord({ case: theCase }: CaseSubject, kind: string, record: unknown): string {
  if (kind !== 'run' && kind !== 'compare') return shortened(JSON.stringify(record))
  const summary = record as Summary
  const brief = briefLines(theCase, summary)
    .map(({ text }) => text)
    .join('\n')
  return shortened(
    `${brief}\n\n${JSON.stringify({ worlds: summary.worlds, seed: summary.seed, findings: summary.findings })}`,
  )
}

function shortened(text: string): string {
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST)}\n… cut off after ${LONGEST} characters of ${text.length}; \`armistice … --json\` writes all of it`
}

const said = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] })
const failed = (text: string): CallToolResult => ({ content: [{ type: 'text', text }], isError: true })
