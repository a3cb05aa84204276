/** `armistice explain CASE PACKAGE-or-CLAIM`: why it stands or falls, down to the line and the source.
 *  `armistice explain CASE space`: what strikes out all packages but those that suit everybody. */
import { claimText, nearText, packageText, strikesText } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { paragraphs } from './run.ts'
import type { RunOptions } from './run.ts'

/** What stands for all packages, where the case has no package or claim of that name. */
const SPACE = 'space'
/** Most worlds in which every package is looked at one by one. */
const NEAR_WORLDS = 400

export async function explainCommand(name: string, what: string, options: RunOptions): Promise<number> {
  const { scenario, worlds, seed, threads, posterior } = options
  if (what === SPACE) {
    const found = await askOfCase(name, { kind: 'space', scenario, worlds, seed }, { threads, posterior })
    if (typeof found === 'number') return found
    print(options, found.record, strikesText(found.opened.case, found.record, found.opened.file))
    return found.code
  }
  const found = await askOfCase(name, { kind: 'explain', what, scenario, worlds, seed }, { threads, posterior })
  if (typeof found === 'number') return found
  const { record, opened, code } = found
  if (code !== 0) process.stderr.write('partial: fewer worlds than asked for were run\n')
  if ('claim' in record) {
    print(options, record, claimText(opened.case, record.claim, record.finding ?? undefined, opened.file))
    return code
  }
  const text = packageText(opened.case, record, opened.file)
  if (code !== 0) {
    print(options, record, text)
    return code
  }
  const few = worlds === undefined ? undefined : Math.min(worlds, NEAR_WORLDS)
  const near = await askOfCase(name, { kind: 'near', what, scenario, worlds: few, seed }, { threads, posterior })
  if (typeof near === 'number') return near
  print(options, { ...record, nearest: near.record }, [...text, ...nearText(opened.case, near.record)])
  return near.code
}

function print({ json }: RunOptions, record: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(record)}\n` : `${paragraphs(lines)}\n`)
}
