/** Names and values of curves, clear of the curves themselves. */
import { defined } from '../../../src/internal.ts'
import { apart } from './labels.ts'
import { label, rule } from './marks.ts'
import { fitted, measure } from './text.ts'

/** Room right of a plot for the values at the ends of curves. */
export const ENDS: number = 46
const LEGEND_ROW = 18

/** Names of curves with a stroke of each, above the plot, in as many rows as they take. */
export function curveLegend(
  curves: readonly { readonly name: string; readonly stroke: string }[],
  width: number,
): { readonly marks: string; readonly height: number } {
  let [x, y] = [4, 12]
  const marks = curves.map(({ name, stroke }) => {
    const text = fitted(name, width - 48)
    const room = 34 + measure(text)
    if (x > 4 && x + room > width - 4) [x, y] = [4, y + LEGEND_ROW]
    const drawn = rule(x, y - 4, x + 26, y - 4, stroke) + label(x + 32, y, text)
    x += room + 14
    return drawn
  })
  return { marks: marks.join(''), height: curves.length === 0 ? 0 : y + 10 }
}

/** Values at the ends of curves, beside the plot, none over another. */
export function endLabels(ends: readonly { readonly y: number; readonly text: string }[], x: number): string {
  const heights = apart(ends.map(({ y }) => y + 4))
  return ends.map(({ text }, k) => label(x + 6, defined(heights[k]), text, { size: 11 })).join('')
}
