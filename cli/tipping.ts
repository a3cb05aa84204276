/** `armistice tipping CASE --claim C1`: what would have to be otherwise for the verdict to turn. */
import { tippingFlipMap, tippingTornado } from '../present/charts/index.ts'
import { assumptionLabel, tippingInWords, tippingLines } from '../present/words/index.ts'
import { assumptionsIn } from '../src/internal.ts'
import type { TippingInWords } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { UsageError } from './exit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { askIn } from './row-store.ts'

export interface TippingCommandOptions {
  readonly claim: string
  readonly by?: readonly string[]
  readonly pairs?: boolean
  readonly inputs?: number
  readonly scenario?: string
  readonly worlds?: number
  readonly seed?: number
  readonly threads?: number
  readonly posterior?: string
  readonly minutes?: number
  readonly json?: boolean
  readonly svg?: string
  readonly out?: string
  readonly resume?: string
}

export async function tippingCommand(name: string, options: TippingCommandOptions): Promise<number> {
  const { json, svg, out, resume, threads, posterior, minutes, ...given } = options
  checkOutFile(svg)
  const found = await askOfCase(
    name,
    { ...askIn(resume), ...given, kind: 'tipping' },
    { threads, out, resume, posterior, minutes },
  )
  if (typeof found === 'number') return found
  const { record, opened, code } = found
  const named = assumptionsIn(opened.case, record).map((one) => ({
    ...one,
    name: assumptionLabel(opened.case, one.id),
  }))
  const lines = (): string[] => tippingLines(tippingInWords(record, opened.case), named, opened.file)
  process.stdout.write(json ? `${JSON.stringify(record, arrays)}\n` : `${lines().join('\n')}\n`)
  if (svg !== undefined) writeWhole(svg, picture(tippingInWords(record, opened.case)))
  return code
}

function arrays(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value
}

/** The flip map of two assumptions, or the tornado of all. @throws UsageError where there is neither. */
function picture(record: TippingInWords): string {
  const map = tippingFlipMap(record, { width: 720 })
  if (map !== null) return map
  if (record.ends.length === 0) throw new UsageError('`--svg` draws all assumptions, or two: `--by A,B`')
  return tippingTornado(record, { width: 720 })
}
