/** `armistice unlock CASE`: the smallest changes that open a deal, and what the deals that stand rest on. */
import { unlockText } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { paragraphs } from './run.ts'

export interface UnlockCommandOptions {
  readonly scenario?: string
  readonly month?: number
  readonly worlds?: number
  readonly seed?: number
  readonly world?: number
  readonly payment?: number
  readonly minutes?: number
  readonly json?: boolean
}

export async function unlockCommand(name: string, options: UnlockCommandOptions): Promise<number> {
  const { json, minutes, ...wanted } = options
  const found = await askOfCase(name, { kind: 'unlock', ...wanted }, { minutes })
  if (typeof found === 'number') return found
  const { record, opened, code } = found
  process.stdout.write(
    json ? `${JSON.stringify(record)}\n` : `${paragraphs(unlockText(opened.case, record, opened.file))}\n`,
  )
  return code
}
