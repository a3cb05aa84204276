/** Pictures that go out by themselves: all that they are of, in colours that no reader's theme changes. */
import { expect, test } from 'vitest'
import { PIECE_FORMATS, pieceSvg } from '../../../present/charts/index.ts'
import type { Chart } from '../../../present/charts/index.ts'
import { CASES, chartsOf, studied } from './every.ts'

const OF = {
  title: 'A <war> & its end',
  asOf: '2025-03-01',
  scenario: 'aidEnds',
  worlds: 4000,
  seed: 7,
  link: 'https://example.org/#/brief?case=x&s=aidEnds',
}

const charts: readonly Chart[] = chartsOf(await studied(CASES[0]!, false), { width: 640 }).map(([, chart]) => chart)

test.each(PIECE_FORMATS)(
  'every chart as a piece, %s: no variable, no theme of the reader, and what it is of',
  (format) => {
    expect(charts.length).toBeGreaterThan(10)
    for (const chart of charts) {
      const svg = pieceSvg(chart, OF, format)
      expect(svg, chart.id).not.toMatch(/var\(|prefers-color-scheme|NaN|undefined/)
      expect(svg).toContain('2025-03-01')
      expect(svg).toContain('4,000')
      expect(svg).toMatch(/seed\s+7|seed/)
      expect(svg).toContain('A &lt;war&gt; &amp; its end')
      expect(svg).toContain('<metadata>https://example.org/#/brief?case=x&amp;s=aidEnds</metadata>')
      expect(svg).toContain(format === 'dark' ? '#14171b' : '#fff')
      expect(svg).not.toContain(format === 'dark' ? '#1a1d21' : '#eceff3')
      if (format === 'square') expect(svg).toMatch(/^<svg[^>]* width="1080" height="1080"/)
    }
  },
)

test('the drawing itself stays within its piece', () => {
  for (const chart of charts)
    for (const format of PIECE_FORMATS) {
      const svg = pieceSvg(chart, OF, format)
      const [, width, height] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number)
      const [, x, y, w, h] = /<svg x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/
        .exec(svg)!
        .map(Number)
      expect(x! >= 0 && y! >= 0 && x! + w! <= width! + 0.2 && y! + h! <= height! + 0.2, `${chart.id} ${format}`).toBe(
        true,
      )
    }
})
