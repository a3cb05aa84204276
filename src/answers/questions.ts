/** Everything that can be asked: a file a question, and a line here. */
import { audit } from './audit/audit-question.ts'
import { compare } from './compare/compare-question.ts'
import { run } from './run/run-question.ts'
import { sensitivity } from './sensitivity/sensitivity-question.ts'
import { tipping } from './tipping/tipping-question.ts'

export const QUESTIONS: readonly [typeof run, typeof compare, typeof sensitivity, typeof tipping, typeof audit] = [
  run,
  compare,
  sensitivity,
  tipping,
  audit,
]
