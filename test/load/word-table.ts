/** What must be said of slips in the words for amounts. */
import { HEAD, SMALL } from './cases.ts'
import { CEASEFIRE, TREATY, valleyText } from '../fixtures/two-steps.ts'
import { twoParties } from '../fixtures/two-parties.ts'

type Row = readonly [text: string, ...said: string[]]

const amount = (fields: string): string => `${HEAD}issues:\n  fee: {noDeal: 0, ${fields}}\n`

export const WORDS: readonly Row[] = [
  [
    valleyText({ steps: CEASEFIRE.replace('[line, monitors]', '[line, monitors, status, pass]') }),
    '35:3+1 error steps: one step alone is a deal: write two, or leave `steps` out',
  ],
  [
    valleyText({ steps: `${CEASEFIRE}\n${TREATY.replace(', pass', '')}` }),
    '35:3+1 error steps: no step settles `pass`',
  ],
  [
    amount('amount: 0 to 500, step: 10, options: {a: A., b: B.}'),
    '6:3+3 error two-ways: `fee` has either `options` or an `amount`',
  ],
  [
    amount('amount: 0 to 500, step: 1'),
    '6:28+8 error too-many-steps: 501 amounts are more than 201 | a step of 2.5 or more is allowed',
  ],
  [amount('amount: 0 to 500, step: 30'), '6:28+8 error bad-amount: steps of 30 from 0 do not meet 500'],
  [
    amount('options: {0: A., b: B.}, unit: M US$'),
    '6:51+5 error unknown-key: `fee` has no `amount`, so `unit` says nothing',
  ],
  [
    twoParties({
      more: 'claims: {C1: {kind: conclusion, says: Much., where: x, test: {mean: {amount: pay}, above: 3}}}',
    }),
    '29:78+3 error no-amount: `pay` is not about how much | only issues with an `amount` have a mean; ask for the probability of an option',
  ],
  [
    SMALL.replace('\ndurability:\n', '\ndurability:\n  noDealAfter: {south: [{points: -3}]}\n'),
    '196:16+23 error two-ways: with a `war`, what a broken peace leaves comes from `rearming` and `reach`',
  ],
  [
    twoParties({
      more: 'durability: {stillborn: 0.1, source: x, kind: judgement, noDealAfter: {m: [{points: -3}]}}',
    }).replace('actors:\n', 'actors:\n  m: {name: M, role: backer, discount: 10%, source: x, kind: judgement}\n'),
    '30:72+1 error not-belligerent: `m` is no belligerent, so it has no no-deal value',
  ],
  [
    twoParties().replace('role: belligerent, noDealValue: 30', 'role: belligerent, discount: 10%, noDealValue: 30'),
    '7:35+8 warning not-read: nothing reads `actors.u.discount`, because the case has no `durability`: every peace holds',
  ],
]
