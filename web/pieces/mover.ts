/** The number that a framed chart offers to move first: one that the chart is made of. */
import type { Case } from '../../src/internal.ts'

/** Its id; null where the case has none that this chart would follow. */
export function moverOf(theCase: Case, chart: string): string | null {
  const { war, durability, hypotheses, bargaining, actors } = theCase
  const front = war?.fronts?.[0] ?? war?.front
  const resolve = actors.find((one) => one.resolve !== null)?.resolve ?? null
  const inOrder = chart.startsWith('war.')
    ? chart === 'war.line'
      ? [front?.rate]
      : [war?.attacker.shells?.production, war?.attacker.men.production, front?.rate]
    : chart === 'survival'
      ? [durability?.logitFiveYears]
      : chart === 'belief' || chart === 'evidence'
        ? [hypotheses[0]?.options[0]?.prior]
        : [bargaining?.pace, bargaining?.hazard, resolve?.fightingCost]
  const found = inOrder.find((index) => index !== null && index !== undefined)
  return found === undefined || found === null ? null : (theCase.quantities[found]?.id ?? null)
}
