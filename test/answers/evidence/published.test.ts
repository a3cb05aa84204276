/** Published matrices of competing hypotheses: the scores printed beside them, and what their authors say of single
 *  items. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answer, readAsk, readCsv } from '../../../src/internal.ts'
import type { EvidenceRecord } from '../../../src/internal.ts'

interface Published {
  readonly source: string
  readonly inconsistency: readonly number[]
  readonly order?: readonly string[]
  readonly undiagnostic: readonly string[]
  readonly linchpin?: { readonly item: string; readonly against: string }
}

const shelf = new URL('../../../cases/published/', import.meta.url)
const matrices = readdirSync(shelf, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'))

async function weighed(name: string, without: readonly string[] = []): Promise<EvidenceRecord> {
  const { csv, diagnostics } = readCsv(readFileSync(new URL(name, shelf), 'utf8'), name)
  expect(diagnostics).toEqual([])
  const read = readAsk({ kind: 'evidence', without })
  if (!read.ok) throw new Error('the ask is as it should be')
  const found = await answer<'evidence'>({ kind: 'table', csv: csv!, told: [] }, read.ask as never)
  if (found.kind !== 'answer') throw new Error(JSON.stringify(found))
  expect(found.record[0]!.told).toEqual([])
  return found.record[0]!
}

test('there are published matrices, each with its source', () => {
  expect(matrices.length).toBeGreaterThanOrEqual(2)
})

describe.each(matrices)('%s', (name) => {
  const published = JSON.parse(readFileSync(new URL(name.replace(/csv$/, 'json'), shelf), 'utf8')) as Published

  test('has the inconsistency scores that are printed', async () => {
    const { hypotheses } = await weighed(name)
    expect(published.source).not.toBe('')
    expect(hypotheses.map(({ inconsistency }) => inconsistency)).toEqual(published.inconsistency)
    const by = [...hypotheses].sort((a, b) => a.inconsistency - b.inconsistency).map((one) => one.name)
    if (published.order) expect(by).toEqual(published.order)
  })

  test('items that its author says tell nothing apart have a diagnosticity of 0, the others more', async () => {
    const { items } = await weighed(name)
    const none = items.filter(({ diagnosticity }) => diagnosticity === 0).map((item) => item.name)
    expect(none).toEqual(published.undiagnostic)
  })

  const { linchpin } = published
  if (linchpin === undefined) return
  test('the linchpin of its author is what the conclusion hangs on', async () => {
    const { item, against } = linchpin
    const { items, hypotheses } = await weighed(name)
    const h = hypotheses.findIndex((one) => one.name === against)
    const gain = (of: (typeof items)[number]): number => of.without![h]! - hypotheses[h]!.posterior!
    const most = items.reduce((a, b) => (gain(b) > gain(a) ? b : a))
    expect(most.name).toBe(item)
    const left = await weighed(name, [item])
    expect(left.hypotheses[h]!.inconsistency).toBe(published.inconsistency[h]! - 2)
    expect(left.hypotheses[h]!.posterior).toBeCloseTo(most.without![h]!, 12)
  })
})
