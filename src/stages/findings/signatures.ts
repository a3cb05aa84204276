/** Whether any package with some terms would be signed: by one actor, or by all. */
import type { TermsQuestion } from '../../case/claim-test.ts'
import type { Model } from '../../case/model.ts'
import type { Block } from '../settlement/block.ts'
import { gainAt, mostGain, newRow, openRow } from '../settlement/gain.ts'
import type { Gains } from '../settlement/gain.ts'
import { settlementStage } from '../settlement/settle.ts'
import type { SettlementTable } from '../settlement/table.ts'
import { findAcceptable } from '../settlement/zopa.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'

/** Prepares the questions of a case, to be asked of one world after another, in the first month: exact, over every package. Red lines of those who are not
 *  asked bar nothing. @param out 1 where some package would be signed, by question. */
export function signatures(
  model: Model,
  table: SettlementTable,
): (world: World, projection: Projection | null, out: Uint8Array) => void {
  const asked = model.case.questions.map((question) => ({
    player: question.player,
    stage: settlementStage(model, askedFor(model, table, question)),
  }))
  return (world, projection, out) => {
    asked.forEach(({ player, stage }, k) => {
      const { gains } = stage.prepare(world, projection).in(1)
      out[k] = (player < 0 ? findAcceptable(gains) !== null : suits(gains, player)) ? 1 : 0
    })
  }
}

/** The space with the terms asked for alone. Terms name options issue by issue, so that no issue is coupled that was not. */
function askedFor({ case: theCase }: Model, table: SettlementTable, { player, terms }: TermsQuestion): SettlementTable {
  const drawnBy = (line: number): number => theCase.vetoPlayers.indexOf(theCase.redLines[line]!.actor)
  const left = (block: Block): Block => ({
    ...block,
    allowed: block.allowed.map((allowed, c) =>
      block.issues.every((issue, k) => terms[issue]?.includes(block.options[k]![c]!) ?? true) ? allowed : 0,
    ),
    redLines: block.redLines.filter(({ redLine }) => player < 0 || drawnBy(redLine) === player),
  })
  return { ...table, blocks: table.blocks.map(left) }
}

/** Whether one player gains by some package of a space. */
function suits(gains: Gains, player: number): boolean {
  const { space } = gains
  const row = newRow(space.players)
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      openRow(row, gains, position, list)
      if (mostGain(row, player, space.ideal[list]![player]!) < 0) continue
      const entries = space.rest[list]!.parts.length
      for (let entry = 0; entry < entries; entry++) if (gainAt(row, player, entry) >= 0) return true
    }
  }
  return false
}
