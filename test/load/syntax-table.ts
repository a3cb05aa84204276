/** Texts that are no YAML, or not what is meant, and what each must say. */
import { two } from './cases.ts'
import type { Row } from './cases.ts'
import { twoParties } from '../fixtures/two-parties.ts'

/** Texts that are no YAML: one thing is said, at the mistake. */
export const SYNTAX: readonly Row[] = [
  [two('bargaining:\n', 'bargaining\n'), '25:1+10 error yaml: a `:` is missing behind this key | write `bargaining:`'],
  [two('  months: 6\n', '  months 6\n'), '26:3+6 error yaml: a `:` is missing behind this key | write `months: …`'],
  [
    two('  months: 6\n', '  months:6\n'),
    '26:9+1 error yaml: a blank is missing behind this `:` | write `key: value` | → : ',
  ],
  [two('title: T\n', 'title:T\n'), '3:6+1 error yaml: a blank is missing behind this `:` | write `key: value` | → : '],
  [
    two('asOf: 2025-01-01\n', 'asOf 2025-01-01\n'),
    '4:1+4 error yaml: a `:` is missing behind this key | write `asOf: …`',
  ],
  [
    two('title: T\n', 'title: "T\n'),
    '3:8+1 error yaml: the text in quotes that starts here is not closed | end it with "',
  ],
  [
    two('title: T\n', "title: 'The town's own'\n"),
    "3:17+1 error yaml: this apostrophe ends the text in single quotes | inside single quotes an apostrophe is written twice: ''",
  ],
  [
    two('title: T\n', "title: 'T\n"),
    "3:8+1 error yaml: the text in quotes that starts here is not closed | end it with '",
  ],
  [
    two('title: T\n', 'title: T: and more\n'),
    '3:8+1 error yaml: a second `key: value` cannot start here | put texts that hold `: ` in quotes',
  ],
  [
    two('{few: 0, many: 100}}', '{few: 0, many: 100}'),
    '18:14+1 error yaml: this `{` is not closed | write `}` behind its last item',
  ],
  [
    two('{few: 0, many: 100}}', '{few: 0, many: 100]}'),
    '18:54+1 error yaml: `]` does not close the `{` that is open | write `}`',
  ],
  [
    two('sources: {x: {title: X}}', 'sources: {x: {title: X}'),
    '5:10+1 error yaml: this `{` is not closed | write `}` behind its last item',
  ],
  [
    two('    kind: judgement\n    issues:', '    kind: judgement\n   issues:'),
    '16:1+1 error indent: this line is indented differently from its neighbours | keys of one map start in the same column',
  ],
  [
    two('    kind: judgement\n    issues:', '    kind: judgement\n\tissues:'),
    '16:1+1 error tab: a tab cannot indent YAML | use two blanks | →   ',
  ],
  [
    two('  months: 6\n', '  months: 6\n   hazards: 5\n'),
    '27:4+1 error indent: this line is indented further than the line above, which has its value already | keys of one map start in the same column',
  ],
  [
    two('title: T\n', 'title: @T\n'),
    '3:8+1 error yaml: a text cannot start with this character | put the text in quotes',
  ],
  [
    two('title: T\n', 'title: `T`\n'),
    '3:8+1 error yaml: a text cannot start with this character | put the text in quotes',
  ],
  [
    two('title: T\n', 'title: %T\n'),
    '3:8+1 error yaml: a text cannot start with this character | put the text in quotes',
  ],
  [
    twoParties() +
      'redLines:\n  - &r {id: a, actor: u, says: R., rejects: {pay: lo}, firm: 50%, source: x, kind: judgement}\n  - {<<: *r, id: b}\n',
    '32:6+2 error merge-key: merge keys (`<<`) are no part of YAML 1.2 and are not read | write the fields out; an alias alone, `*name`, stands for a whole value',
  ],
  [
    two('title: T\n', 'title: “T: it”\n'),
    '3:8+1 error yaml: curly quotes are letters of the text: YAML knows straight ones only | write it in straight quotes: "…"',
  ],
  [
    twoParties() + 'redLines:\n  -id: r\n   actor: u\n',
    '31:3+1 error yaml: a blank is missing behind this `-` | write `- item` | → - ',
  ],
  [
    twoParties() + 'redLines:\n  - id: r\n  actor: u\n',
    '32:1+1 error indent: this line is indented differently from its neighbours | keys of one map start in the same column',
  ],
  [
    twoParties() + 'scenarios:\n  s\n    says: S.\n',
    '31:3+1 error yaml: a `:` is missing behind this key | write `s:`',
  ],
  [twoParties() + '}\n', '30:1+1 error yaml: not valid YAML: unexpected flow-map-end token in YAML stream: "}"'],
  [
    two(
      'months: 6',
      'months: 6',
      'hypotheses: {h: {source: x, kind: judgement, options: {a: {says: A., prior: 50%}, b: {says: B., prior: 50%}}}}\nevidence: {e: {says: E., about: h, credibility: 1, likelihood: {a: 0, b: 0}, source: x, kind: judgement}}',
    ),
    '30:64+12 error zero-likelihood: no option makes `e` possible: its likelihood is 0 under each | what was observed was possible under something: give at least one a likelihood above 0',
  ],
]
