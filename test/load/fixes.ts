/** What a text comes to, scalar by scalar, so that two texts can be held against each other. */
import { parseYaml } from '../../src/text/parse.ts'
import type { Node } from '../../src/text/tree.ts'

export interface Leaf {
  readonly path: string
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Keys and values in the order of the file; null where the YAML has an error. */
export function leavesOf(text: string): readonly Leaf[] | null {
  const { root, problems } = parseYaml(text)
  if (root === null || problems.some(({ severity }) => severity === 'error')) return null
  const leaves: Leaf[] = []
  const walk = (node: Node, path: string): void => {
    const { offset, length } = node.span
    if (node.kind === 'scalar') leaves.push({ path, text: node.text, from: offset, to: offset + length })
    else if (node.kind === 'list') node.items.forEach((item, k) => walk(item, `${path}/${k}`))
    else
      for (const [k, entry] of node.entries.entries()) {
        const { keySpan } = entry
        leaves.push({
          path: `${path}/key ${k}`,
          text: entry.key,
          from: keySpan.offset,
          to: keySpan.offset + keySpan.length,
        })
        walk(entry.value, `${path}/${k}`)
      }
  }
  walk(root, '')
  return leaves
}
