import { expect, test } from 'vitest'
import { collisions } from './collisions.ts'
import { CASES, chartsOf, studied } from './every.ts'

test.each(CASES)(
  'no label of any chart of %s stands over a mark, over another, or outside, at any width',
  async (id) => {
    const of = await studied(id, id === 'valley-war')
    const said = [320, 390, 680, 1000].flatMap((width) =>
      chartsOf(of, { width }).flatMap(([name, { svg }]) =>
        collisions(svg).map((what) => `${name} at ${width}: ${what}`),
      ),
    )
    expect(said).toEqual([])
  },
)

test('labels over marks, over each other and outside are found', () => {
  const svg = (inner: string): string => `<svg width="200" height="100">${inner}</svg>`
  expect(collisions(svg('<text x="10" y="20">one</text><text x="14" y="24">two</text>'))).toHaveLength(1)
  expect(
    collisions(svg('<text x="10" y="20">one</text><line class="z" x1="0" y1="16" x2="99" y2="16"/>')),
  ).toHaveLength(1)
  expect(collisions(svg('<text x="10" y="20">one</text><line class="r" x1="0" y1="16" x2="99" y2="16"/>'))).toEqual([])
  expect(
    collisions(
      svg(
        '<g transform="translate(0 10)"><circle class="one" cx="15" cy="10" r="4"/></g><text x="10" y="22">one</text>',
      ),
    ),
  ).toHaveLength(1)
  expect(collisions(svg('<text x="190" y="20">one</text>'))).toHaveLength(1)
  expect(collisions(svg('<text x="10" y="20">one</text><text x="10" y="40">two</text>'))).toEqual([])
})
