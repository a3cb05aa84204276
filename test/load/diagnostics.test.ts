import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyFixes } from '../../src/text/fixes.ts'
import { load } from '../../src/load/load.ts'
import { leavesOf } from './fixes.ts'
import { surprise } from '../../src/text/parse.ts'
import { HEAD, says, SMALL } from './cases.ts'
import { ONE_ERROR } from './one-error-table.ts'
import { SENSE } from './sense-table.ts'
import { SYNTAX } from './syntax-table.ts'
import { WORDS } from './word-table.ts'
import { twoParties } from '../fixtures/two-parties.ts'

const two = `${HEAD}sources: {s: {title: S}}
actors:
  a: {name: A, role: belligerent, noDealValue: 0, source: s}
  b: {name: B, role: belligerent, noDealValue: 0, source: s}
`
const issue = 'issues:\n  i: {noDeal: x, options: {x: X, y: Y}}\n'

/** The small case with one thing changed. */
function changed(from: string | RegExp, to: string): string {
  const text = SMALL.replace(from, to)
  if (text === SMALL) throw new Error(`the small case has no ${String(from)}`)
  return text
}

/** A case with nothing but givers. */
function givers(countries: string): string {
  return `${HEAD}givers:\n  to: UA\n  unit: bn EUR\n  since: 2022-02-24\n  countries:\n    ${countries}\n`
}

