/** What packages with some terms would bring some of the players, by what a settlement has worked out already. */
import type { PlayerIndex } from '../../case/indices.ts'
import { playerOf } from '../../case/players.ts'
import type { TermsQuestion } from '../../case/claim-test.ts'
import type { PeaceTable } from '../durability/peace-table.ts'
import type { World } from '../worlds/draw.ts'
import type { Block } from './block.ts'
import type { Circumstances } from './gain.ts'
import { newSpaceRoom } from './phase.ts'
import type { SpaceOf, SpaceRoom, SpaceTools } from './phase.ts'
import type { Month, SettlementStage } from './settle.ts'
import type { SettlementTable } from './table.ts'

/** A question that is put to somebody. */
export type AskedQuestion = TermsQuestion & { readonly by: Exclude<TermsQuestion['by'], 'nobody'> }

/** A question as it is asked of one world after another. Red lines of those who are not asked bar nothing, and what
 *  nobody asked would prefer is not kept. */
export interface Asked {
  readonly tools: SpaceTools
  /** Used again in the next world. */
  readonly room: SpaceRoom
  /** What a month leaves of the packages with the terms. */
  spaceIn(month: Month, world: World): SpaceOf
  /** What the gains of those asked hang on in a month. */
  circumstancesIn(month: Month): Circumstances
}

export function asked(stage: SettlementStage, { by, terms }: AskedQuestion): Asked {
  const players: readonly number[] = by === 'everybody' ? stage.case.vetoPlayers.map((_, i) => i) : [by]
  const own = stage.burdens.flatMap((burden, b) => (players.includes(burden.player) ? [b] : []))
  const tools: SpaceTools = {
    theCase: { ...stage.case, vetoPlayers: players.map((i) => stage.case.vetoPlayers[i]!) },
    table: tableFor(stage, players, terms),
    terms: stage.terms,
    burdens: own.map((b) => ({ ...stage.burdens[b]!, player: players.indexOf(stage.burdens[b]!.player) })),
  }
  const all = stage.case.vetoPlayers.length
  const lines = stage.case.territories.map((_, t) => t)
  const of = (column: ArrayLike<number>, which = players): Float64Array => {
    const out = new Float64Array(which.length)
    for (let k = 0; k < which.length; k++) out[k] = column[which[k]!]!
    return out
  }
  const onLines = lines.flatMap((t) => players.map((i) => t * all + i))
  return {
    tools,
    room: newSpaceRoom(tools),
    spaceIn: ({ phase, stands, mostWeights }, world) => ({
      world,
      footholdStands: stands,
      stances: players.map((i) => phase.stances[i]!),
      peace: peaceFor(phase.peace, players),
      mostWeight: of(mostWeights, own),
    }),
    circumstancesIn: ({ noDeal, loss, walkAway, moved, weights, ahead }) => ({
      noDeal: of(noDeal),
      loss: of(loss),
      walkAway: of(walkAway),
      moved: of(moved, onLines),
      weights: of(weights, own),
      believed: false,
      ...(ahead && { beside: players.map((i) => ahead[i]!) }),
    }),
  }
}

/** The table with the terms asked for alone. Terms name options issue by issue, so that no issue is coupled that was
 *  not. */
function tableFor(
  { case: theCase, table }: SettlementStage,
  players: readonly number[],
  terms: TermsQuestion['terms'],
): SettlementTable {
  const drawnBy = (line: number): PlayerIndex | null => playerOf(theCase.vetoPlayers, theCase.redLines[line]!.actor)
  const left = (block: Block): Block => ({
    ...block,
    allowed: block.allowed.map((allowed, c) =>
      block.issues.every((issue, k) => terms[issue]?.includes(block.options[k]![c]!) ?? true) ? allowed : 0,
    ),
    redLines: block.redLines.filter(({ redLine }) => {
      const player = drawnBy(redLine)
      return player !== null && players.includes(player)
    }),
    interactions: block.interactions.flatMap((one) =>
      players.includes(one.player) ? [{ ...one, player: players.indexOf(one.player) }] : [],
    ),
  })
  const { ratification, search } = table
  return {
    ...table,
    blocks: table.blocks.map(left),
    search: search && { ...search, factors: search.factors.map(left) },
    ratification: ratification && {
      ...ratification,
      failure: ratification.failure.map((costs) => players.map((i) => costs[i]!)),
    },
  }
}

/** The columns of some players in a table of peace that has been begun. */
function peaceFor(peace: PeaceTable, players: readonly number[]): PeaceTable {
  const of = (columns: readonly Float64Array[]): readonly Float64Array[] => players.map((i) => columns[i]!)
  const { hazard, support } = peace
  return {
    hazard,
    support,
    share: of(peace.share),
    shift: of(peace.shift),
    exposed: of(peace.exposed),
    begin() {},
    read(kind) {
      peace.read(kind)
    },
  }
}
