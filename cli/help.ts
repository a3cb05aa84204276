/** `armistice help [TOPIC]`: the help of a command, a page of the documentation, or what a word of art means. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { meaningsOf } from '../present/words/index.ts'
import { suggest } from '../src/plain.ts'
import { EXIT, UsageError } from './exit.ts'
import { PAGES } from './help-pages.ts'
import { colors } from './terminal.ts'

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url))

export function helpCommand(program: Command, topic: string | undefined): number {
  const command = program.commands.find((one) => one.name() === topic)
  if (topic === undefined) {
    program.outputHelp()
    process.stdout.write(`\nPages: ${PAGES.join(', ')}. armistice help numbers prints one.\n`)
  } else if (command) command.outputHelp()
  else process.stdout.write(pageText(topic, program))
  return EXIT.done
}

function pageText(topic: string, program: Command): string {
  const file = `${DOCS}${topic}.md`
  const known: readonly string[] = PAGES
  if (known.includes(topic) && existsSync(file)) return coloured(readFileSync(file, 'utf8'))
  const meanings = meaningsOf(topic)
  if (meanings.length > 0) return `${meanings.join('\n')}\n`
  const near = suggest(topic, [...PAGES, ...program.commands.map((command) => command.name())])
  throw new UsageError(
    `no help on \`${topic}\`${near ? `; did you mean \`${near.name}\`?` : `; pages: ${PAGES.join(', ')}`}`,
  )
}

function coloured(text: string): string {
  return text
    .replace(/^<!--.*-->\n+/gm, '')
    .replace(/^#+ (.*)$/gm, (_, heading: string) => colors.bold(heading.replaceAll('`', '')))
    .replace(/`([^`\n]+)`/g, (_, code: string) => colors.cyan(code))
}
