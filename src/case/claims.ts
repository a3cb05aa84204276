/** The ledger of what the argument asserts. */
import type { ClaimTest } from './claim-test.ts'
import type { Provenance } from './provenance.ts'

export const CLAIM_KINDS = ['fact', 'rule', 'position', 'hypothesis', 'dynamic', 'conclusion'] as const

export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** A row of the ledger of what the argument asserts. */
export interface Claim {
  readonly id: string
  readonly kind: ClaimKind
  readonly says: string
  /** Other readings, where the evidence shows the argument wrong or short. */
  readonly rival: string | null
  readonly test: ClaimTest | null
  readonly provenance: Provenance
}
