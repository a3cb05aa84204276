/** Files as real ones are, each with the value or the diagnostic that is right for it. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formatOf, readDomain, readingOf } from '../../src/formats/negotiation-domain.ts'
import { frontierRecord } from '../../src/answers/frontier/frontier-record.ts'
import type { FrontierRecord } from '../../src/answers/frontier/frontier-record.ts'
import { plainQuestion, settleDomain } from '../../src/methods/frontier/settle-domain.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'
import { decodeText } from '../../src/text/decode.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/faults/', import.meta.url))

interface Read {
  readonly diagnostics: readonly Diagnostic[]
  readonly record: FrontierRecord | null
}

function read(folder: string): Read {
  const files = Object.fromEntries(
    readdirSync(`${FOLDER}${folder}`)
      .sort()
      .map((name) => {
        const decoded = decodeText(readFileSync(`${FOLDER}${folder}/${name}`))
        return [name, decoded.ok ? decoded.text : '']
      }),
  )
  return settle(files)
}

function settle(files: Readonly<Record<string, string>>): Read {
  const format = formatOf(Object.keys(files))!
  const { domain, diagnostics } = readDomain(format, files)
  const reading = readingOf(format)
  return {
    diagnostics,
    record: domain && frontierRecord(domain, reading, settleDomain(domain, { ...plainQuestion, reading }), 100),
  }
}

/** Packages that a concept selects. */
function selected({ record }: Read, concept: string): readonly string[] {
  return record!.solutions[concept]!.points.flatMap((point) =>
    record!.frontier[point]!.packages.map((values) => values.join(' ')),
  )
}

const codes = ({ diagnostics }: Read): string[] => diagnostics.map(({ code, severity }) => `${severity} ${code}`)

describe('results', () => {
  it('a Nash product of twenty parties stays within the range of numbers', () => {
    const found = read('nash-20')
    expect(selected(found, 'nash')).toEqual(['fair'])
    expect(found.record!.solutions['nash']!.value).toBeCloseTo(0.9 ** 20, 12)
  })

  it.each([2, 20, 64])('Nash among %i parties is fair', (parties) => {
    const files: Record<string, string> = {
      'd.yml': 'name: d\nissues:\n- {name: deal, values: [left, fair, right]}\n',
    }
    for (let k = 0; k < parties; k++) {
      const [left, right] = k < parties / 2 ? [1, 0.1] : [0.1, 1]
      files[`p${k}.yml`] =
        `name: p${k}\nreserved_value: 0\nvalues:\n- {type: TableFun, mapping: {left: ${left}, fair: 0.9000000000000001, right: ${right}}}\n`
    }
    const found = settle(files)
    expect(selected(found, 'nash')).toEqual(['fair'])
    expect(found.record!.solutions['nash']!.value! / 0.9 ** parties).toBeCloseTo(1, 9)
  })

  it('integer issues tie where their decimals do', () => {
    const { record } = read('int-ties')
    expect(record!.frontier).toHaveLength(7)
    expect(record!.frontier.reduce((count, point) => count + Number(point.count), 0)).toBe(16)
    expect(new Set(record!.frontier.map(({ utilities }) => utilities.join())).size).toBe(7)
  })

  it('integer evaluations are clipped to 0–1, not divided by their greatest', () => {
    expect(selected(read('int-top'), 'nash')).toEqual(['1 0'])
  })

  it('weights that add up to less than 1 are left', () => {
    const { record } = read('weights-sum')
    expect(record!.frontier.filter(({ beatsNoDeal }) => beatsNoDeal)).toEqual([])
  })

  it('a value that only the profile knows counts for the scale', () => {
    expect(selected(read('unknown-top'), 'nash')).toEqual(['south much'])
  })

  it('a package worth exactly the reservation value beats no deal, weakly', () => {
    const { record } = read('reservation-round')
    expect(record!.frontier.map(({ beatsNoDeal, packages }) => [beatsNoDeal, packages])).toEqual([
      [true, [['p', 'p', 'p']]],
    ])
    expect(record!.result).toBe('rounded')
  })
})

