/** What became of the proposals of a case. */
import { defined } from '../../src/internal.ts'
import type { ArmSummary, Case } from '../../src/internal.ts'
import { grouped, percent, percentWithInterval } from './numbers.ts'

/** Fewer worlds than this in which it was put say nothing of whether it is accepted: as few give a claim no verdict. */
const FEWEST = 30

/** One line a proposal: in how many worlds it was put, and in how many of these accepted. */
export function proposalLines(theCase: Case, arm: ArmSummary): string[] {
  return (theCase.bargaining?.proposals ?? []).map(({ id, says, month }) => {
    const { put, accepted } = defined(arm.proposals[id])
    const words = says.replace(/\.$/, '') || id
    const how = percent(arm.worlds === 0 ? 0 : put / arm.worlds)
    const head = `Proposal of month ${month}, “${words}”: put in ${how} of worlds`
    if (put === 0) return `Proposal of month ${month}, “${words}”: put in no world as the case is run here`
    return put < FEWEST
      ? `${head}, ${grouped(put)} in all: too few to say whether it is accepted`
      : `${head}, and accepted in ${percentWithInterval(accepted)} of these`
  })
}
