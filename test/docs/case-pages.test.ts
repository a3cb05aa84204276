import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { claimWordsMarkdown, referenceMarkdown } from '../../present/documents/reference.ts'
import { caseReference, compile, load, simulate, summarise, templateCase } from '../../src/internal.ts'
import type { Loaded } from '../../src/internal.ts'

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8')
const blocks = (text: string): string[] => [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block!)
const errors = (loaded: Loaded): string[] =>
  loaded.ok ? [] : loaded.errors.map(({ line, code, message }) => `${line} ${code}: ${message}`)

describe('the reference', () => {
  it('is what the tables of the loader say', () => {
    expect(page('case-file')).toBe(referenceMarkdown(caseReference()))
    expect(page('claims').endsWith(`${claimWordsMarkdown(caseReference())}\n`)).toBe(true)
  })

  it('says of every field what it means', () => {
    const { sections, shared, number, events, metrics, tests } = caseReference()
    const rows = [...sections, ...tests].flatMap((part) => part.rows).concat(shared, number, events, metrics)
    expect(rows.length).toBeGreaterThan(250)
    expect(rows.filter(({ says }) => says.trim().length < 5)).toEqual([])
    expect(rows.filter(({ unit }) => unit?.includes('undefined'))).toEqual([])
  })
})

describe('a first case', () => {
  const written = blocks(page('first-case'))

  it('loads after every block', () => {
    expect(written.length).toBeGreaterThan(6)
    written.forEach((_, k) => {
      const text = written.slice(0, k + 1).join('')
      expect(errors(load(text, `after block ${k + 1}`))).toEqual([])
    })
  })

  it('ends in a verdict for each claim, with nothing to warn of', () => {
    const loaded = load(written.join(''), 'ferry.yaml')
    if (!loaded.ok) throw new Error(errors(loaded).join('\n'))
    expect(loaded.warnings.map(({ message }) => message)).toEqual([])
    const model = compile(loaded.case, null, { worlds: 2000 })
    const summary = summarise(model, simulate(model, 0, 2000), loaded.digest)
    expect(summary.findings.map(({ claim }) => claim)).toEqual(['F1', 'F2', 'F3'])
    expect(summary.findings.filter(({ verdict }) => verdict === 'untestable')).toEqual([])
  })
})

/** Sections of a block take the place of the template's, or join them where they hold named things. */
describe('how do I say', () => {
  const template = templateCase('two-parties', 'Two parties', '2024-05-01')
  it.each(blocks(page('how-do-i-say')).map((block) => [block.split('\n')[0]!, block] as const))('%s', (_, block) => {
    expect(errors(load(into(template, block), 'case.yaml'))).toEqual([])
  })
})

/** Puts a block's sections into a case: items join a section that is there, other sections follow at the end. */
function into(text: string, block: string): string {
  const parts = block.split(/^(?=\S)/m)
  return parts.reduce((sofar, part) => {
    const [head, ...rest] = part.split('\n')
    const at = sofar.indexOf(`\n${head}\n`)
    const replaces = ['bargaining:', 'scores:', 'packages:'].includes(head ?? '')
    if (at < 0) return `${sofar}${part}`
    const end = sofar.slice(at + 1).search(/\n(?=[a-zA-Z#])/) + at + 2
    return replaces
      ? `${sofar.slice(0, at + 1)}${part}${sofar.slice(end)}`
      : `${sofar.slice(0, at + head!.length + 2)}${rest.join('\n')}${sofar.slice(at + head!.length + 2)}`
  }, text)
}
