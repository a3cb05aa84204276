/** Rules and red lines that say the same of every package: looked at over all combinations of the issues that they
 *  name. */
import type { Case } from '../../case/case.ts'
import { consentsOf, holdsFor, issuesOf } from '../../case/condition.ts'
import type { Condition } from '../../case/condition.ts'
import { defined } from '../../case/defined.ts'
import { quoted } from '../../text/diagnostic.ts'
import { inside, warn } from '../../text/report.ts'
import { child, itemsOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'
import type { Reading } from '../reading.ts'

/** Most combinations of options that are looked at. */
const MOST = 20_000

type Often = 'always' | 'never' | 'at times' | 'not looked at'

/** @param theCase read without an error. */
export function checkConditions(reading: Reading, root: Node, theCase: Case): void {
  itemsOf(child(root, 'redLines')).forEach((node, k) => {
    const line = theCase.redLines[k]
    const written = child(node, 'rejects')
    if (line === undefined || written === null) return
    const often = howOften(theCase, [line.rejects], (options) => holdsFor(line.rejects, options))
    if (often === 'always' || often === 'never') {
      const what = often === 'always' ? 'every package' : 'no package'
      warn(reading, inside(written), 'empty-condition', `the red line ${quoted(line.id)} rejects ${what}`)
    }
  })
  itemsOf(child(root, 'rules')).forEach((node, k) => {
    const rule = theCase.rules[k]
    const written = child(node, 'requires')
    if (rule?.kind !== 'hard' || written === null) return
    const { when, requires } = rule
    if ([when, requires].flatMap(consentsOf).length > 0) return
    const often = howOften(
      theCase,
      [when, requires],
      (options) => !holdsFor(when, options) || holdsFor(requires, options),
    )
    if (often !== 'always' && often !== 'never') return
    const what = often === 'always' ? 'every package meets' : 'no package meets'
    warn(reading, inside(written), 'empty-condition', `${what} the rule ${quoted(rule.id)}`)
  })
}

function howOften(
  { issues }: Case,
  conditions: readonly Condition[],
  isTrue: (options: readonly number[]) => boolean,
): Often {
  const named = [...new Set(conditions.flatMap(issuesOf))]
  const sizes = named.map((issue) => defined(issues[issue]).options.length)
  const count = sizes.reduce((product, size) => product * size, 1)
  if (count > MOST) return 'not looked at'
  const options = issues.map(() => 0)
  let held = 0
  for (let k = 0; k < count; k++) {
    let rest = k
    named.forEach((issue, at) => {
      options[issue] = rest % defined(sizes[at])
      rest = Math.floor(rest / defined(sizes[at]))
    })
    if (isTrue(options)) held++
  }
  return held === 0 ? 'never' : held === count ? 'always' : 'at times'
}
