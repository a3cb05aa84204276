import { SaxesParser } from 'saxes'
import type { Span } from './diagnostic.ts'
import { fail, warn } from './report.ts'
import type { Placed, Reporter } from './report.ts'

/** An XML element with the places of its name and of its attribute values. Text between tags is left out. */
export interface XmlElement {
  readonly name: string
  readonly at: Span
  readonly attributes: ReadonlyMap<string, Placed<string>>
  readonly children: readonly XmlElement[]
}

interface OpenElement {
  readonly name: string
  readonly at: Span
  readonly attributes: Map<string, Placed<string>>
  readonly children: OpenElement[]
}

/** Elements may nest this deep: peers' files nest five deep. */
const DEEPEST = 64

/** Characters given to the parser at a time, so that a broken file is left at its first error. */
const CHUNK = 65_536

/** The root element, or null with a diagnostic if the text is not well-formed XML. Entities other than the five of
 *  XML are errors, so that nothing expands and nothing is fetched. */
export function parseXml(problems: Reporter): XmlElement | null {
  const parser = new SaxesParser()
  const text = withoutBareAmpersands(problems)
  const open: OpenElement[] = []
  let root: OpenElement | null = null
  let failed = false
  let attributes = new Map<string, Placed<string>>()
  const stop = (message: string): void => {
    if (failed) return
    failed = true
    fail(problems, { offset: Math.max(0, Math.min(parser.position, text.length) - 1), length: 1 }, 'xml', message)
  }
  parser.on('error', (error) => {
    const message = error.message
      .replace(/^\d+:\d+: /, '')
      .replace('undefined entity', 'an entity that nothing declares')
    stop(`not well-formed XML: ${message}`)
  })
  parser.on('opentagstart', () => {
    attributes = new Map()
  })
  parser.on('attribute', ({ name, value }) => {
    attributes.set(name, { value: value.replaceAll(MARK, '&'), at: quotedBefore(problems.text, parser.position) })
  })
  parser.on('opentag', ({ name }) => {
    const at = tagBefore(problems.text, parser.position, name)
    const element: OpenElement = { name, at, attributes, children: [] }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
    if (open.length > DEEPEST) stop('elements nest too deep')
  })
  parser.on('closetag', () => {
    open.pop()
  })
  for (let from = 0; from < text.length && !failed; from += CHUNK) {
    parser.write(text.slice(from, from + CHUNK))
  }
  if (!failed) parser.close()
  return failed ? null : root
}

/** Stands for an ampersand while the text is parsed: a character that no text holds. */
const MARK = '\ufdd0'

/** Published files hold ampersands that start no entity, in names such as "fish & chips". They are read as they stand,
 *  with a warning at the first; the text stays as long as it was. */
function withoutBareAmpersands(problems: Reporter): string {
  const bare = /&(?!(?:[\p{L}_:][\p{L}\p{N}_:.-]*|#\d+|#x[\da-f]+);)/giu
  const first = bare.exec(problems.text)
  if (first === null) return problems.text
  const message = 'this `&` starts no entity; it is read as it stands'
  warn(problems, { offset: first.index, length: 1 }, 'bare-ampersand', message, 'XML writes it `&amp;`')
  return problems.text.replace(bare, MARK)
}

/** The attribute value whose closing quote ends at `end`. */
function quotedBefore(text: string, end: number): Span {
  const quote = text[end - 1] === "'" ? "'" : '"'
  const close = text.lastIndexOf(quote, end)
  const start = text.lastIndexOf(quote, close - 1) + 1
  return { offset: start, length: close - start }
}

/** `<name` of the tag that ends at `end`. */
function tagBefore(text: string, end: number, name: string): Span {
  return { offset: Math.max(0, text.lastIndexOf(`<${name}`, end)), length: name.length + 1 }
}

/** All elements of a name in the tree, in the order of the file, the root included. */
export function elementsNamed(root: XmlElement, name: string): XmlElement[] {
  const own = root.name === name ? [root] : []
  return [...own, ...root.children.flatMap((child) => elementsNamed(child, name))]
}

/** Text as it stands in an XML attribute or element. Characters that XML forbids become spaces. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)
}
