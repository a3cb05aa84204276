/** What the claims of a case can ask about. */
import type { ActorIndex } from '../../case/indices.ts'
import { plainNumber } from '../conform.ts'
import { fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import type { Entry, Node } from '../../text/tree.ts'

/** What a case has, for claims to ask about. */
export interface Has {
  /** Months projected, null without a war. */
  readonly war: number | null
  readonly foothold: boolean
  readonly breaks: boolean
  /** Months of the talks, null without any. */
  readonly bargaining: number | null
  readonly durability: boolean
  /** Who has to agree. */
  readonly veto: readonly ActorIndex[]
  readonly consequences: boolean
}

/** Says that a claim asks for something the case has no section for. */
export function section(reading: Reading, entry: Entry, needed: keyof Has): void {
  const named = needed === 'foothold' || needed === 'breaks' ? `war: ${needed}` : needed
  fail(
    reading,
    entry.keySpan,
    'needs-section',
    `\`${entry.key}\` asks for something that a case without \`${named}\` does not know`,
  )
}

/** A month of the projection. */
export function month(reading: Reading, node: Node, has: Has): number {
  const value = plainNumber(node) ?? 1
  if (has.war !== null && value > has.war)
    fail(reading, inside(node), 'months', `the war is projected over ${has.war} months only`)
  return value
}