describe('files', () => {
  it.each<[string, string[]]>([
    ['objective-weight', []],
    ['with-info', []],
    ['results-beside', ['warning passed-over']],
    ['bare-ampersand', ['warning bare-ampersand', 'warning bare-ampersand', 'warning bare-ampersand']],
    ['dup-value', ['warning duplicate-value', 'warning duplicate-value', 'warning duplicate-value']],
    ['discount-over-1', ['warning out-of-range']],
    ['latin1', []],
  ])('%s is read', (folder, expected) => {
    const found = read(folder)
    expect(codes(found)).toEqual(expected)
    expect(found.record!.frontier.length).toBeGreaterThan(0)
  })

  it('keeps the letters', () => {
    expect(read('latin1').record!.issues[0]!.values).toEqual(['pré', 'prè'])
    expect(read('bare-ampersand').record!.issues[0]!.values).toEqual(['fish & chips', 'soup'])
  })

  const space = 'name: d\nissues:\n- {name: price, values: [1, 2, 3]}\n- {name: size, values: [0, 10]}\n'
  const line = (type: string, more: string): string =>
    `name: b\nvalues:\n- {type: ${type}, ${more}}\n- {type: TableFun, mapping: {0: 0, 10: 1}}\nweights: [1, 1]\n`
  const other =
    'name: a\nvalues:\n- {type: TableFun, mapping: {1: 3, 2: 2, 3: 1}}\n- {type: TableFun, mapping: {0: 1, 10: 0}}\n'

  it('NegMAS: discounted functions are read for the one inside, affine ones by their numbers', () => {
    const discounted = `type: negmas.preferences.discounted.ExpDiscountedUFun\ndiscount: 0.9\nname: b\nufun:\n${line('AffineFun', 'slope: 0.1, bias: 0.2').replace(/^/gm, '  ')}\n`
    const found = settle({ 'd.yml': space, 'a.yml': other, 'b.yml': discounted })
    expect(codes(found)).toEqual(['warning discounted'])
    expect(found.record!.frontier[0]!.utilities.map((u) => Number(u.toFixed(12)))).toEqual([4, 0.3])
    const affine = settle({
      'd.yml': space,
      'a.yml': other,
      'b.yml': 'type: AffineUtilityFunction\nname: b\nweights: [0.5, 0.1]\nreserved_value: 1.5\nbias: 1\n',
    })
    expect(codes(affine)).toEqual([])
    expect(affine.record!.actors[1]!.noDeal).toBe(0.5)
    expect(affine.record!.frontier.map(({ utilities }) => utilities)).toContainEqual([1, 2.5])
  })

  it('says that a nonlinear profile is', () => {
    const negmas = settle({
      'd.yml': space,
      'a.yml': other,
      'b.yml': 'type: HyperRectangleUtilityFunction\nvalues: []\n',
    })
    expect(codes(negmas)).toEqual(['error nonlinear'])
    expect(codes(settle({ 'd.yml': space, 'a.yml': other, 'b.yml': line('QuadraticFun', 'a2: 1') }))).toEqual([
      'error values-kind',
    ])
    const genius = settle({
      'd.xml':
        '<utility_space><objective index="0"><issue index="1" name="x"><item value="p"/></issue></objective></utility_space>',
      'a.xml':
        '<utility_space type="nonlinear"><objective index="0"><issue index="1" name="x"><item value="p"/></issue></objective><ufun type="PlainUfun"/></utility_space>',
    })
    expect(codes(genius)).toContain('error nonlinear')
  })

  it('refuses numbers of which sums would leave the range', () => {
    const huge = settle({
      'd.yml': space,
      'a.yml': other,
      'b.yml': line('TableFun', 'mapping: {1: 1e308, 2: 1, 3: 1}'),
    })
    expect(huge.diagnostics).toMatchObject([{ code: 'out-of-range', line: 3 }])
  })

  it('bounds what it says of a file', () => {
    const names = Array.from({ length: 3000 }, (_, k) => `nearly-the-same-name-${k}: 1`).join(', ')
    const found = settle({ 'd.yml': space, 'a.yml': other, 'b.yml': line('TableFun', `mapping: {${names}}`) })
    expect(found.diagnostics.length).toBeLessThan(1100)
    const long = settle({
      'd.yml': space,
      'a.yml': other,
      'b.yml': line('TableFun', `mapping: {1: ${'x'.repeat(50_000)}}`),
    })
    expect(long.diagnostics.every(({ message }) => message.length < 1000)).toBe(true)
  })
})
