/** `armistice new NAME`: a case file to start from: a worked example, the draft of a kind of conflict, or, on a
 *  terminal, one made from a few questions. */
import { existsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as prompts from '@clack/prompts'
import { DRAFT_KINDS, draftCase, draftOf, load, templateCase } from '../src/internal.ts'
import type { Draft, DraftKind, DraftParty } from '../src/internal.ts'
import { EXIT, UsageError } from './exit.ts'
import { makeFolder } from './make-folder.ts'

export interface NewOptions {
  readonly title?: string
  readonly asOf?: string
  readonly template?: string
}

const SAYS: Readonly<Record<DraftKind, string>> = {
  interstate: 'two states at war, a backer beside',
  civil: 'a government and an armed movement, without a war section',
  labour: 'a company and a union',
  treaty: 'several states that share something',
  blank: 'two parties and one matter',
}

export async function newCommand(name: string, options: NewOptions): Promise<number> {
  const id = basename(name)
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    throw new UsageError(`\`${id}\` cannot be the id of a case: lower-case letters, digits and hyphens, a letter first`)
  const file = join(name, 'case.yaml')
  if (existsSync(file)) throw new UsageError(`${file} is there already; it was left as it is`)
  const head = { id, title: options.title ?? id, asOf: dateOf(options.asOf) }
  const text = await textOf(head, options)
  if (text === null) return EXIT.interrupted
  const loaded = load(text, file)
  if (!loaded.ok) throw new UsageError(`${loaded.errors[0]?.message}; nothing was written`)
  makeFolder(name)
  writeFileSync(file, text, { flag: 'wx' })
  process.stdout.write(`${file}\n`)
  process.stderr.write(`next: armistice check ${name} · armistice run ${name} · armistice help first-case\n`)
  return EXIT.done
}

type Head = Pick<Draft, 'id' | 'title' | 'asOf'>

/** Null where the questions were broken off. */
async function textOf(head: Head, { title, template }: NewOptions): Promise<string | null> {
  if (template !== undefined) return draftCase(draftOf(kindOf(template), head))
  if (!(process.stdin.isTTY && process.stderr.isTTY)) return templateCase(head.id, head.title, head.asOf)
  const draft = await asked(head, title === undefined)
  return draft === null ? null : draftCase(draft)
}

function kindOf(text: string): DraftKind {
  const kind = DRAFT_KINDS.find((one) => one === text)
  if (kind === undefined) throw new UsageError(`no template \`${text}\`; there are ${DRAFT_KINDS.join(', ')}`)
  return kind
}

/** @throws UsageError unless it is a day of the calendar. */
function dateOf(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().slice(0, 10)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  if (day === null || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new UsageError(`\`${text}\` is no date; write it as 2025-03-01`)
  return text
}

async function asked(head: Head, asksTitle: boolean): Promise<Draft | null> {
  const output = process.stderr
  prompts.intro('A new case. Every answer can be changed in the file.', { output })
  const kind = await prompts.select<DraftKind>({
    message: 'What kind of conflict?',
    options: DRAFT_KINDS.map((value) => ({ value, label: value, hint: SAYS[value] })),
    output,
  })
  if (prompts.isCancel(kind)) return null
  const title = asksTitle ? await prompts.text({ message: 'Its title?', initialValue: head.title, output }) : head.title
  if (prompts.isCancel(title)) return null
  const outline = draftOf(kind, head)
  const parties = await askedParties(outline.parties)
  if (parties === null) return null
  const issues = await askedList(
    'What is it about? Issues, with commas.',
    outline.issues.map(({ name }) => name),
  )
  if (issues === null) return null
  const war = await prompts.confirm({
    message: 'Do the first two fight each other?',
    initialValue: outline.war,
    output,
  })
  if (prompts.isCancel(war)) return null
  const isAsOutlined = issues.join() === outline.issues.map(({ name }) => name).join()
  return draftOf(kind, { ...head, title: title || head.title }, { parties, war, ...(isAsOutlined ? {} : { issues }) })
}

async function askedParties(outlined: readonly DraftParty[]): Promise<DraftParty[] | null> {
  const names = await askedList(
    'Who takes part? Names, with commas.',
    outlined.map(({ name }) => name),
  )
  if (names === null) return null
  const refusing = await prompts.multiselect<string>({
    message: 'Whose no ends the talks? At least two.',
    options: names.map((name) => ({ value: name, label: name })),
    initialValues: names.filter((name) => outlined.find((one) => one.name === name)?.mayRefuse ?? true),
    output: process.stderr,
  })
  return prompts.isCancel(refusing) ? null : names.map((name) => ({ name, mayRefuse: refusing.includes(name) }))
}

async function askedList(message: string, initial: readonly string[]): Promise<string[] | null> {
  const split = (text: string): string[] =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const answer = await prompts.text({
    message,
    initialValue: initial.join(', '),
    validate: (text) => (split(text ?? '').length === 0 ? 'at least one' : undefined),
    output: process.stderr,
  })
  return prompts.isCancel(answer) ? null : split(answer)
}
