/** `explain`: why a package or a claim stands or falls. */
import { encodes } from '../../case/parts.ts'
import type { Part } from '../../case/parts.ts'
import type { Case, Claim } from '../../case/types.ts'
import { DEFAULT_SEED, DEFAULT_WORLDS } from '../../run/compile.ts'
import type { Finding } from '../../stages/findings/find.ts'
import { askedModel, withoutPackages } from '../asked-model.ts'
import { MOST_WORLDS, orNull, scenarioField, seedField, text, whole } from '../fields.ts'
import type { Play } from '../play.ts'
import { answered, stopped, wrong } from '../question.ts'
import type { Answer, CaseSubject, Question } from '../question.ts'
import { answerOfRun } from '../run/run-question.ts'
import { explaining, packageNamed } from './explain.ts'
import type { Explanation } from './explain.ts'

export interface ExplainAsk {
  readonly kind: 'explain'
  /** A claim; or a package: its id, its number, or `issue=option,issue=option`. */
  readonly what: string
  readonly scenario: string | null
  /** Null for as many as suit: 10,000 for a claim, 2,000 for a package. */
  readonly worlds: number | null
  readonly seed: number
}

export interface ClaimExplained {
  readonly claim: Claim
  /** Null where the claim has no test. */
  readonly finding: Finding | null
  /** Every part of the case that stands for it. */
  readonly encodedBy: readonly Part[]
}

/** Worlds behind a package: enough for intervals of about two points of percentage, in a second. */
const PACKAGE_WORLDS = 2000

export const explain: Question<ExplainAsk, Explanation | ClaimExplained> = {
  kind: 'explain',
  about: ['case'],
  says: 'why a package or a claim stands or falls, down to the line and the source',
  fields: {
    what: text('a claim, a package, its number, or issue=option,issue=option'),
    scenario: scenarioField(),
    worlds: orNull(whole('worlds to look at', { least: 1, most: MOST_WORLDS })),
    seed: seedField(DEFAULT_SEED),
  },
  answer(subject, ask, play) {
    const claim = subject.case.claims.find(({ id }) => id === ask.what)
    return claim ? explainClaim(subject, claim, ask, play) : explainDeal(subject, ask, play)
  },
}

async function explainClaim(
  { case: theCase, digest }: CaseSubject,
  claim: Claim,
  ask: ExplainAsk,
  play: Play,
): Promise<Answer<ClaimExplained>> {
  const asked = askedModel(theCase, { ...ask, worlds: ask.worlds ?? DEFAULT_WORLDS })
  if (asked.kind === 'wrong') return asked
  const encodedBy = encodes(theCase, claim.id)
  if (!claim.test) return answered({ claim, finding: null, encodedBy })
  const found = await answerOfRun(asked.model, digest, { ...play, show() {} })
  if (found.kind !== 'answer') return found
  const finding = found.record.findings.find((candidate) => candidate.claim === claim.id) ?? null
  return answered({ claim, finding, encodedBy }, found.partial)
}

async function explainDeal({ case: theCase }: CaseSubject, ask: ExplainAsk, play: Play): Promise<Answer<Explanation>> {
  const asked = askedModel(theCase, { ...ask, worlds: ask.worlds ?? PACKAGE_WORLDS, armWorlds: 0, beside: [] })
  if (asked.kind === 'wrong') return asked
  const none = withoutPackages(theCase)
  if (none) return none
  const chosen = packageNamed(theCase, ask.what)
  if (typeof chosen === 'string') return wrong('/what', `${chosen}; ${whatThereIs(theCase)}`)
  const explanation = await play.here('worlds', explaining(asked.model, chosen))
  return explanation ? answered(explanation) : stopped
}

function whatThereIs({ claims, packages }: Case): string {
  const ids = (named: readonly { readonly id: string }[]): string => named.map(({ id }) => id).join(', ')
  return `name a claim (${ids(claims)}), a package (${ids(packages)}), its number, issue=option,issue=option, or \`space\` for all packages`
}
