/** What a reader cannot make out: labels over marks and over each other, read from the SVG itself. */
import { SaxesParser } from 'saxes'
import { measure } from '../../../present/charts/kit/index.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
type Spot = readonly [number, number]
interface Text {
  readonly text: string
  readonly box: Box
}
interface Mark {
  readonly kind: string
  readonly box?: Box
  readonly line?: readonly Spot[]
  /** How many grounds were drawn before it: later ones hide what they cover of it. */
  readonly drawn?: number
}

/** Classes that no label may touch. Grids, bands, cells, frames and regions are grounds, on which labels stand. */
const LINES = ['z', 'l1', 'l2', 'l3', 'l4', 'x', 'line', 'g']
const SOLID = ['one', 'two', 'edge1', 'edge2', 'first', 'left', 'rule', 'consent', 'redLines', 'acceptance']
/** Pixels that letters and marks may share: the type has room around it. */
const SLACK = 1.5

/** A sentence for each label of a picture that stands over a mark, over another label, or outside the picture. */
export function collisions(svg: string): string[] {
  const { texts, marks, grounds, width, height } = partsOf(svg)
  const said: string[] = []
  texts.forEach(({ text, box }, k) => {
    if (box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1)
      said.push(`“${text}” leaves the picture`)
    for (const other of texts.slice(k + 1)) if (meet(box, other.box)) said.push(`“${text}” over “${other.text}”`)
    for (const mark of marks)
      if (mark.box ? meet(box, mark.box) : crosses(mark.line!, box, grounds.slice(mark.drawn)))
        said.push(`“${text}” over a mark (${mark.kind})`)
  })
  return said
}

function meet(a: Box, b: Box): boolean {
  return a.left + SLACK < b.right && b.left + SLACK < a.right && a.top + SLACK < b.bottom && b.top + SLACK < a.bottom
}

/** Whether a line passes through a box where nothing covers it, by small steps. */
function crosses(line: readonly Spot[], { left, top, right, bottom }: Box, covers: readonly Box[]): boolean {
  const isHidden = (px: number, py: number): boolean =>
    covers.some((over) => px > over.left && px < over.right && py > over.top && py < over.bottom)
  return line.some(([x, y], k) => {
    const [fromX, fromY] = line[k - 1] ?? [x, y]
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY)))
    return Array.from({ length: steps + 1 }, (_, n) => n / steps).some((part) => {
      const [px, py] = [fromX + part * (x - fromX), fromY + part * (y - fromY)]
      const isIn = px > left + SLACK && px < right - SLACK && py > top + SLACK && py < bottom - SLACK
      return isIn && !isHidden(px, py)
    })
  })
}

function partsOf(svg: string): { texts: Text[]; marks: Mark[]; grounds: Box[]; width: number; height: number } {
  const texts: Text[] = []
  const marks: Mark[] = []
  const grounds: Box[] = []
  const offsets: Spot[] = [[0, 0]]
  let [width, height] = [0, 0]
  let hidden = 0
  let open: Readonly<Record<string, string>> | null = null
  let content = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const a = attributes as Readonly<Record<string, string>>
    const [dx, dy] = translation(a['transform'])
    const [x, y] = offsets.at(-1)!
    offsets.push([x + dx, y + dy])
    if (name === 'svg') [width, height] = [Number(a['width']), Number(a['height'])]
    if (name === 'defs' || name === 'clipPath') hidden++
    if (name === 'text') [open, content] = [a, '']
    else if (hidden === 0 && name === 'rect' && a['class'] === 'frame') grounds.push(rectOf(a, offsets.at(-1)!))
    else if (hidden === 0)
      marks.push(...markOf(name, a, offsets.at(-1)!).map((mark) => ({ ...mark, drawn: grounds.length })))
  })
  parser.on('text', (text) => {
    if (open) content += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'defs' || name === 'clipPath') hidden--
    if (name === 'text' && open && content.trim() !== '')
      texts.push({ text: content, box: boxOf(open, content, offsets.at(-1)!) })
    if (name === 'text') open = null
    offsets.pop()
  })
  parser.write(svg).close()
  return { texts, marks, grounds, width, height }
}

