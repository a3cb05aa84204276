/** Scales with their axes, as marks. */
import { defined } from '../../../src/internal.ts'
import { full } from '../../words/numbers.ts'
import { label, rule } from './marks.ts'
import { linear } from './scale.ts'
import type { Linear } from './scale.ts'
import { lines } from './text.ts'

export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Plane {
  readonly x: Linear
  readonly y: Linear
  readonly marks: string
}

/** A plane with ruled ticks and named axes. @param xs, ys domain ends. */
export function plane(
  frame: Frame,
  xs: readonly [number, number],
  ys: readonly [number, number],
  names: { x: string; y: string; format?: (y: number) => string },
): Plane {
  const x = linear(xs, [frame.left, frame.right])
  const y = linear(ys, [frame.bottom, frame.top]).nice(5)
  const format = names.format ?? full
  const across = y
    .ticks(5)
    .map(
      (tick) =>
        rule(frame.left, y(tick), frame.right, y(tick), tick === 0 ? 'z' : 'r') +
        label(frame.left - 6, y(tick) + 4, format(tick), { anchor: 'end', muted: true, size: 11 }),
    )
  const down = x
    .ticks(frame.right - frame.left < 300 ? 4 : 8)
    .map((tick) => label(x(tick), frame.bottom + 16, full(tick), { anchor: 'middle', muted: true, size: 11 }))
  return {
    x,
    y,
    marks:
      across.join('') +
      down.join('') +
      label(frame.right, frame.bottom + 32, names.x, { anchor: 'end', muted: true, size: 11 }) +
      label(2, frame.top - 10, names.y, { muted: true, size: 11 }),
  }
}

/** Room of a row of type. */
const ROW = 15

/** Upright axes side by side on one scale, zero across them, for a line each. @param values all that the lines pass. */
export function parallels(
  names: readonly string[],
  values: readonly number[],
  width: number,
): { x: (axis: number) => number; y: Linear; marks: string; height: number } {
  const ends = values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [-1, 1],
  )
  const last = names.length - 1
  const x = (k: number): number => (last < 1 ? width / 2 : 60 + (k * (width - 120)) / last)
  const heads = names.map((name) => lines(name, width / names.length - 12, 12))
  const top = 14 + ROW * Math.max(1, ...heads.map((head) => head.length))
  const height = top + 290
  const y = linear(ends, [height - 30, top]).nice()
  const axes = names.map((_, k) => {
    const [anchor, at] =
      last < 1 || (k > 0 && k < last)
        ? (['middle', x(k)] as const)
        : k === 0
          ? (['start', 4] as const)
          : (['end', width - 4] as const)
    return (
      rule(x(k), top, x(k), height - 30, 'z') +
      defined(heads[k])
        .map((line, n) => label(at, 14 + ROW * n, line, { anchor, weight: 600 }))
        .join('') +
      y
        .ticks(5)
        .map((tick) =>
          label(x(k) + (k === last ? 8 : -8), y(tick) + 4, full(tick), {
            anchor: k === last ? 'start' : 'end',
            muted: true,
            size: 11,
          }),
        )
        .join('')
    )
  })
  return { x, y, marks: axes.join('') + rule(x(0), y(0), x(Math.max(last, 0)), y(0)), height }
}
