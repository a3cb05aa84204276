/** Where a design takes its uniform numbers from. */
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import type { PointWriter } from './sobol-sequence.ts'
import { scrambledSobol } from './sobol-sequence.ts'

/** Scrambled Sobol points converge faster; Philox draws are independent, so that intervals are exact rather than wide,
 *  and have any number of dimensions. */
export type Points = 'sobol' | 'philox'

const STREAM = streamOf('sensitivity/points')

/** @throws RangeError unless `seed` is a safe integer and, for Sobol points, `dimensions` is from 1 to 512. */
export function pointWriter(points: Points, dimensions: number, seed: number): PointWriter {
  const key = seedOf(seed)
  if (points === 'sobol') return scrambledSobol(dimensions, key)
  return (index, out) => {
    for (let d = 0; d < dimensions; d++) out[d] = uniformAt(key, STREAM, index, d)
  }
}
