/** Red lines with a price, and what still speaks of them as if they were walls or bluffs. */
import { defined } from '../../case/defined.ts'
import type { Case } from '../../case/case.ts'
import type { Spread } from '../../case/quantity.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import { quoted } from '../../text/diagnostic.ts'
import { inside, warn } from '../../text/report.ts'
import { child, entriesOf, itemsOf, textOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'
import type { Reading } from '../reading.ts'

/** @param theCase read without an error. */
export function checkPrices(reading: Reading, root: Node, theCase: Case): void {
  checkFreeLines(reading, root)
  checkCoins(reading, root, theCase)
  checkFirmness(reading, root, theCase)
}

/** A line that is never absolute and has no price binds nobody, which a price of 0 says in one word; `firm` of 0 is
 *  what stands where it is left out. */
function checkFreeLines(reading: Reading, root: Node): void {
  for (const line of itemsOf(child(root, 'redLines'))) {
    const firm = entriesOf(line).find(({ key }) => key === 'firm')
    if (firm === undefined || child(line, 'cost') !== null) continue
    const written = firm.value.kind === 'map' ? child(firm.value, 'value') : firm.value
    if (textOf(written) !== '0') continue
    const message = 'this red line binds nobody: it is never absolute and has no price'
    const help = 'give it the points that crossing it costs; `cost: 0` says that it is free'
    warn(reading, firm.keySpan, 'free-line', message, { help, fix: { ...firm.keySpan, text: 'cost' } })
  }
}

/** A scenario that makes a line absolute by a chance, where the case has a price for it alone, makes it firmer: the
 *  chance comes on top of the price. That is what becomes of "a bluff: 15 %" once `firm` has given way to `cost`. */
function checkCoins(reading: Reading, root: Node, theCase: Case): void {
  const scenarios = child(root, 'scenarios')
  theCase.scenarios.forEach(({ id, set }) => {
    for (const { quantity, spread } of set) {
      const line = theCase.redLines.find(({ firm }) => firm === quantity)
      if (!line || line.cost === null || !isNever(theCase, quantity) || !isCoin(spread)) continue
      const written = scenarios && child(scenarios, id)
      const key = `redLines.${line.id}.firm`
      const entry = written && entriesOf(child(written, 'set')).find((one) => one.key === key)
      if (!entry) continue
      const message = `${quoted(line.id)} has a price, and this makes it absolute in some worlds on top of it`
      const help = `a bluff is a lower ${quoted(`redLines.${line.id}.cost`)}; \`100%\` makes the line absolute`
      warn(reading, entry.keySpan, 'coin-on-price', message, help)
    }
  })
}

/** A claim that asks whether a line is firm where it never is: it has a price alone, in the case as written and, where
 *  the test asks of a scenario, in every scenario. */
function checkFirmness(reading: Reading, root: Node, theCase: Case): void {
  const priced = theCase.redLines.filter(({ firm }) => isNever(theCase, firm))
  const isSet = (firm: QuantityIndex): boolean =>
    theCase.scenarios.some(({ set }) => set.some(({ quantity }) => quantity === firm))
  const written = new Set(priced.map(({ id }) => id))
  const anywhere = new Set(priced.filter(({ firm }) => !isSet(firm)).map(({ id }) => id))
  const look = (node: Node | null, never: ReadonlySet<string>): void => {
    for (const item of itemsOf(node)) look(item, never)
    const within = child(node, 'scenario') === null ? never : anywhere
    for (const { key, value } of entriesOf(node)) {
      const line = key === 'firm' ? textOf(value) : null
      if (line === null || !within.has(line)) {
        look(value, within)
        continue
      }
      const message = `${quoted(line)} has a price and is never absolute: this is so in no world`
      const help = '`signs` asks whether the actor would sign any terms that cross it'
      warn(reading, inside(value), 'never-firm', message, help)
    }
  }
  look(child(root, 'claims'), written)
}

function isNever({ quantities }: Case, index: QuantityIndex): boolean {
  const { spread, derived } = defined(quantities[index])
  return derived === undefined && spread.kind === 'plain' && spread.of.kind === 'fixed' && spread.of.value === 0
}

/** Neither surely so nor surely not. */
function isCoin(spread: Spread): boolean {
  const parts = spread.kind === 'plain' ? [spread.of] : spread.by
  return parts.some((of) => of.kind !== 'fixed' || (of.value > 0 && of.value < 1))
}
