/** Everything that can be asked: a file a question, and a line here. */
import { compare } from './compare/compare-question.ts'
import { run } from './run/run-question.ts'
import { sensitivity } from './sensitivity/sensitivity-question.ts'
import { tipping } from './tipping/tipping-question.ts'

export const QUESTIONS: readonly [typeof run, typeof compare, typeof sensitivity, typeof tipping] = [
  run,
  compare,
  sensitivity,
  tipping,
]
