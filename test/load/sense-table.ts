/** Cases that are legal part by part, and what each must say: what makes no sense together, and what nothing reads. */
import { HEAD, two } from './cases.ts'
import type { Row } from './cases.ts'
import { twoParties } from '../fixtures/two-parties.ts'

/** A game of two. */
const GAME = `game:
  options:
    a: {actor: u, says: A., source: x, choices: {x: X., y: {says: Y., set: {scores.u.pay.mid: 60}}}}
    b: {actor: c, says: B., source: x, choices: {x: X., y: {says: Y., set: {scores.c.pay.lo: 3}}}}
  `

const LINE = (rejects: string): string =>
  twoParties({
    more: `redLines: [{id: r, actor: u, says: No., rejects: ${rejects}, firm: 50%, source: x, kind: judgement}]`,
  })
const RULE = (requires: string): string =>
  twoParties({ more: `rules: [{id: r, says: R., kind: hard, when: {pay: lo}, requires: ${requires}, source: x}]` })
const CLAIM = (test: string): string =>
  twoParties({ more: `claims: {C1: {kind: conclusion, says: S., test: ${test}}}` })

export const SENSE: readonly Row[] = [
  [LINE('{any: [{}]}'), '29:50+11 warning empty-condition: the red line `r` rejects every package'],
  [LINE('{pay: [lo, mid, hi]}'), '29:50+20 warning empty-condition: the red line `r` rejects every package'],
  [LINE('{all: [{pay: lo}, {pay: hi}]}'), '29:50+29 warning empty-condition: the red line `r` rejects no package'],
  [RULE('{any: [{hours: few}, {hours: many}]}'), '29:66+36 warning empty-condition: every package meets the rule `r`'],
  [
    RULE('{all: [{hours: few}, {hours: many}]}').replace('when: {pay: lo}, ', ''),
    '29:49+36 warning empty-condition: no package meets the rule `r`',
  ],
  [
    CLAIM('{probability: {deal: true}, above: 100%}'),
    '29:84+4 warning out-of-range: no probability lies above `100%`: the claim cannot be supported',
  ],
  [
    `${CLAIM('{difference: {deal: true}, scenario: s, below: -2}')}scenarios: {s: {says: S., source: x, set: {bargaining.hazard: 20%}}}\n`,
    '29:96+2 error out-of-range: `-2` is no difference of probabilities: the legal range is -1 to 1',
  ],
  [
    two('value: 30%, source', 'value: 5% to 15, source'),
    '27:19+8 warning half-outside: 47 % of the draws lie outside and are moved to the edge: the legal range is 0 to 1',
    '27:19+8 warning one-suffix: `%` stands at the lower end alone: this is read as 0.05 to 15 | write `5% to 15%` if both ends were meant, else `0.05 to 15`',
  ],
  [
    two('value: 30%, source', 'value: 30%, unit: /day, source'),
    '27:19+3 error out-of-range: 0.3 is out of range: the legal range is 0 to 0.03285',
  ],
  [
    two('weight: 60', 'weight: true'),
    '17:21+4 error bad-number: expected a number, found `true` | write it as `4_000`, `2.5M`, `18%` or `1.6M to 2.2M`',
  ],
  [
    twoParties({
      more: 'events: [{id: e, says: E., month: 8 to 3, foreseen: yes, set: {actors.u.noDealValue: 50}, source: x}]',
    }),
    '29:35+6 error months: expected a month from 1 to 240, or two of them in order | such as `8`, or `6 to 10`',
  ],
  [
    twoParties({
      more: 'events: [{id: e, says: E., month: 8, foreseen: yes, set: {actors.u.noDealValue: 50}, source: x}]',
    }),
    '29:35+1 warning months: the case looks 6 months ahead: the event never comes',
  ],
  [
    twoParties({ more: 'events: [{id: e, says: E., month: 2, foreseen: yes, set: {}, source: x}]' }),
    '29:58+2 error empty-scenario: the event `e` changes nothing',
  ],
  [
    twoParties({
      more: `hypotheses: {h: {source: x, kind: judgement, options: {a: {says: A., prior: 50%}, b: {says: B., prior: 50%}}}}
events: [{id: e, says: E., month: 2, foreseen: yes, set: {hypotheses.h.a: 40%}, source: x}]`,
    }),
    '30:59+14 error no-time: an event cannot set `hypotheses.h.a`: what is believed is weighed once, at the date | a scenario can',
  ],
  [
    twoParties({
      more: `events:
  - {id: e, says: E., month: 1 to 6, probability: 40%, foreseen: yes, set: {actors.u.noDealValue: 50}, source: x, kind: judgement}
  - {id: f, says: F., month: 1 to 6, probability: 40%, foreseen: yes, set: {actors.u.noDealValue: 50}, source: x, kind: judgement}`,
    }),
    '30:3+260 error courses: both sides would have to look along 49 courses of events, of 48 at most | narrow the months, or let some come unforeseen',
  ],
  [
    twoParties({
      more: `consents: {v: {probability: 50%, after: signature, source: x, kind: judgement}, w: {probability: 50%, source: x, kind: judgement}}
rules: [{id: r, says: R., kind: hard, when: {pay: hi}, requires: {all: [{consent: v}, {consent: w}]}, source: x}]`,
    }),
    '30:66+35 error votes: the rule `r` asks for a consent beforehand and for a vote after signature | write two rules, one for each',
  ],
  [
    twoParties({
      more: `consents: {v: {probability: 50%, failure: {u: 3}, source: x, kind: judgement}}
rules: [{id: r, says: R., kind: hard, when: {pay: hi}, requires: {consent: v}, source: x}]`,
    }),
    '29:43+6 error unused: only a body that votes `after: signature` has a vote that can fail',
  ],
  [
    two(
      'actors:',
      'actors:\n  m: {name: M, role: backer, source: x}',
      `packages: {p: {says: P., options: {pay: hi, hours: few}}}
claims: {C1: {kind: conclusion, says: M., test: {probability: {accepts: {actor: m, package: p}}, above: 50%}}}`,
    ),
    '31:81+1 error no-belligerent: `m` signs nothing: its role is no `belligerent` | ask a belligerent, or `everybody`',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'claims: {C1: {kind: conclusion, says: Soon., test: {probability: {month: 6}, above: 50%}}}',
    ),
    '29:74+1 error wrong-kind: `month` says up to when, or from when | write `{atMost: 6}` for the months up to it | → {atMost: 6}',
  ],
  [
    two('noDealValue: 30, source', 'noDealValue: 350, source'),
    '7:48+3 error out-of-range: 350 is out of range: the legal range is -200 to 200',
  ],
  [
    two('noDealValue: 30, source', 'noDealValue: {value: {low: 35, high: 55}}, source'),
    '7:56+1 error wrong-kind: expected a number, found a map | an interval is written `35 to 55`; numbers by hypothesis `{given: set, option: number, …}`',
  ],
  [
    two('noDealValue: 30, source', 'noDealValue: {value: {}}, source'),
    '7:56+1 error wrong-kind: expected a number, found a map | an interval is written `35 to 55`; numbers by hypothesis `{given: set, option: number, …}`',
  ],
  [
    two('weight: 60', 'weight: {value: {}}'),
    '17:29+1 error wrong-kind: expected a number, found a map | an interval is written `35 to 55`; numbers by hypothesis `{given: set, option: number, …}`',
  ],
  [
    two(
      '{weight: 60, options: {lo: 0, mid: 50, hi: 100}}\n      hours: {weight: 40',
      '{weight: 0, options: {lo: 0, mid: 50, hi: 100}}\n      hours: {weight: 0',
    ),
    '17:21+1 error zero-weights: every weight of `u` is 0 | a sheet that weighs nothing makes every package worth the same',
  ],
  [
    two('{lo: 0, mid: 50, hi: 100}', '{lo: 0, mid: 50, hi: 60}'),
    '17:39+1 warning no-best: no option of `pay` is worth 100 to `u`: the best reaches 60 | the weight is the swing from the worst, 0, to the best, 100',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'claims: {C1: {kind: conclusion, says: Soon., test: {probability: {month: {atMost: 36}}, above: 50%}}}',
    ),
    '29:83+2 warning months: talks last 6 months only | raise `bargaining: months`, or ask of a month within them',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'claims: {C1: {kind: conclusion, says: Late., test: {probability: {month: {atLeast: 9}}, above: 50%}}}',
    ),
    '29:84+1 error months: talks last 6 months only | raise `bargaining: months`, or ask of a month within them',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'redLines: [{id: r, actor: u, says: No., rejects: {}, firm: 50%, source: x, kind: judgement}]',
    ),
    '29:50+2 error empty-condition: a red line that rejects nothing in particular rejects everything | write the terms, such as `{issue: option}`',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'redLines: [{id: r, actor: u, says: No., rejects: {pay: lo}, firm: 50%, stated: 2026-01-01, source: x, kind: judgement}]',
    ),
    '29:80+10 warning later-than-case: `2026-01-01` is later than the case, `2025-01-01` | what is used of a later work, its `note` says',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'redLines: [{id: r, actor: u, says: No., rejects: {pay: lo}, firm: 0, source: x, kind: judgement}]',
    ),
    '29:61+4 warning free-line: this red line binds nobody: it is never absolute and has no price | give it the points that crossing it costs; `cost: 0` says that it is free | → cost',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'redLines: [{id: r, actor: u, says: No., rejects: {pay: lo}, cost: 4, source: x, kind: judgement}]\nscenarios: {bluff: {says: It is a bluff., source: x, set: {redLines.r.firm: 15%}}, wall: {says: It is none., source: x, set: {redLines.r.firm: 100%}}}',
    ),
    '30:60+15 warning coin-on-price: `r` has a price, and this makes it absolute in some worlds on top of it | a bluff is a lower `redLines.r.cost`; `100%` makes the line absolute',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'redLines: [{id: r, actor: u, says: No., rejects: {pay: lo}, cost: 4, source: x, kind: judgement}]\nscenarios: {wall: {says: It is none., source: x, set: {redLines.r.firm: 100%}}}\nclaims: {A: {kind: conclusion, says: A bluff., where: x, test: {probability: {firm: r}, below: 50%}}, B: {kind: conclusion, says: A wall., where: x, test: {probability: {firm: r}, scenario: wall, above: 50%}}}',
    ),
    '31:85+1 warning never-firm: `r` has a price and is never absolute: this is so in no world | `signs` asks whether the actor would sign any terms that cross it',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'hypotheses: {h: {source: x, kind: judgement, options: {a: {prior: 50%}, b: {prior: 30%}, c: {prior: 20%}}}}\nevidence: {e: {says: Seen., about: h, credibility: 0.5, likelihood: {a: 0.4, b: 0.2, c: 0.4}, source: x, kind: judgement}}',
    ),
    '29:101+3 warning not-separated: no evidence on `h` tells `c` from `a`: their odds stay those of the priors',
  ],
  [
    two('sources: {x: {title: X}}', 'sources: {x: {title: X, date: 2027}}'),
    '5:31+4 warning later-than-case: `2027` is later than the case, `2025-01-01` | what is used of a later work, its `note` says',
  ],
  [
    two(
      '    kind: judgement\n    issues:',
      '    kind: judgement\n    interactions: [{when: {pay: lo}, points: 500}]\n    issues:',
    ),
    '16:46+3 error out-of-range: 500 is out of range: the legal range is -100 to 100',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'hypotheses: {h: {source: x, kind: judgement, options: {a: {prior: 50%}, b: {prior: 50%}}}}\nevidence: {e: {says: Seen., about: h, credibility: 0.5, likelihood: {a: 0, b: 0}, source: x, kind: judgement}}',
    ),
    '30:69+12 error zero-likelihood: no option makes `e` possible: its likelihood is 0 under each | what was observed was possible under something: give at least one a likelihood above 0',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'hypotheses: {h: {source: x, kind: judgement, options: {a: {prior: 50%}, b: {prior: 50%}}}}\nevidence: {e: {says: Seen., about: h, credibility: 0, likelihood: {a: 0.5, b: 0.1}, source: x, kind: judgement}}',
    ),
    '30:55+10 warning not-read: nothing reads `evidence.e.likelihood`, because its credibility is 0',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'quantities: {n: {value: 3, source: x, kind: judgement}, m: {value: 1 to 3, source: x, kind: judgement}}\ncorrelations: [{between: [n, m], rho: 0.5, source: x}]',
    ),
    '29:14+1 warning not-read: nothing reads `quantities.n`, because no field, number or claim names it',
    '29:57+1 warning not-read: nothing reads `quantities.m`, because no field, number or claim names it',
    '30:16+1 warning not-read: nothing reads `correlations.0`, because `n` is the same number in every world',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'ordered: [scores.u.pay.lo, actors.u.noDealValue]\nconsents: {board: {probability: {value: 50%, source: x, kind: judgement}}}',
    ),
    '30:12+5 warning not-read: nothing reads `consents.board`, because no rule, accession or claim asks for it',
  ],
  [
    two('  c: {name', '  m: {name: M, role: backer, noDealValue: 20, source: x, kind: judgement}\n  c: {name'),
    '8:30+11 warning not-read: nothing reads `actors.m.noDealValue`, because `m` is no belligerent',
  ],
  [
    two(
      'bargaining:',
      '  m:\n    source: x\n    kind: judgement\n    issues: {pay: {weight: 1, options: {lo: 0, mid: 50, hi: 100}}}\nbargaining:',
    ).replace('  c: {name', '  m: {name: M, role: backer}\n  c: {name'),
    '26:3+1 warning not-read: nothing reads `scores.m`, because `m` is no belligerent, and only they accept or refuse',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'redLines: [{id: r, actor: m, says: No., rejects: {pay: lo}, firm: 50%, source: x, kind: judgement}]',
    ).replace('  c: {name', '  m: {name: M, role: backer}\n  c: {name'),
    '30:12+1 warning not-read: nothing reads `redLines.r`, because `m` is no belligerent, and only they accept or refuse',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'rules: [{id: soft, says: S., kind: soft, weakens: board, factor: 0.5, source: x}]\nconsents: {board: {probability: {value: 50%, source: x, kind: judgement}}}',
    ),
    '29:9+1 warning not-read: nothing reads `rules.soft`, because no rule or accession asks for the consent that it weakens',
    '29:66+3 warning no-kind: the number `rules.soft.factor` has no kind | one of `measured`, `estimate`, `party claim`, `judgement`, `definition`',
    '30:12+5 warning not-read: nothing reads `consents.board`, because no rule, accession or claim asks for it',
  ],
  [
    two('sources: {x: {title: X}}', 'sources: {x: {title: X}, y: {title: Y}}'),
    '5:26+1 warning not-read: nothing reads `sources.y`, because nothing cites it',
  ],
  [
    two('noDealValue: 30, source', 'noDealValue: 25 to 50k, source'),
    '7:48+9 error out-of-range: the number is beyond 1000000 (`points`), which nothing real is | is the unit right?',
    '7:48+9 warning one-suffix: `k` stands at the upper end alone: this is read as 25 to 50000 | write `25k to 50k` if both ends were meant, else `25 to 50000`',
  ],
  [
    two('noDealValue: 30, source: x, kind: judgement', 'noDealValue: 30, source: x'),
    '7:48+2 warning no-kind: the number `actors.u.noDealValue` has no kind | one of `measured`, `estimate`, `party claim`, `judgement`, `definition`',
  ],
  [
    two('value: 30%, source', 'value: 30%, unit: furlongs, source'),
    '27:30+8 error unit: the unit `furlongs` does not fit: this number is in `probability/month` | convert the number, or leave `unit` out for `probability/month`',
  ],
  [
    two(
      'months: 6',
      'months: 6',
      'quantities: {a: {of: b, source: x, kind: judgement}, b: {of: a, source: x, kind: judgement}}',
    ),
    '29:62+1 error circular: `b` is made of itself',
  ],
  [
    two('months: 6', 'months: 6', 'scenarios: {s: {says: S., priors: flat, source: x}}'),
    '29:27+6 warning not-read: nothing reads `scenarios.s.priors`, because the case has no `durability`',
  ],
  [
    two('value: 30%, source', "value: 'beta(1e16, 1e16)', source"),
    '27:20+16 error bad-number: both numbers have to lie between 0.1 and 1000000 | beta(alpha, beta)',
  ],
  [
    `${HEAD}redLines: !!omap\n  - {id: a, actor: x}\n`,
    '6:3+20 error tag: tags such as `!!omap` are not allowed | write the value without the tag',
  ],
  [
    `${HEAD}sources: !!set\n  {a, b}\n`,
    '6:3+6 error tag: tags such as `!!set` are not allowed | write the value without the tag',
  ],
  [
    two('months: 6', 'months: 6', 'ordered: [scores.u.pay.hi, scores.u.pay.mid]'),
    '29:28+16 warning ordered: the middle of `scores.u.pay.hi` lies above that of `scores.u.pay.mid`, which is to be at least as much | an order runs from the least to the most',
  ],
  [
    two('months: 6', 'months: 6', 'ordered: [scores.u.pay.lo, bargaining.hazard]'),
    '29:10+36 error ordered: numbers of an order have one unit, these `points`, `probability/month`',
  ],
  [
    two('months: 6', 'months: 6', `${GAME}infeasible: [{when: {a: x}}, {when: {}}]`),
    '33:16+14 error game-now: this rules out the choices as things stand',
    '33:32+10 error game-empty: this names no choice, so it rules nothing out',
  ],
  [
    two('months: 6', 'months: 6', GAME.replace('actor: u', 'actor: m').replace('a: {', 'a: {now: z, ')).replace(
      '  c: {name',
      '  m: {name: M, role: backer}\n  c: {name',
    ),
    '32:14+1 error unknown-choice: `a` has no choice `z` | did you mean `x`?',
    '32:24+1 error missing-scores: `m` has no score sheet, so no state is worth anything to it | add `m:` under `scores`',
  ],
  [
    two('months: 6', 'months: 6', GAME.replace('scores.c.pay.lo: 3', 'scores.u.pay.mid: 3')),
    '32:5+1 error game-clash: `a` and `b` both set `scores.u.pay.mid` | let one option set it, or make the two one option with more choices',
  ],
]
