import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { load } from '../../src/load/load.ts'
import { templateCase } from '../../src/load/template.ts'

describe('the template', () => {
  it('loads without a single diagnostic, and keeps its title whatever that is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((title) => title.trim() !== ''),
        (title) => {
          const loaded = load(templateCase('my-case', title, '2025-03-01'), 'my-case.yaml')
          if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
          expect(loaded.warnings).toEqual([])
          expect(loaded.case).toMatchObject({ id: 'my-case', title, asOf: '2025-03-01' })
          expect(loaded.case.issues).toHaveLength(3)
        },
      ),
    )
  })

  it('loads with its war uncommented', () => {
    const text = templateCase('c', 'C', '2025-03-01')
      .replace(/^# (?= |war:)/gm, '')
      .replace(
        /noDealValue: .*/g,
        'resolve: {discount: 10%, optimism: 20, conviction: 6, horizon: 24, fightingCost: 40, costPerThousand: 0.5, walkAway: 2}',
      )
    const loaded = load(text, 'c.yaml')
    expect(loaded.ok ? loaded.case.war?.months : loaded.errors).toBe(24)
  })
})