/** A text, and all that is said of it: `line:column+length severity code: message | help | → fix`. */
const TABLE: readonly (readonly [text: string, ...said: string[]])[] = [
  ...SENSE,
  ...WORDS,
  ...SYNTAX,
  ...ONE_ERROR,
  [HEAD + 'actors:\n\ta: 1\n', '6:1+1 error tab: a tab cannot indent YAML | use two blanks | →   '],
  [
    HEAD + 'actors:\n  a:\n      name: x\n    role: y\n',
    '8:1+1 error indent: this line is indented differently from its neighbours | keys of one map start in the same column',
  ],
  [
    HEAD + 'summary: "a\\q"\n',
    '5:12+1 error yaml: there is no such escape inside double quotes | single quotes take every character as it is',
  ],
  [HEAD + 'summary: @x\n', '5:10+1 error yaml: a text cannot start with this character | put the text in quotes'],
  [
    HEAD + 'sources: {a: {title: x}\nactors: {}\n',
    '5:10+1 error yaml: this `{` is not closed | write `}` behind its last item',
  ],
  [HEAD + 'summary: "abc\n', '5:10+1 error yaml: the text in quotes that starts here is not closed | end it with "'],
  [HEAD + '? [a]\n: b\n', '5:3+3 error bad-key: a key has to be a text | quote texts that start with `{`, `[` or `*`'],
  [HEAD + 'summary: *x\n', '5:10+2 error unknown-alias: no anchor `&x` stands before this alias'],
  [
    HEAD + 'summary: !!str x\n',
    '5:16+1 error tag: tags such as `!!str` are not allowed | write the value without the tag',
  ],
  [
    HEAD + '---\na: b\n',
    '5:1+3 error many-documents: a case file holds one document; a second one starts here | remove the `---` or put the rest in a file of its own',
  ],
  [HEAD + 'summary:\n', '5:1+7 error missing-value: the value is missing: expected a text'],
  [
    HEAD + 'actors: x\n',
    '5:9+1 error wrong-kind: expected a map, found `x` | write `name: {name: …, role: …}` for each',
  ],
  [
    HEAD + 'war: [1]\n',
    '5:6+1 error wrong-kind: expected a map, found a list | write `{months: …, attacker: …, defender: …}`',
  ],
  [HEAD + 'actorz: {}\n', '5:1+6 error unknown-key: unknown key `actorz` | did you mean `actors`? | → actors'],
  [HEAD + 'xyzzy: {}\n', '5:1+5 error unknown-key: unknown key `xyzzy`'],
  [
    'armistice: 1\nid: x\ntitle: T\n',
    '1:1+1 error missing-key: the key `asOf` is missing | `asOf`: the day up to which the case knows the world, as `yyyy-mm-dd`. Nothing later enters a run.',
  ],
  [
    HEAD.replace('id: x', 'id: a b'),
    '2:5+3 error bad-id: `a b` cannot be an id | ids are made of letters, digits, `_` and `-`',
  ],
  [
    HEAD + 'quantities: {1a: 3}\n',
    '5:14+2 error bad-id: `1a` cannot name a quantity | start with a letter, then letters, digits, `_`, `-` and `.`',
  ],
  [HEAD.replace(': 1', ': 2'), '1:12+1 error unknown-word: `2` is none of the possible values | did you mean `1`?'],
  [HEAD.replace('2025-03-01', '2025-02-30'), '4:7+10 error wrong-kind: there is no day `2025-02-30`'],
  [
    changed('id: south-naked', 'id: north-force'),
    '163:10+11 error duplicate-id: the id `north-force` is already taken in this list',
    '163:131+3 error duplicate-id: two numbers have the id `redLines.north-force.firm` | rename one of the keys on the way to it',
  ],
  [changed('months: 24\n  source', 'months: 0\n  source'), '166:11+1 error out-of-range: `0` is outside 1 to 240'],
  [
    changed('firm: 85%', 'firm: 85'),
    '163:131+2 error out-of-range: 85 is out of range: the legal range is 0 to 1 | did you mean `85%`? | → 85%',
  ],
  [
    changed('hazard: {value: 8%', 'hazard: {value: normal(-9;1)'),
    '213:28+1 error bad-number: expected `,` or `)` | normal(mean, sd)',
  ],
  [
    HEAD + 'actors: {a: {name: A, role: belligerant}}\n',
    '5:29+11 error unknown-word: `belligerant` is none of the possible values | did you mean `belligerent`? | → belligerent',
  ],
  [
    changed('needsPeace: true', 'needsPeace: yes'),
    '242:103+3 error wrong-kind: expected `true` or `false`, found `yes` | → true',
  ],
  [
    changed('source: atlas p. 6', 'source: atlsa p. 6'),
    '191:86+5 error unknown-source: unknown source `atlsa` | did you mean `atlas`? | → atlas',
  ],
  [
    changed('actor: south, says', 'actor: soth, says'),
    '163:30+4 error unknown-actor: unknown actor `soth` | did you mean `south`? | → south',
  ],
  [
    changed('patron: patronShells', 'patron: patronShell'),
    '180:79+11 error unknown-quantity: unknown quantity `patronShell` | did you mean `patronShells`? | → patronShells',
  ],
  [
    changed('about: motive', 'about: motives'),
    '71:12+7 error unknown-hypothesis: unknown hypothesis set `motives` | did you mean `motive`? | → motive',
  ],
  [
    changed('when: {force: league}', 'when: {forces: league}'),
    '105:12+6 error unknown-issue: unknown issue `forces` | did you mean `force`? | → force',
  ],
  [
    changed('{consent: league}', '{consent: legue}'),
    '106:25+5 error unknown-consent: unknown consent `legue` | did you mean `league`? | → league',
  ],
  [
    changed('{firm: north-force}', '{firm: north-forc}'),
    '287:45+10 error unknown-red-line: unknown red line `north-forc` | did you mean `north-force`? | → north-force',
  ],
  [
    changed('powellMargin: freeze', 'powellMargin: freez'),
    '298:33+5 error unknown-package: unknown package `freez` | did you mean `freeze`? | → freeze',
  ],
  [
    changed('scenario: patronLeaves, below', 'scenario: patronLeave, below'),
    '276:48+11 error unknown-scenario: unknown scenario `patronLeave` | did you mean `patronLeaves`? | → patronLeaves',
  ],
  [changed('claims: [H1]', 'claims: [H2]'), '76:14+2 error unknown-claim: unknown claim `H2` | did you mean `H1`?'],
  [
    changed('{proposal: {patronPlan', '{proposal: {patronPlans'),
    '294:37+11 error unknown-proposal: unknown proposal `patronPlans` | did you mean `patronPlan`? | → patronPlan',
  ],
  [
    changed('accession: {southJoins', 'accession: {southJoin'),
    '292:38+9 error unknown-accession: unknown accession `southJoin` | did you mean `southJoins`? | → southJoins',
  ],
  [
    changed('guarantee: treaty, force: monitors}', 'guarantee: treaties, force: monitors}'),
    '247:67+8 error unknown-option: `guarantee` has no option `treaties` | known are `none`, `treaty`',
  ],
  [
    changed('greed: 0.8, fear: 0.2', 'greed: 0.8, feer: 0.2'),
    '73:30+4 error unknown-option: `motive` has no option `feer` | did you mean `fear`? | → fear',
  ],
  [
    changed('options: {none: 0, monitors: 40, league: 100}', 'options: {none: 0, monitors: 40}'),
    '153:7+5 error missing-option: no points for `league` | every option needs its worth, 0 to 100',
  ],
  [
    changed('guarantee: none, force: none}\n      prob', 'guarantee: none}\n      prob'),
    '220:16+1 error missing-option: the package says nothing on `force`',
  ],
  [
    changed("believer: 'normal(40, 15)'", "beliver: 'normal(40, 15)'"),
    '188:30+7 error unknown-option: `shellPull` has no option `beliver` | did you mean `believer`? | → believer',
  ],
  [
    changed('30 to 60', '30 too 60'),
    '25:24+3 error bad-number: expected `to`, found `too` | an interval is written `1M to 3M` | → to',
  ],
  [
    changed('20k to 40k', '20k to'),
    '46:31+0 error bad-number: a number is missing | write it as `4_000`, `2.5M`, `18%` or `1.6M to 2.2M`',
  ],
  [
    changed('beta(3, 3)', "'beta(3, -3)'"),
    '204:35+11 error bad-number: both numbers have to lie between 0.1 and 1000000 | beta(alpha, beta)',
  ],
  [changed('500k', '500 k'), '172:17+1 error bad-number: no blank can stand before `k` | → '],
  [
    changed('stock: 500k', 'stock: 500,000'),
    '172:14+7 error bad-number: thousands are separated by `_` | write `500_000` | → 500_000',
  ],
  [
    changed('unit: shells/year', 'unit: shells'),
    '173:43+6 error unit: this is a flow: `shells` lacks its time | write `shells/month` or `shells/year`',
  ],
  [
    changed('unit: km2, kind: measured, source: atlas p. 5', 'unit: men, kind: measured, source: atlas p. 5'),
    '86:86+3 error unit: the unit `men` does not fit: this number is in `km2` | convert the number, or leave `unit` out for `km2`',
  ],
  [
    changed('unit: shells/year', 'unit: men/year'),
    '173:43+8 error unit: the unit `men/year` does not fit: this number is in `shells/month` | convert the number, or leave `unit` out for `shells/month`',
  ],
  [
    changed('patron: 10}', 'patron: patronShells}'),
    '182:107+12 error unit: the unit `shells/month` does not fit: this number is in `pieces/month` | convert the number, or leave `unit` out for `pieces/month`',
  ],
  [
    changed('firm: 85%', "firm: 'normal(85%, 20%)'"),
    '163:132+16 warning half-outside: 23 % of the draws lie outside and are moved to the edge: the legal range is 0 to 1',
  ],
  [
    changed('  patronShells: {', '  war.attacker.shells.stock: {'),
    '172:14+4 error duplicate-id: two numbers have the id `war.attacker.shells.stock` | rename one of the keys on the way to it',
    '180:79+12 error unknown-quantity: unknown quantity `patronShells` | declare it under `quantities`',
    '253:11+12 error unknown-quantity: unknown quantity `patronShells` | ids are paths in the file, such as `war.front.rate`',
  ],
  [
    HEAD + 'actors: {a: {name: A, role: belligerent}, b: {name: B, role: belligerent, noDealValue: 1}}\n' + issue,
    '5:10+1 warning no-deal-value: `a` has no `noDealValue`: no deal counts as 0 points',
    '5:88+1 warning no-kind: the number `actors.b.noDealValue` has no kind | one of `measured`, `estimate`, `party claim`, `judgement`, `definition`',
  ],
  [
    changed(
      'patron: {name: The patron, role: backer}',
      'patron: {name: The patron, role: belligerent, source: test, kind: judgement, resolve: {discount: 10%, optimism: 0, conviction: 6, horizon: 24, fightingCost: 20, costPerThousand: 0.5, walkAway: 2, erosion: 0}}',
    )
      .replace(
        '\nredLines:',
        `  patron:
    source: test
    kind: judgement
    issues:
      territory: {weight: 50, options: {restored: 100, contactLine: 35, wholeStrip: 0}}
      enclave: {weight: 5, options: {traded: 100, left: 0}}
      guarantee: {weight: 30, options: {none: 0, treaty: 100}}
      force: {weight: 15, options: {none: 0, monitors: 40, league: 100}}

redLines:`,
      )
      .replace('weights: {', 'weights: {patron: {value: 1, kind: definition}, '),
    "41:164+15 warning not-read: nothing reads `actors.patron.resolve.costPerThousand`, because `war` counts the casualties of `north` and `south` alone; write 0, or give it a part of a side's `allies`",
  ],
  [
    changed(/    resolve:\n(      .*\n)+/, ''),
    '14:3+5 error missing-key: the belligerent `north` needs `resolve`, since there is a war | write `resolve: {discount: …, optimism: …, conviction: …, horizon: …, fightingCost: …, costPerThousand: …, walkAway: …}`',
  ],
  [
    HEAD + 'issues: {i: {noDeal: x, options: {x: X}}}\n',
    '5:10+1 error too-few-options: the issue `i` needs at least two options',
  ],
  [
    HEAD + 'hypotheses: {h: {options: {x: {prior: 1}}}}\n',
    '5:14+1 error too-few-options: the hypothesis set `h` needs at least two options',
  ],
  [
    changed('prior: 40%', 'prior: 30%'),
    '59:44+3 error priors: the priors of `motive` add up to 90 %, not 100 % | for the others as written, this one is 40% | → 40%',
  ],
  [
    changed('prior: 40%', 'prior: 10% to 20%'),
    '59:44+10 warning priors: the means of the priors of `motive` add up to 74.4596 %: each world divides them by their sum',
  ],
  [
    changed('prior: 40%', 'prior: {given: shellPull, believer: 40%, sceptic: 30%}'),
    '59:44+47 error prior-given: a prior cannot depend on a hypothesis',
  ],
  [
    changed('credibility: 0.9', 'credibility: {given: motive, greed: 40%, fear: 30%}'),
    '72:18+38 error prior-given: evidence cannot depend on a hypothesis: give a likelihood for each option',
  ],
  [
    changed('rejects: {force: league}', 'rejects: {consent: league}'),
    '159:15+7 error no-consent-here: a consent cannot be asked for here: only the terms of the package count',
  ],
  [
    changed('territory: [contactLine, wholeStrip]', 'territory: []'),
    '239:15+9 error empty-list: `territory` needs at least one option',
  ],
  [changed('{any: [{force', '{any: [], all: [{force'), '113:16+3 error empty-list: `any` needs at least one item'],
  [
    changed(
      '{none: Nobody., treaty: The patron by treaty.}',
      '{none: {line: {contact: 0}}, treaty: {line: {contact: 1}}}',
    ),
    '92:3+9 error two-territories: only one issue can move the line; `territory` already does',
  ],
  [
    HEAD + 'issues: {month: {noDeal: x, options: {x: X, y: Y}}}\n',
    '5:10+5 error reserved-word: `month` means something else in conditions and claims | rename the issue',
  ],
  [
    changed(', line: {contact: {value: 0, kind: definition}}', ''),
    '85:7+11 error missing-line: other options of `territory` say where the line ends; this one does not | write `line: {contact: 0}` for the line of contact',
  ],
  [
    changed('line: {contact: {', 'line: {absolute: 1, contact: {'),
    '85:55+52 error wrong-kind: a line is either `absolute` or relative to `contact`',
  ],
  [changed('{east: 40%, west: 80%}', '{}'), '131:3+9 error members: `accession` has no members'],
  [changed('quorum: majority', 'quorum: 5'), '126:13+1 error members: a quorum of 5 cannot be met by 3 members'],
  [
    changed('quorum: majority', 'quorum: most'),
    '126:13+4 error wrong-kind: expected one of `all`, `majority`, `any` or a whole number from 1 to 1000, found `most`',
  ],
  [changed('    requires: {consent: league}\n', ''), '104:11+4 error missing-key: a hard rule needs `requires`'],
  [
    changed(
      '    factor: {value: 80%, kind: judgement}\n',
      '    factor: {value: 80%, kind: judgement}\n    requires: {force: none}\n',
    ),
    '121:15+13 error unknown-key: a soft rule has no `requires`',
  ],
  [
    two + issue + 'scores:\n  a: {source: s, issues: {i: {weight: 1, options: {x: 0, y: 100}}}}\n',
    '11:1+6 error missing-scores: the belligerent `b` has no score sheet | add `b:` under `scores`',
  ],
  [
    changed('actor: south\n    shells', 'actor: north\n    shells'),
    '179:12+5 error same-side: attacker and defender are the same actor',
  ],
  [
    changed('actor: south\n    shells', 'actor: patron\n    shells'),
    '179:12+6 error not-belligerent: `patron` fights, so its role has to be `belligerent`',
  ],
  [changed(', south: {value: 1, kind: definition}}', '}'), '214:12+1 error missing-weight: no weight for `south`'],
  [
    changed('bargaining:\n  months: 24', 'bargaining:\n  months: 36'),
    '212:11+2 error months: the war is projected over 24 months only | raise `war: months`, or lower this',
  ],
  [changed('month: 3\n', 'month: 30\n'), '219:14+2 error months: talks last 24 months only'],
  [
    changed('front: {month: 12, above', 'front: {month: 36, above'),
    '288:41+2 error months: the war is projected over 24 months only',
  ],
  [
    changed('rho: -0.26', 'rho: -1'),
    '50:55+2 error out-of-range: a correlation of ±1 means one quantity: use its name in both places',
  ],
  [
    HEAD +
      'quantities: {a: 1, b: 1, c: 1}\ncorrelations: [{between: [a, b], rho: 0.9}, {between: [b, c], rho: 0.9}, {between: [a, c], rho: -0.9}]\n',
    '6:15+1 error correlations: no joint distribution has these correlations: the matrix is not positive definite | bring the values closer to 0',
  ],
  [changed('    noise: 10 to 20\n', ''), '184:5+1 error missing-key: the model `localLevel` needs `noise`'],
  [
    changed('    noise: 10 to 20\n', '    noise: 10 to 20\n    level: 30\n'),
    '188:12+2 warning unused: the model `localLevel` does not use `level` | it uses `rate`, `fade`, `shock`, `noise`',
  ],
  [
    changed('    fireAtDate: 1.65\n', ''),
    '188:11+72 error missing-key: `pull` needs `fireAtDate` beside it | the pull is on what the ratio changes from its value as of the date',
  ],
  [
    changed('    fireAtDate: 1.65\n', '    fireAtDate: 1.65\n    forceAtDate: 1.2\n'),
    '190:18+3 error missing-key: `forceAtDate` needs `strength` beside it',
  ],
  [
    `${SMALL}baseRate: {began: 2026-01-01}\n`,
    '343:19+10 error after-date: the war began on 2026-01-01, after the date of the case, 2025-03-01',
  ],
  [
    `${SMALL}baseRate: {without: [cow-199]}\n`,
    '343:11+1 error missing-key: `baseRate` needs to know when the war began | write `began: yyyy-mm-dd`, here or under `war`',
    '343:22+7 error unknown-war: no row `cow-199` in the record of wars | did you mean `cow-199/1/1988-08-20`?',
  ],
  [
    `${SMALL}baseRate: {began: 2024-01-01, without: [ucdp-324-1980-09-24]}\n`,
    '343:41+19 error unknown-war: no row `ucdp-324-1980-09-24` in the record of wars | did you mean `ucdp-324-1980-09-23`? | → ucdp-324-1980-09-23',
  ],
  [
    changed('war:\n', 'baseRate: {began: 2024-01-01}\nwar:\n  began: 2024-01-01\n'),
    '165:19+10 error unknown-key: `war: began` says the same thing twice | leave out one of the two',
  ],
  [
    changed('war:\n', 'war:\n  began: 2026-01-01\n'),
    '166:10+10 error after-date: the war began on 2026-01-01, after the date of the case, 2025-03-01',
  ],
  [
    changed(/ {4}shells: \{stock: 200k.*\n/, ''),
    '46:3+12 warning not-read: nothing reads `quantities.patronShells`, because no field, number or claim names it',
    '187:11+72 warning unused: `pull` moves nothing: a ratio of fire needs `shells` on both sides',
  ],
  [
    changed('    rate: 40\n', '    model: brownian\n    rate: 40\n'),
    '184:12+8 error unknown-word: `brownian` is none of the possible values | known are `localLevel`, `ar1`, `lastRate`, `drift`, `mapStays`',
  ],
  [
    changed('[war.front.shock, war.front.fade]', '[war.front, war.front.fade]'),
    '50:16+9 error unknown-quantity: unknown quantity `war.front` | it holds `war.front.fade`, `war.front.shock`, `war.front.noise`, `war.front.pull`',
  ],
  [
    changed('[war.front.shock, war.front.fade]', '[war.front.shock]'),
    '50:15+17 error wrong-kind: expected two quantities, found 1',
  ],
  [changed(', priors: flat', ''), '255:3+8 error empty-scenario: the scenario `baseRate` changes nothing'],
  [
    changed('resolveOfPatron: 5%}', 'resolveOfPatron: 5}'),
    '253:45+1 error out-of-range: 5 is out of range: the legal range is 0 to 1 | did you mean `5%`? | → 5%',
  ],
  [
    changed('patronShells: 0', 'patronShells: {value: 0, unit: men/month}'),
    '253:42+9 error unit: the original is in `shells/month` | write the number in that unit',
  ],
  [
    changed(', claims: [F1]', ''),
    '258:3+2 warning claim-not-encoded: nothing in the case encodes or tests `F1` | add a `test`, or `claims: [F1]` where it is encoded',
  ],
  [
    changed('{difference: {deal: true}, scenario', '{diference: {deal: true}, scenario'),
    '276:12+9 error unknown-key: unknown key `diference` | did you mean `difference`? | → difference',
  ],
  [
    changed(', scenario: patronLeaves, below: 0', ', scenario: patronLeaves'),
    '276:12+10 error no-bound: `difference` needs `above` or `below`',
  ],
  [
    changed('difference: {deal: true}, scenario', 'difference: {deal: true}, mean: dealMonth, scenario'),
    '276:38+4 error bad-test: a test is either `difference` or `mean` | use `every: [test, test]` for both',
  ],
  [
    changed('mean: dealMonth', 'mean: dealMonths'),
    '284:18+10 error bad-metric: expected one metric such as `dealMonth` or `{noDealValue: actor}` | metrics are `dealMonth`, `noDealValue`, `dealValue`, `dealPoints`, `amount`, `margin`, `points`, `front`, `survival`, `powellMargin`, `guaranteeNeeded`, `fireRatio`, `ledger`, `gap`',
  ],
  [
    changed('{fireRatio: {month: 1}}', '{fireRato: {month: 1}}'),
    '297:19+8 error bad-metric: unknown metric `fireRato` | did you mean `fireRatio`? | → fireRatio',
  ],
  [
    HEAD + 'claims: {a: {kind: fact, says: x, test: {probability: {deal: true}, above: 1%}}}\n',
    '5:56+4 error needs-section: `deal` asks for something that a case without `bargaining` does not know',
  ],
  [
    changed('says: Less aid, worse war.', "says: 'a text' Less aid, worse war."),
    '279:19+21 error yaml: more text stands behind the quote that ends this one | put the quotes around the whole text, or take them away',
  ],
  [
    changed('above: 30%}', 'above: 30}'),
    '269:67+2 error out-of-range: `30` is no probability: the legal range is 0 to 1 | write `30%` for 30 in a hundred',
  ],
  [
    changed('{deal: true, month: {atMost: 12}}, above', '{deal: true, months: {atMost: 12}}, above'),
    '269:38+6 error unknown-issue: unknown issue `months` | did you mean `month`? | → month',
  ],
  [
    twoParties().replace('  u:\n    source: x\n    kind: judgement\n', '  u:\n'),
    '15:21+2 warning no-kind: 7 numbers of `scores.u` have no kind: `pay.weight`, `pay.lo`, `pay.mid`, `pay.hi`, `hours.weight`, `hours.few` and 1 more | one `kind:` under `scores.u` counts for all of them: one of `measured`, `estimate`, `party claim`, `judgement`, `definition`',
    '15:21+2 warning unsourced: 7 numbers of `scores.u` have no source: `pay.weight`, `pay.lo`, `pay.mid`, `pay.hi`, `hours.weight`, `hours.few` and 1 more | one `source:` under `scores.u` counts for all of them',
  ],
  [
    HEAD + 'quantities:\n  a: 1\n  b: {value: 1, kind: definition}\n',
    '6:3+1 warning not-read: nothing reads `quantities.a`, because no field, number or claim names it',
    '6:6+1 warning no-kind: the number `a` has no kind | one of `measured`, `estimate`, `party claim`, `judgement`, `definition`',
    '6:6+1 warning unsourced: the number `a` has no source',
    '7:3+1 warning not-read: nothing reads `quantities.b`, because no field, number or claim names it',
  ],
  [HEAD + 'summary: "abc\n', '5:10+1 error yaml: the text in quotes that starts here is not closed | end it with "'],
  [HEAD + 'summary: ' + '['.repeat(101), '5:110+1 error too-deep: lists and maps nest more than 100 deep here'],
  [HEAD + 'title: U\n', '5:1+5 error duplicate-key: the key `title` is already there, in line 3'],
  [
    HEAD + 'quantities: {__proto__: 1, constructor: {prototype: 2}}\n',
    '5:14+9 error reserved-key: `__proto__` cannot be a key | choose another name',
    '5:28+11 error reserved-key: `constructor` cannot be a key | choose another name',
    '5:42+9 error reserved-key: `prototype` cannot be a key | choose another name',
  ],
  [HEAD + 'summary: &a [*a]\n', '5:14+2 error cycle: the alias `*a` contains itself'],
  [
    HEAD + 'summary: a\0b\n',
    '5:11+1 error binary: the file holds the control character U+0000, so it is not YAML text',
  ],
  [' \n', '1:1+1 error empty: the file is empty | `armistice new NAME` writes a case to start from'],
  [
    '- a\n',
    '1:1+1 error wrong-kind: a case is a map that starts with `armistice: 1` | `armistice new NAME` writes a case to start from',
  ],
  [
    HEAD + 'quantities: {a: {value: normal(1, 2), kind: definition}}\n',
    '5:14+1 warning not-read: nothing reads `quantities.a`, because no field, number or claim names it',
    "5:25+12 warning unquoted-comma: inside `{ }` or `[ ]`, other YAML tools end this text at the comma | put it in quotes: 'normal(1, 2)' | → 'normal(1, 2)'",
  ],
  [
    HEAD + "issues: {a: {noDeal: b, options: {b: They watch, the town's own guards , c: No.}}}\n",
    "5:38+33 warning unquoted-comma: inside `{ }` or `[ ]`, other YAML tools end this text at the comma | put it in quotes: 'They watch, the town''s own guards' | → 'They watch, the town''s own guards'",
  ],
  [
    HEAD + 'issues: {a: {noDeal: b, options: {b: They watch, guards, c: No.}}}\n',
    '5:50+6 error missing-value: the value is missing: expected a map',
  ],
  [
    changed('set: {patronShells: 0, resolveOfPatron: 5%}', 'set: {hypotheses.motive.greed: 90%}'),
    '253:11+23 error priors: with this the priors of `motive` add up to 130 %, not 100 % | set the other options of the hypothesis too',
  ],
  [
    changed(
      'set: {patronShells: 0, resolveOfPatron: 5%}',
      'set: {hypotheses.motive.greed: {given: shellPull, believer: 50%, sceptic: 70%}}',
    ),
    '253:11+23 error prior-given: what is believed cannot depend on a hypothesis',
  ],
  [
    changed(
      '{difference: {deal: true}, scenario: patronLeaves, below: 0}',
      '{difference: {deal: true}, scenario: patronLeaves, above: 5%, below: 0}',
    ),
    '276:69+2 error out-of-range: nothing lies above `5%` and below `0`',
  ],
  [
    changed('advance: {from: 1, to: 6,', 'advance: {from: 7, to: 6,'),
    '288:74+1 error out-of-range: month 7 comes after month 6 | `from` is the first month, `to` the last',
  ],
  [
    HEAD + 'actors: {a: {name: A, role: backer}}\nissues: {i: {noDeal: b, options: {b: B., c: C.}}}\nscores: {}\n',
    '7:1+6 error no-belligerent: nobody has to agree: no actor is a `belligerent` or a `party` | give one of these roles to every actor whose no ends the talks',
  ],
  [
    changed('share: 70%, source: atlas p. 6', 'share: 70%, share: 1'),
    '191:78+5 error duplicate-key: the key `share` is already there, in line 191',
  ],
  [
    changed('[war.front.shock, war.front.fade]', '[war.front.shock, war.front.shock]'),
    '50:33+15 error correlations: a quantity cannot be correlated with itself',
  ],
  [
    HEAD + 'quantities: {a: {value: 1, low: 3, high: 2, kind: definition}}\n',
    '5:33+1 error out-of-range: `low` is above `high`',
  ],
  [
    changed('firm: 85%', 'firm: 120% to 130%'),
    '163:131+12 error out-of-range: the whole distribution is out of range: the legal range is 0 to 1',
  ],
  [
    changed(
      'freeze: {territory: contactLine}, strip: {territory: wholeStrip}, back: {territory: restored}',
      'freeze: {territory: contactLine}',
    ),
    '271:12+9 error bad-test: `likeliest` compares at least two named events | {name: event, other: event}',
  ],
  [
    changed('{probability: {zopa: commitment}', '{probability: zopa'),
    '293:25+4 error wrong-kind: expected an event such as `{deal: true}`, found a text',
  ],
  [
    changed('{difference: {deal: true}, scenario: patronLeaves, below: 0}', '{below: 0}'),
    '276:11+1 error bad-test: the test asks nothing | a test has one of `probability`, `difference`, `mean`, `meanDifference`, `likeliest`, `every`',
  ],
  [
    givers('UK: {military: 1, source: s, asOf: 2025-01-01}'),
    '10:5+2 error unknown-country: `UK` is no country code of ISO 3166-1 | did you mean `GB` (United Kingdom)? | → GB',
  ],
  [
    givers('de: {military: 1, source: s, asOf: 2025-01-01}'),
    '10:5+2 error unknown-country: `de` is no country code of ISO 3166-1 | did you mean `DE` (Germany)? | → DE',
  ],
  [
    givers('Germny: {military: 1, source: s, asOf: 2025-01-01}'),
    '10:5+6 error unknown-country: `Germny` is no country code of ISO 3166-1 | did you mean `DE` (Germany)?',
  ],
  [
    givers('france: {military: 1, source: s, asOf: 2025-01-01}'),
    '10:5+6 error unknown-country: `france` is no country code of ISO 3166-1 | did you mean `FR` (France)? | → FR',
  ],
  [
    givers('QQ: {military: 1, source: s, asOf: 2025-01-01}'),
    '10:5+2 error unknown-country: `QQ` is no country code of ISO 3166-1 | a code has two letters, such as `DE`, `GB` or `US`',
  ],
  [
    givers('DE: {military: -28, source: s, asOf: 2025-01-01}'),
    '10:20+3 error out-of-range: `-28` is outside 0 to 1000',
  ],
  [
    givers('DE: {military: 28, source: s, asOf: 2025-03-02}'),
    '10:41+10 warning later-than-case: `2025-03-02` is later than the case, `2025-03-01`',
  ],
  [
    givers(
      'DE: {military: 28, source: s, asOf: 2025-01-01}\n    FR: {military: 3, source: s, asOf: 2025-01-01}\n    DE: {military: 2, source: s, asOf: 2025-01-01}',
    ),
    '12:5+2 error duplicate-key: the key `DE` is already there, in line 10',
  ],
  [
    givers('DE: {military: 28}').replace('to: UA', 'to: Ukraine'),
    '6:7+7 error unknown-country: `Ukraine` is no country code of ISO 3166-1 | did you mean `UA` (Ukraine)? | → UA',
    '10:5+2 error missing-key: the key `asOf` is missing | `asOf`: the day up to which the figure counts.',
    '10:5+2 error missing-key: the key `source` is missing | `source`: the government or institution that states the figure.',
  ],
]

/** Warnings that the small case has by itself, or that the table is not about. */
function besides(text: string): readonly string[] {
  const usual = TABLE.some(
    ([one, ...said]) => one === text && said.some((line) => / (unquoted-comma|unsourced):/.test(line)),
  )
  return usual ? says(text) : says(text).filter((line) => !/ (unquoted-comma|unsourced):/.test(line))
}

describe('diagnostics', () => {
  it('are told of more than a hundred wrong files', () => {
    const wrong = TABLE.filter(([, ...said]) => said.some((line) => line.includes(' error ')))
    expect(wrong.length).toBeGreaterThan(100)
  })

  it.each(TABLE.map(([text, ...said]) => ({ first: said[0], text, said })))('$first', ({ text, said }) => {
    expect(besides(text)).toEqual(said)
  })

  it('a fault of the reader itself is one as well', () => {
    expect(surprise(new TypeError('x is undefined'))).toMatchObject({
      code: 'internal',
      severity: 'error',
      span: { offset: 0 },
    })
    expect(surprise(new RangeError('Maximum call stack size exceeded'))).toMatchObject({ code: 'too-deep' })
  })

  it('stop after five hundred errors', () => {
    const loaded = load(HEAD + Array.from({ length: 600 }, (_, k) => `zz${k}: 1\n`).join(''), 'case.yaml')
    if (loaded.ok) throw new Error('loaded')
    expect(loaded.errors).toHaveLength(501)
    expect(loaded.errors[500]).toMatchObject({ code: 'too-many', line: 505, column: 1 })
  })

  const mended = TABLE.filter(([, ...said]) => said.some((line) => line.includes('| → ')))
  it.each(mended.map(([text, ...said]) => [said.find((line) => line.includes('| → '))!, text]))(
    'a fix changes nothing but what was reported: %s',
    (_, text) => {
      const loaded = load(text, 'case.yaml')
      const all = loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings]
      const fixes = all.flatMap(({ fix }) => fix ?? [])
      const repaired = applyFixes(text, all).text
      const [before, after] = [leavesOf(text), leavesOf(repaired)]
      const again = load(repaired, 'case.yaml')
      const left = (again.ok ? again.warnings : [...again.errors, ...again.warnings]).filter(({ fix }) => fix)
      expect(left.length).toBeLessThan(all.filter(({ fix }) => fix).length)
      if (before === null) return
      // What no fix touches stands after it in the same order, and nothing else has come or gone.
      const isReported = (from: number, to: number): boolean =>
        fixes.some(({ offset, length }) => offset <= to && offset + length >= from)
      const untouched = before.filter(({ from, to }) => !isReported(from, to)).map(({ text: was }) => was)
      const kept = [...untouched]
      for (const { text: is } of after!) if (kept[0] === is) kept.shift()
      expect(kept).toEqual([])
      const put = fixes.map(({ text: mended }) => leavesOf(`a: ${mended}`)?.length ?? 1)
      expect(after!.length - untouched.length).toBeLessThanOrEqual(put.reduce((sum, one) => sum + one, 0))
    },
  )

  it('are all in this table, by code', () => {
    const folder = new URL('../../src/load/', import.meta.url)
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const written = sources.flatMap((name) =>
      [
        ...readFileSync(new URL(name, folder), 'utf8').matchAll(
          /\b(?:fail|warn)\(reading, .*?'([a-z][a-z-]+)', [`'r]/g,
        ),
      ].map((match) => match[1]!),
    )
    const shown = new Set(
      TABLE.flatMap(([, ...said]) => said.map((line) => / (?:error|warning) ([a-z-]+):/.exec(line)![1]!)),
    )
    expect(written.length).toBeGreaterThan(50)
    expect([...new Set(written)].filter((code) => !shown.has(code))).toEqual([])
  })

  it('come all at once, in the order of the file', () => {
    const broken = SMALL.replace('role: backer', 'role: bakcer')
      .replace('prior: 40%', 'prior: 4O%')
      .replace('about: motive', 'about: motiv')
      .replace('kind: soft', 'kind: sotf')
      .replace('territory: wholeStrip, enclave: left', 'territory: wholestrip')
    expect(
      says(broken)
        .filter((line) => line.includes(' error '))
        .map((line) => line.split(' | ')[0]),
    ).toEqual([
      '41:36+6 error unknown-word: `bakcer` is none of the possible values',
      '59:45+2 error bad-number: unknown suffix `O%`',
      '71:12+5 error unknown-hypothesis: unknown hypothesis set `motiv`',
      '117:11+4 error unknown-word: `sotf` is none of the possible values',
      '220:16+1 error missing-option: the package says nothing on `enclave`',
      '220:28+10 error unknown-option: `territory` has no option `wholestrip`',
    ])
  })
})
