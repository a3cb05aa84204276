/** What is legal in each part and makes no sense together: said where it is written. */
import { defined } from '../../case/defined.ts'
import type { Case } from '../../case/case.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import type { Issue } from '../../case/issues.ts'
import { quantile } from '../../math/distribution.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { fail, inside, warn } from '../../text/report.ts'
import { child, entriesOf, itemsOf, textOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'
import type { Reading } from '../reading.ts'
import { checkConditions } from './conditions.ts'
import { checkPrices } from './prices.ts'

/** @param theCase read without an error. */
export function checkSense(reading: Reading, root: Node, theCase: Case): void {
  checkSheets(reading, theCase)
  checkRegions(reading, theCase)
  checkAnchors(reading, theCase)
  checkSteps(reading, root, theCase)
  checkAllies(reading, theCase)
  checkDates(reading, root, theCase)
  checkPrices(reading, root, theCase)
  checkConditions(reading, root, theCase)
  checkSeparated(reading, theCase)
}

/** 5th percentile, median and 95th, in the engine's unit, whatever hypothesis holds. */
function rangeOf(
  theCase: Case,
  index: QuantityIndex,
): { readonly low: number; readonly middle: number; readonly high: number } {
  const { spread, factor, low, high, derived } = defined(theCase.quantities[index])
  if (derived !== undefined) return { low, middle: (low + high) / 2, high }
  const parts = spread.kind === 'plain' ? [spread.of] : spread.by
  const at = (p: number): number[] => parts.map((of) => Math.min(high, Math.max(low, quantile(of, p) * factor)))
  return { low: Math.min(...at(0.05)), middle: Math.max(...at(0.5)), high: Math.max(...at(0.95)) }
}

function spanOf(reading: Reading, theCase: Case, index: QuantityIndex): Span {
  return defined(reading.spans.get(defined(theCase.quantities[index]).id))
}

function checkSheets(reading: Reading, theCase: Case): void {
  for (const { actor, issues } of theCase.scores) {
    const who = quoted(defined(theCase.actors[actor]).id)
    if (issues.length > 0 && issues.every(({ weight }) => rangeOf(theCase, weight).high === 0)) {
      fail(
        reading,
        spanOf(reading, theCase, defined(issues[0]).weight),
        'zero-weights',
        `every weight of ${who} is 0`,
        'a sheet that weighs nothing makes every package worth the same',
      )
      continue
    }
    issues.forEach(({ weight, options }, k) => {
      if (rangeOf(theCase, weight).high === 0) return
      const best = Math.max(...options.map((index) => rangeOf(theCase, index).high))
      if (best >= FULL) return
      const message = `no option of ${quoted(defined(theCase.issues[k]).id)} is worth 100 to ${who}: the best reaches ${Number(best.toFixed(1))}`
      warn(
        reading,
        spanOf(reading, theCase, defined(options[0])),
        'no-best',
        message,
        'the weight is the swing from the worst, 0, to the best, 100',
      )
    })
  }
}

/** The best option is worth 100, to rounding of a percentile. */
const FULL = 99.9

function checkRegions(reading: Reading, theCase: Case): void {
  for (const { id, held, area } of theCase.war?.regions ?? []) {
    const [part, whole] = [rangeOf(theCase, held), rangeOf(theCase, area)]
    if (part.middle <= whole.middle) continue
    const message = `more of ${quoted(id)} is held than there is of it`
    fail(reading, spanOf(reading, theCase, held), 'out-of-range', message, `its area is ${whole.middle} km²`)
  }
}

/** Allies are a part of their side, and of one side. */
function checkAllies(reading: Reading, theCase: Case): void {
  const { war, actors } = theCase
  const sides = war === null ? [] : [war.attacker, war.defender]
  const lists = sides.map(({ allies = [] }) => allies)
  lists.forEach((allies, s) => {
    const [first] = allies
    const most = allies.reduce((sum, { share }) => sum + rangeOf(theCase, share).high, 0)
    if (first !== undefined && most > 1)
      fail(
        reading,
        spanOf(reading, theCase, first.share),
        'out-of-range',
        `the allies may be more than the whole side: ${Number((100 * most).toFixed(1))} % of its men`,
      )
    const other = sides[1 - s]
    for (const { actor, share } of allies)
      if (actor === other?.actor || other?.allies?.some((one) => one.actor === actor))
        fail(
          reading,
          spanOf(reading, theCase, share),
          'two-ways',
          `${quoted(defined(actors[actor]).id)} fights on both sides`,
        )
  })
}

/** What is left of a later step is told apart by whether it moves with the line: with one line. */
function checkSteps(reading: Reading, root: Node, { territories, issues }: Case): void {
  const steps = child(root, 'steps')
  if (steps === null || territories.length < 2) return
  const names = territories.map(({ issue }) => quoted(defined(issues[issue]).id)).join(' and ')
  fail(
    reading,
    { ...steps.span, length: 1 },
    'two-territories',
    `a settlement in steps can move one line; ${names} move several`,
  )
}

/** Two options that leave the line in the same place are worth the same land. */
function checkAnchors(reading: Reading, theCase: Case): void {
  for (const { issue } of theCase.territories) checkAnchorsOf(reading, theCase, defined(theCase.issues[issue]))
}

function checkAnchorsOf(reading: Reading, theCase: Case, { options }: Issue): void {
  const seen = new Map<string, string>()
  for (const { id, line } of options) {
    const range = line === null ? null : rangeOf(theCase, line.km2)
    if (line === null || range === null || range.low !== range.high) continue
    const place = `${line.kind} ${range.middle}`
    const other = seen.get(place)
    if (other !== undefined) {
      const message = `${quoted(id)} leaves the line where ${quoted(other)} does: land at one place can have one worth only`
      warn(reading, spanOf(reading, theCase, line.km2), 'same-line', message)
    }
    seen.set(place, id)
  }
}

/** Nothing later than the case is known to it. */
function checkDates(reading: Reading, root: Node, { asOf }: Case): void {
  for (const line of itemsOf(child(root, 'redLines'))) checkDate(reading, child(line, 'stated'), asOf)
  // A later work may say what was known: its note then says what of it is used.
  for (const { value } of entriesOf(child(root, 'sources')))
    if (child(value, 'note') === null) checkDate(reading, child(value, 'date'), asOf)
}

function checkDate(reading: Reading, node: Node | null, asOf: string): void {
  const written = textOf(node)
  if (node === null || written === null || !/^\d{4}(-\d\d(-\d\d)?)?$/.test(written)) return
  if (written <= asOf.slice(0, written.length)) return
  warn(
    reading,
    inside(node),
    'later-than-case',
    `${quoted(written)} is later than the case, ${quoted(asOf)}`,
    'what is used of a later work, its `note` says',
  )
}

/** Evidence that makes two options equally likely, item by item, leaves their odds where the priors put them. */
function checkSeparated(reading: Reading, { hypotheses, evidence, quantities }: Case): void {
  const written = (index: QuantityIndex): string => JSON.stringify(defined(quantities[index]).spread)
  hypotheses.forEach(({ id, options }, set) => {
    const items = evidence.filter((item) => item.set === set)
    if (items.length === 0) return
    options.forEach((one, k) => {
      const like = options.findIndex((__, j) =>
        items.every(({ likelihood: of }) => written(defined(of[j])) === written(defined(of[k]))),
      )
      if (like === k) return
      const message = `no evidence on ${quoted(id)} tells ${quoted(one.id)} from ${quoted(defined(options[like]).id)}: their odds stay those of the priors`
      const span = reading.spans.get(defined(quantities[one.prior]).id)
      if (span !== undefined) warn(reading, span, 'not-separated', message)
    })
  })
}
