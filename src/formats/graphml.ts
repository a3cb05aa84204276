import { defined } from '../case/defined.ts'
import { escapeXml } from '../text/xml-tree.ts'

/** A graph with named values on its nodes and edges. */
export interface AttributedGraph {
  readonly nodes: readonly { readonly id: string; readonly values: Values }[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly values: Values }[]
}

export type Values = Readonly<Record<string, string | number | boolean>>

/** GraphML (Brandes, Eiglsperger, Herman, Himsolt & Marshall 2002) as Gephi, yEd and NetworkX read it: directed, keys
 *  declared with their types. Parallel edges, of different movers, are edges of their own. */
export function writeGraphml({ nodes, edges }: AttributedGraph): string {
  const keys = [
    ...keysOf(
      'node',
      nodes.map(({ values }) => values),
    ),
    ...keysOf(
      'edge',
      edges.map(({ values }) => values),
    ),
  ]
  const data = (of: string, values: Values): string =>
    Object.entries(values)
      .map(
        ([name, value]) =>
          `<data key="${defined(keys.find((k) => k.of === of && k.name === name)).id}">${escaped(value)}</data>`,
      )
      .join('')
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(
      ({ id, of, name, type }) => `<key id="${id}" for="${of}" attr.name="${escaped(name)}" attr.type="${type}"/>`,
    ),
    '<graph id="G" edgedefault="directed">',
    ...nodes.map(({ id, values }) => `<node id="${escaped(id)}">${data('node', values)}</node>`),
    ...edges.map(
      ({ from, to, values }, k) =>
        `<edge id="e${k}" source="${escaped(from)}" target="${escaped(to)}">${data('edge', values)}</edge>`,
    ),
    '</graph>',
    '</graphml>',
  ]
  return `${lines.join('\n')}\n`
}

interface Key {
  readonly id: string
  readonly of: 'node' | 'edge'
  readonly name: string
  readonly type: string
}

const TYPES: Readonly<Record<string, string>> = { string: 'string', number: 'double', boolean: 'boolean' }

function keysOf(of: 'node' | 'edge', rows: readonly Values[]): Key[] {
  const types = new Map<string, string>()
  for (const row of rows) for (const [name, value] of Object.entries(row)) types.set(name, defined(TYPES[typeof value]))
  return [...types].map(([name, type], k) => ({ id: `${of[0]}${k}`, of, name, type }))
}

const escaped = (value: string | number | boolean): string => escapeXml(String(value))
