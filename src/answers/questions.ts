/** Everything that can be asked: a file a question, and a line here. */
import { audit } from './audit/audit-question.ts'
import { compare } from './compare/compare-question.ts'
import { evidence } from './evidence/evidence-question.ts'
import { explain } from './explain/explain-question.ts'
import { fit } from './fit/fit-question.ts'
import { frontier } from './frontier/frontier-question.ts'
import { near } from './near/near-question.ts'
import { plane } from './plane/plane-question.ts'
import { run } from './run/run-question.ts'
import { score } from './score/score-question.ts'
import { seal } from './seal/seal-question.ts'
import { sensitivity } from './sensitivity/sensitivity-question.ts'
import { space } from './space/space-question.ts'
import { stability } from './stability/stability-question.ts'
import { survival } from './survival/survival-question.ts'
import { tipping } from './tipping/tipping-question.ts'
import { unlock } from './unlock/unlock-question.ts'

interface Table {
  readonly run: typeof run
  readonly compare: typeof compare
  readonly explain: typeof explain
  readonly space: typeof space
  readonly unlock: typeof unlock
  readonly near: typeof near
  readonly plane: typeof plane
  readonly sensitivity: typeof sensitivity
  readonly tipping: typeof tipping
  readonly frontier: typeof frontier
  readonly audit: typeof audit
  readonly stability: typeof stability
  readonly evidence: typeof evidence
  readonly fit: typeof fit
  readonly seal: typeof seal
  readonly score: typeof score
  readonly survival: typeof survival
}

export const QUESTIONS: Table = {
  run,
  compare,
  explain,
  space,
  unlock,
  near,
  plane,
  sensitivity,
  tipping,
  frontier,
  audit,
  stability,
  evidence,
  fit,
  seal,
  score,
  survival,
}
