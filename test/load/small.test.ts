import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { load } from '../../src/load/load.ts'
import { renderDiagnostic } from '../../src/load/diagnostic.ts'

const text = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')

describe('the small case', () => {
  const loaded = load(text, 'small.yaml')

  it('loads', () => {
    if (!loaded.ok) console.log(loaded.errors.map((one) => renderDiagnostic(one, text)).join('\n'))
    if (loaded.ok) console.log(loaded.warnings.map((one) => renderDiagnostic(one, text)).join('\n'))
    expect(loaded.ok).toBe(true)
  })
})