function translation(transform: string | undefined): Spot {
  const [, x, y] = /translate\((-?[\d.]+)[ ,](-?[\d.]+)\)/.exec(transform ?? '') ?? []
  return [Number(x ?? 0), Number(y ?? 0)]
}

function boxOf(a: Readonly<Record<string, string>>, text: string, [dx, dy]: Spot): Box {
  const size = Number(a['font-size'] ?? 12)
  // As wide as in a common sans-serif; the kit reckons with a wider one.
  const room = measure(text, size, Number(a['font-weight'] ?? 400)) * 0.92
  const x = Number(a['x']) + dx
  const left = a['text-anchor'] === 'end' ? x - room : a['text-anchor'] === 'middle' ? x - room / 2 : x
  const baseline = Number(a['y']) + dy
  return { left, right: left + room, top: baseline - 0.75 * size, bottom: baseline + 0.2 * size }
}

function markOf(name: string, a: Readonly<Record<string, string>>, [dx, dy]: Spot): Mark[] {
  const kinds = (a['class'] ?? '').split(' ')
  const kind = kinds.find((one) => SOLID.includes(one) || LINES.includes(one))
  if (kind === undefined) return []
  const n = (key: string): number => Number(a[key] ?? 0)
  if (name === 'circle')
    return [
      {
        kind,
        box: {
          left: n('cx') + dx - n('r'),
          right: n('cx') + dx + n('r'),
          top: n('cy') + dy - n('r'),
          bottom: n('cy') + dy + n('r'),
        },
      },
    ]
  if (name === 'rect') return [{ kind, box: rectOf(a, [dx, dy]) }]
  if (name === 'line')
    return [
      {
        kind,
        line: [
          [n('x1') + dx, n('y1') + dy],
          [n('x2') + dx, n('y2') + dy],
        ],
      },
    ]
  // Regions of a map and other filled areas are grounds.
  if (name === 'path' && LINES.includes(kind))
    return pathsOf(a['d'] ?? '').map((line) => ({ kind, line: line.map(([x, y]) => [x + dx, y + dy] as const) }))
  return []
}

function rectOf(a: Readonly<Record<string, string>>, [dx, dy]: Spot): Box {
  const [x, y] = [Number(a['x'] ?? 0) + dx, Number(a['y'] ?? 0) + dy]
  return { left: x, right: x + Number(a['width'] ?? 0), top: y, bottom: y + Number(a['height'] ?? 0) }
}

/** Pieces that a bend is looked at in. */
const OF_A_BEND = 24

/** A bend of one control point. */
function bend([x, y]: Spot, [cx, cy, toX, toY]: readonly number[]): Spot[] {
  return Array.from({ length: OF_A_BEND }, (_, k) => {
    const t = (k + 1) / OF_A_BEND
    const mix = (from: number, over: number, to: number): number =>
      (1 - t) * ((1 - t) * from + t * over) + t * ((1 - t) * over + t * to)
    return [mix(x, cx!, toX!), mix(y, cy!, toY!)]
  })
}

/** The pieces of a path of absolute M, L, H, V and Q; others are outlines of small shapes, and left out. */
function pathsOf(d: string): Spot[][] {
  if (/[a-gi-uw-z]|[CAS]/.test(d)) return []
  const found: Spot[][] = []
  let [x, y] = [0, 0]
  for (const [, command, rest] of d.matchAll(/([MLHVQZ])([^MLHVQZ]*)/g)) {
    const numbers = [...rest!.matchAll(/-?[\d.]+/g)].map(Number)
    if (command === 'M') found.push([])
    if (command === 'Q') found.at(-1)?.push(...bend([x, y], numbers).slice(0, -1))
    if (command === 'H') x = numbers[0]!
    else if (command === 'V') y = numbers[0]!
    else if (command !== 'Z') [x, y] = [numbers.at(-2)!, numbers.at(-1)!]
    if (command !== 'Z') found.at(-1)?.push([x, y])
  }
  return found.filter((line) => line.length > 1)
}
