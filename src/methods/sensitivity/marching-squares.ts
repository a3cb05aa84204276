/** Level lines of values on a rectangular grid. */

export interface Vertex {
  readonly x: number
  readonly y: number
}

/** Values at the crossings of rising `xs` and `ys`, row by row: element `row · xs.length + column`. */
export interface Grid {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly values: Float64Array
}

/** Which edges of a cell a line joins, by the corners at or above the level: bit 0 lower left, 1 lower right, 2 upper
 *  right, 3 upper left; edges 0 lower, 1 right, 2 upper, 3 left. The two saddles are read with a centre below. */
const SEGMENTS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
]
const SADDLES: ReadonlyMap<number, readonly (readonly [number, number])[]> = new Map([
  [
    5,
    [
      [3, 2],
      [1, 0],
    ],
  ],
  [
    10,
    [
      [0, 3],
      [2, 1],
    ],
  ],
] as const)

interface Segment {
  readonly ends: readonly [number, number]
}

/** Polylines on which the linearly interpolated values equal `level`; a line that ends where it began is closed and
 *  repeats its first vertex. At a saddle the mean of the cell's corners decides which corners hang together.
 *  @throws RangeError where the grid has fewer than two columns or rows, or too few values.
 *  Source: Lorensen & Cline 1987, Computer Graphics 21, in two dimensions. */
export function levelLines(grid: Grid, level: number): readonly (readonly Vertex[])[] {
  const { xs, ys } = grid
  checkGrid(grid)
  const segments: Segment[] = []
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let column = 0; column + 1 < xs.length; column++) segments.push(...segmentsOf(grid, level, row, column))
  }
  return joined(segments).map((edges) => edges.map((edge) => vertexOn(grid, level, edge)))
}

function checkGrid({ xs, ys, values }: Grid): void {
  if (xs.length < 2 || ys.length < 2) throw new RangeError('a grid needs two columns and two rows')
  if (values.length !== xs.length * ys.length) throw new RangeError('a grid needs a value at each crossing')
}

function segmentsOf({ xs, values }: Grid, level: number, row: number, column: number): readonly Segment[] {
  const width = xs.length
  const at = row * width + column
  const corners = [values[at]!, values[at + 1]!, values[at + width + 1]!, values[at + width]!]
  const shape = corners.reduce((bits, value, k) => bits | (value >= level ? 1 << k : 0), 0)
  const together = corners.reduce((sum, value) => sum + value, 0) / 4 >= level
  // Even numbers name edges along a row from the crossing, odd ones edges along a column.
  const edges = [2 * at, 2 * (at + 1) + 1, 2 * (at + width), 2 * at + 1]
  const lines = (together ? SADDLES.get(shape) : undefined) ?? SEGMENTS[shape]!
  return lines.map(([from, to]) => ({ ends: [edges[from]!, edges[to]!] }))
}

/** Polygons that together cover where the interpolated values are at or above `level`, with `levelLines` as their
 *  border: one a row for each run of cells wholly above, one or two for each cell that the line crosses.
 *  @throws RangeError where the grid has fewer than two columns or rows, or too few values. */
export function levelRegions(grid: Grid, level: number): readonly (readonly Vertex[])[] {
  const { xs, ys, values } = grid
  checkGrid(grid)
  const whole = (row: number, column: number): boolean =>
    [0, 1].every((up) => [0, 1].every((right) => values[(row + up) * xs.length + column + right]! >= level))
  const polygons: (readonly Vertex[])[] = []
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let column = 0; column + 1 < xs.length; ) {
      let to = column
      while (to + 1 < xs.length && whole(row, to)) to++
      if (to === column) polygons.push(...crossedCell(grid, level, row, column++))
      else polygons.push(rectangle(grid, row, column, (column = to)))
    }
  }
  return polygons
}

function rectangle({ xs, ys }: Grid, row: number, from: number, to: number): readonly Vertex[] {
  const [left, right, lower, upper] = [xs[from]!, xs[to]!, ys[row]!, ys[row + 1]!]
  return [
    { x: left, y: lower },
    { x: right, y: lower },
    { x: right, y: upper },
    { x: left, y: upper },
  ]
}

/** The part of one cell at or above the level: around the cell, its corners above and the crossings of its edges. */
function crossedCell(grid: Grid, level: number, row: number, column: number): readonly (readonly Vertex[])[] {
  const { values, xs } = grid
  const at = row * xs.length + column
  const indices = [at, at + 1, at + xs.length + 1, at + xs.length]
  const above = indices.map((index) => values[index]! >= level)
  const edges = [2 * at, 2 * (at + 1) + 1, 2 * (at + xs.length), 2 * at + 1]
  const corners = rectangle(grid, row, column, column + 1)
  const crossing = (k: number): readonly Vertex[] =>
    above[k] === above[(k + 1) % 4] ? [] : [vertexOn(grid, level, edges[k]!)]
  const mean = indices.reduce((sum, index) => sum + values[index]!, 0) / 4
  if (above[0] === above[2] && above[1] === above[3] && above[0] !== above[1] && mean < level) {
    return [0, 1, 2, 3].flatMap((k) => (above[k] ? [[...crossing((k + 3) % 4), corners[k]!, ...crossing(k)]] : []))
  }
  const outline = corners.flatMap((corner, k) => [...(above[k] ? [corner] : []), ...crossing(k)])
  return outline.length === 0 ? [] : [outline]
}

/** Segments that share an edge, strung together. An edge belongs to at most two. */
function joined(segments: readonly Segment[]): readonly (readonly number[])[] {
  const touching = new Map<number, number[]>()
  segments.forEach(({ ends }, k) => {
    for (const end of ends) touching.set(end, [...(touching.get(end) ?? []), k])
  })
  const used = new Set<number>()
  const walk = (first: number, from: number): readonly number[] => {
    const line = [from]
    for (let k: number | undefined = first; k !== undefined; ) {
      used.add(k)
      const [a, b]: readonly [number, number] = segments[k]!.ends
      const next: number = line.at(-1) === a ? b : a
      line.push(next)
      k = touching.get(next)!.find((other) => !used.has(other))
    }
    return line
  }
  const open = segments.flatMap(({ ends }, k) => {
    const end = ends.find((edge) => touching.get(edge)!.length === 1)
    return end === undefined || used.has(k) ? [] : [walk(k, end)]
  })
  const closed = segments.flatMap(({ ends }, k) => (used.has(k) ? [] : [walk(k, ends[0])]))
  return [...open, ...closed]
}

function vertexOn({ xs, ys, values }: Grid, level: number, edge: number): Vertex {
  const width = xs.length
  const at = Math.floor(edge / 2)
  const row = Math.floor(at / width),
    column = at % width
  const upward = edge % 2 === 1
  const other = upward ? at + width : at + 1
  const share = (level - values[at]!) / (values[other]! - values[at]!)
  return upward
    ? { x: xs[column]!, y: ys[row]! + share * (ys[row + 1]! - ys[row]!) }
    : { x: xs[column]! + share * (xs[column + 1]! - xs[column]!), y: ys[row]! }
}
