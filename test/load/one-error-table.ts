/** One slip each, and the one thing that is said of it: what follows from it is held back. */
import { SMALL } from './cases.ts'
import { twoParties } from '../fixtures/two-parties.ts'

type Row = readonly [text: string, ...said: string[]]

function one(from: string | RegExp, to: string, more: string = ''): string {
  const text = twoParties({ more })
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`nothing is ${String(from)}`)
  return changed
}

function small(from: string | RegExp, to: string): string {
  const changed = SMALL.replace(from, to)
  if (changed === SMALL) throw new Error(`nothing is ${String(from)}`)
  return changed
}

const CURLY = 'curly-quotes: curly quotes are letters of the text: YAML knows straight ones only'

export const ONE_ERROR: readonly Row[] = [
  // A misspelt key: what it was to be is not missing.
  [one('title: T', 'titel: T'), '3:1+5 error unknown-key: unknown key `titel` | did you mean `title`? | → title'],
  [one('asOf:', 'asof:'), '4:1+4 error unknown-key: unknown key `asof` | did you mean `asOf`? | → asOf'],
  [one('sources:', 'source:'), '5:1+6 error unknown-key: unknown key `source` | did you mean `sources`? | → sources'],
  [one('actors:', 'actor:'), '6:1+5 error unknown-key: unknown key `actor` | did you mean `actors`? | → actors'],
  [
    one('issues:\n  pay', 'isues:\n  pay'),
    '9:1+5 error unknown-key: unknown key `isues` | did you mean `issues`? | → issues',
  ],
  [one('scores:', 'score:'), '12:1+5 error unknown-key: unknown key `score` | did you mean `scores`? | → scores'],
  [one('name: U, role', 'name: U, rol'), '7:16+3 error unknown-key: unknown key `rol` | did you mean `role`? | → role'],
  [
    one('noDealValue: 30', 'noDealvalue: 30'),
    '7:35+11 error unknown-key: unknown key `noDealvalue` | did you mean `noDealValue`? | → noDealValue',
  ],
  [
    one('options: {lo: Low.', 'option: {lo: Low.'),
    '10:21+6 error unknown-key: unknown key `option` | did you mean `options`? | → options',
  ],
  [one('months: 6', 'month: 6'), '26:3+5 error unknown-key: unknown key `month` | did you mean `months`? | → months'],
  [
    one('{weight: 60, options: {lo: 0', '{wieght: 60, options: {lo: 0'),
    '17:13+6 error unknown-key: unknown key `wieght` | did you mean `weight`? | → weight',
  ],
  // A misspelt word: nothing is said of what depends on it.
  [
    one('name: U, role: belligerent', 'name: U, role: beligerent'),
    '7:22+10 error unknown-word: `beligerent` is none of the possible values | did you mean `belligerent`? | → belligerent',
  ],
  [
    small('name: North\n    role: belligerent', 'name: North\n    role: fighter'),
    '16:11+7 error unknown-word: `fighter` is none of the possible values | known are `belligerent`, `party`, `backer`, `guarantor`, `institution`, `spoiler`, `mediator`',
  ],
  // A number that cannot be read is a number all the same.
  [
    one(
      'bargaining:',
      'quantities: {q: {value: 20k too 40k, source: x, kind: estimate}}\nscenarios: {s: {says: S., source: x, set: {q: 30k}}}\nbargaining:',
    ),
    '25:29+3 error bad-number: expected `to`, found `too` | an interval is written `1M to 3M` | → to',
  ],
  [one('months: 6', 'months: 6o'), '26:11+2 error wrong-kind: expected a whole number from 1 to 240, found `6o`'],
  // Several places name what is declared by another name: the declaration is misspelt.
  [
    one('sources: {x:', 'sources: {xsource:').replaceAll('source: x', 'source: xsourec'),
    '5:11+7 error unknown-source: `xsource` is named nowhere, and 5 places name `xsourec`, which is not declared | is `xsourec` meant? | → xsourec',
  ],
  [
    one('  pay: {noDeal', '  pays: {noDeal'),
    '10:3+4 error unknown-issue: `pays` is named nowhere, and 2 places name `pay`, which is not declared | is `pay` meant? | → pay',
  ],
  // A place that names nothing, alone.
  [
    one('{few: 100, many: 0}', '{few: 100, mayn: 0}'),
    '24:47+4 error unknown-option: `hours` has no option `mayn` | did you mean `many`? | → many',
  ],
  [
    one('  c:\n    source', '  d:\n    source'),
    '12:1+6 error missing-scores: the belligerent `c` has no score sheet | add `c:` under `scores`',
    '19:3+1 error unknown-actor: unknown actor `d` | did you mean `u`?',
  ],
  // What a first draft has: lists where maps stand, texts where maps do, units behind numbers, shares without a sign.
  // What is named by a section that is no map is not told as unknown.
  [
    one(/actors:\n.*\n.*\n/, 'actors:\n  - {name: U, role: belligerent}\n'),
    '7:3+1 error wrong-kind: expected a map, found a list | write `name: {name: …, role: …}` for each',
  ],
  [
    one('options: {few: Few., many: Many.}', 'options: [few, many]'),
    '11:33+1 error wrong-kind: expected a map, found a list | write `name: …` for each',
  ],
  [
    one(/ {4}issues:\n {6}pay: (.*)\n {6}hours: (.*)\n/, '    pay: $1\n    hours: $2\n'),
    '16:5+3 error unknown-key: unknown key `pay` | write it under `issues:`',
    '17:5+5 error unknown-key: unknown key `hours` | write it under `issues:`',
  ],
  [
    one('value: 30%, source', 'value: 10 to 25, source'),
    '27:19+8 error out-of-range: the whole distribution is out of range: the legal range is 0 to 1 | did you mean `10% to 25%`?',
  ],
  [
    one('noDealValue: 30', 'noDealValue: 30 points'),
    '7:51+6 error bad-number: expected `to`, found `points` | a unit stands beside the number: `{value: 30, unit: points}`',
  ],
  [
    one('bargaining:', 'claims: {C1: Talks succeed.}\nbargaining:'),
    '25:14+14 error wrong-kind: expected a map, found `Talks succeed.` | write `{kind: …, says: …}`',
    '25:10+2 warning claim-not-encoded: nothing in the case encodes or tests `C1` | add a `test`, or `claims: [C1]` where it is encoded',
  ],
  [
    one('bargaining:', 'claims: {C1: {says: Soon., test: {probability: {deal: true}, above: 50%}}}\nbargaining:'),
    '25:10+2 error missing-key: the key `kind` is missing | `kind`: what sort of assertion it is. One of `fact`, `rule`, `position`, `hypothesis`, `dynamic`, `conclusion`.',
  ],
  // Quotes of a word processor.
  [one('title: T', 'title: “T”'), `3:8+3 warning ${CURLY} | write 'T' | → 'T'`],
  [one('title: T', 'title: „It’s T“'), `3:8+8 warning ${CURLY} | write 'It’s T' | → 'It’s T'`],
  [one('title: T', 'title: «T»'), `3:8+3 warning ${CURLY} | write 'T' | → 'T'`],
  [one('{title: X}', '{title: ‘X’}'), `5:22+3 warning ${CURLY} | write 'X' | → 'X'`],
  [
    one('noDealValue: 30', 'noDealValue: “30”'),
    `7:48+4 error bad-number: expected a number, found \`“30”\` | write it as \`4_000\`, \`2.5M\`, \`18%\` or \`1.6M to 2.2M\``,
    `7:48+4 warning ${CURLY} | write '30' | → '30'`,
  ],
]
