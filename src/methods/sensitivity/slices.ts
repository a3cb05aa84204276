/** A sample cut into slices of about equal size along one input. */

import type { Withheld } from './result.ts'

export interface Slices {
  /** Slice of each world, from 0 and rising with the input. */
  readonly labels: Uint16Array
  /** Worlds in each slice. */
  readonly sizes: Float64Array
}

/** Slices by rank; equal values are never parted, so that an input with few values has a slice for each. One slice if
 *  the input has no spread. Fewer than `count` where values repeat.
 *  @throws RangeError unless `count` is from 1 to 65,535. */
export function equalSlices(input: Float64Array, count: number): Slices {
  if (!(count >= 1 && count < 65_536)) throw new RangeError('slices must be from 1 to 65535')
  const n = input.length
  const rising = Uint32Array.from(input, (_, world) => world).sort((a, b) => input[a]! - input[b]! || a - b)
  const labels = new Uint16Array(n)
  const sizes: number[] = []
  let latest = -1
  for (let from = 0; from < n; ) {
    let to = from + 1
    while (to < n && input[rising[to]!] === input[rising[from]!]) to++
    const place = Math.floor((((from + to - 1) / 2) * count) / n)
    if (place !== latest) sizes.push(0)
    latest = place
    for (let k = from; k < to; k++) labels[rising[k]!] = sizes.length - 1
    sizes[sizes.length - 1]! += to - from
    from = to
  }
  return { labels, sizes: Float64Array.from(sizes) }
}

/** What to say of slices of which one has fewer than `fewest` worlds; null where none has. */
export function withheldIfThin({ labels, sizes }: Slices, fewest: number): Withheld | null {
  const smallest = sizes.reduce((least, size) => Math.min(least, size))
  if (smallest >= fewest) return null
  const needed = Math.ceil((labels.length * fewest) / smallest)
  return { kind: 'tooFew', needed, reason: `a slice has ${smallest} worlds; ${fewest} in it need ${needed} in all` }
}
