/** A picture to publish by itself: with its title, what is drawn, where it comes from and a link, in colours of its own
 *  whatever the reader's theme. */
import { grouped } from '../words/index.ts'
import type { Chart } from './chart.ts'
import { at, label, lines, safe } from './kit/index.ts'

export const PIECE_FORMATS = ['light', 'dark', 'square'] as const
export type PieceFormat = (typeof PIECE_FORMATS)[number]

/** What a picture is of. */
export interface PieceOf {
  readonly title: string
  readonly asOf: string
  readonly scenario: string | null
  readonly worlds: number
  readonly seed: number
  /** Null where no link leads to it. */
  readonly link: string | null
}

const PAD = 24
const SIDE = 1080
const TITLE = 20
const TEXT = 13
const SMALL = 11

/** Where it comes from: case, date, scenario, worlds, seed, engine of the link. */
export function pieceSource({ title, asOf, scenario, worlds, seed }: PieceOf): string {
  return `${title}, as of ${asOf}${scenario ? `, scenario ${scenario}` : ''} · ${grouped(worlds)} worlds · seed ${seed} · Armistice`
}

/** @returns an SVG by itself, without variables: programs that draw know none. */
export function pieceSvg(chart: Chart, of: PieceOf, format: PieceFormat): string {
  const inner = sizeOf(chart.svg)
  const width = format === 'square' ? SIDE : inner.width + 2 * PAD
  const scale = format === 'square' ? SIDE / (inner.width + 2 * PAD) : 1
  const text = { width: width - 2 * PAD * scale, scale }
  const head = [...rows(chart.title, text, TITLE, { weight: 700 }), ...rows(chart.caption, text, TEXT, {})]
  const foot = [
    ...rows(chart.source, text, SMALL, { muted: true }),
    ...rows(pieceSource(of), text, SMALL, { muted: true }),
    ...(of.link === null ? [] : [...rows(shortLink(of.link), text, SMALL, { muted: true })]),
  ]
  const top = PAD * scale + heightOf(head)
  const below = heightOf(foot) + PAD * scale
  const natural = top + inner.height * scale + below
  const height = format === 'square' ? SIDE : natural
  const room = height - top - below
  const fit = Math.min(scale, room / inner.height)
  const left = (width - inner.width * fit) / 2
  const drawing = chart.svg.replace(
    /^<svg[^>]*>/,
    `<svg x="${at(left)}" y="${at(top)}" width="${at(inner.width * fit)}" height="${at(inner.height * fit)}" viewBox="0 0 ${inner.width} ${inner.height}" class="c">`,
  )
  const source = of.link === null ? '' : `<metadata>${safe(of.link)}</metadata>`
  return coloured(
    `<svg xmlns="http://www.w3.org/2000/svg" class="c" role="img" width="${at(width)}" height="${at(height)}" viewBox="0 0 ${at(width)} ${at(height)}">` +
      `<title>${safe(chart.title)}</title><desc>${safe(chart.description)}</desc>${source}<rect class="paper" width="${at(width)}" height="${at(height)}"/>` +
      `${placed(head, PAD * scale, PAD * scale)}${drawing}${placed(foot, PAD * scale, height - below + 4)}</svg>`,
    format === 'dark' ? 'dark' : 'light',
  )
}

interface Row {
  readonly text: string
  readonly size: number
  readonly muted?: boolean
  readonly weight?: number
}

function rows(
  text: string,
  { width, scale }: { readonly width: number; readonly scale: number },
  size: number,
  look: Pick<Row, 'muted' | 'weight'>,
): Row[] {
  const drawn = Math.round(size * scale)
  return lines(text, width, drawn).map((line) => ({ text: line, size: drawn, ...look }))
}

const rowHeight = ({ size }: Row): number => Math.round(size * 1.45)
const heightOf = (all: readonly Row[]): number => all.reduce((sum, row) => sum + rowHeight(row), 0)

function placed(all: readonly Row[], left: number, top: number): string {
  let y = top
  return all
    .map((row) => {
      y += rowHeight(row)
      return label(left, y - row.size * 0.35, row.text, {
        size: row.size,
        ...(row.muted ? { muted: true } : {}),
        ...(row.weight ? { weight: row.weight } : {}),
      })
    })
    .join('')
}

/** Characters of a link that are printed; all of it stands in the metadata. */
const PRINTED = 96

function shortLink(link: string): string {
  return link.length > PRINTED ? `${link.slice(0, PRINTED)}…` : link
}

function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const found = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg)
  return { width: Number(found?.[1] ?? 720), height: Number(found?.[2] ?? 480) }
}

/** Colours on dark paper, by what a page calls them; light ones are those that the picture itself has. */
const DARK: Readonly<Record<string, string>> = {
  ink: '#eceff3',
  muted: '#a9b2bd',
  rule: '#3b434d',
  paper: '#14171b',
  mark: '#d3dbe4',
  'mark-2': '#8f9aa6',
  defender: '#56b4e9',
  attacker: '#f0a45d',
}

/** `--c-ink:var(--ink,#1a1d21)`: what the theme of pictures calls a colour, and what it is where no page says
 *  otherwise. */
const NAMED = /--c-([\w-]+):var\(--([\w-]+),(#\w+)\);?/g

/** Puts colours in the place of variables. */
function coloured(svg: string, theme: 'light' | 'dark'): string {
  const of = (name: string, light: string): string => (theme === 'dark' ? (DARK[name] ?? light) : light)
  const colours = new Map(
    [...svg.matchAll(NAMED)].map(([, part = '', name = '', light = '']) => [part, of(name, light)] as const),
  )
  return svg
    .replaceAll(NAMED, '')
    .replaceAll(/var\(--c-([\w-]+)\)/g, (whole, part: string) => colours.get(part) ?? whole)
    .replaceAll(/var\(--([\w-]+),(#\w+)\)/g, (_, name: string, light: string) => of(name, light))
}
