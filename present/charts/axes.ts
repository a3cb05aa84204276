/** Scales with their axes, as marks. */
import { scaleLinear } from 'd3-scale'
import type { ScaleLinear } from 'd3-scale'
import { at, fitted, label, rule } from './chart.ts'

export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Plane {
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number>
  readonly marks: string
}

/** A plane with ruled ticks and named axes. @param xs, ys domain ends. */
export function plane(
  frame: Frame,
  xs: readonly [number, number],
  ys: readonly [number, number],
  names: { x: string; y: string; format?: (y: number) => string },
): Plane {
  const x = scaleLinear(xs, [frame.left, frame.right])
  const y = scaleLinear(ys, [frame.bottom, frame.top]).nice(5)
  const format = names.format ?? ((value: number): string => value.toLocaleString('en'))
  const across = y
    .ticks(5)
    .map(
      (tick) =>
        rule(frame.left, y(tick), frame.right, y(tick), tick === 0 ? 'z' : 'r') +
        label(frame.left - 6, y(tick) + 4, format(tick), { anchor: 'end', muted: true, size: 11 }),
    )
  const down = x
    .ticks(frame.right - frame.left < 300 ? 4 : 8)
    .map((tick) => label(x(tick), frame.bottom + 16, String(tick), { anchor: 'middle', muted: true, size: 11 }))
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

/** A path through points. */
export function path(points: readonly (readonly [number, number])[], kind: string): string {
  return points.length === 0
    ? ''
    : `<path class="${kind}" d="M${points.map(([x, y]) => `${at(x)},${at(y)}`).join('L')}"/>`
}

/** A band between two edges. */
export function band(
  low: readonly (readonly [number, number])[],
  high: readonly (readonly [number, number])[],
  kind: string,
): string {
  return low.length === 0
    ? ''
    : `<path class="${kind}" d="M${[...low, ...[...high].reverse()].map(([x, y]) => `${at(x)},${at(y)}`).join('L')}Z"/>`
}

/** Upright axes side by side on one scale, zero across them, for a line each. @param values all that the lines pass. */
export function parallels(
  names: readonly string[],
  values: readonly number[],
  width: number,
): { x: (axis: number) => number; y: ScaleLinear<number, number>; marks: string; height: number } {
  const height = 320
  const ends = values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [-1, 1],
  )
  const y = scaleLinear(ends, [height - 30, 30]).nice()
  const x = (k: number): number => (names.length < 2 ? width / 2 : 60 + (k * (width - 120)) / (names.length - 1))
  const room = names.length < 2 ? width : (width - 120) / (names.length - 1)
  const axes = names.map(
    (name, k) =>
      rule(x(k), 30, x(k), height - 30, 'z') +
      label(x(k), 18, fitted(name, room), { anchor: 'middle', weight: 600 }) +
      y
        .ticks(5)
        .map((tick) =>
          label(x(k) + (k === 0 ? -6 : 6), y(tick) + 4, String(tick), {
            anchor: k === 0 ? 'end' : 'start',
            muted: true,
            size: 11,
          }),
        )
        .join(''),
  )
  return { x, y, marks: axes.join('') + rule(40, y(0), width - 40, y(0)), height }
}
