/** What packages with some terms would bring some of the players, by what a settlement has worked out already. */
import type { PlayerIndex } from '../../case/indices.ts'
import { playerOf } from '../../case/players.ts'
import type { TermsQuestion } from '../../case/claim-test.ts'
import type { PeaceTable } from '../durability/peace-table.ts'
import type { World } from '../worlds/draw.ts'
import type { Block } from './block.ts'
import { gainsOver } from './gain.ts'
import type { Gains } from './gain.ts'
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
  /** The gains of those asked in a month, over the space of the room. */
  gainsIn(month: Month): Gains
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
  const onLines = lines.flatMap((t) => players.map((i) => t * all + i))
  const room = newSpaceRoom(tools)
  const column = (length: number): Float64Array => new Float64Array(length)
  const ofPlayers = { noDeal: column(players.length), loss: column(players.length), walkAway: column(players.length) }
  const [moved, weights, mostWeight] = [column(onLines.length), column(own.length), column(own.length)]
  const gains = gainsOver(room.space, { ...ofPlayers, moved, weights, believed: false })
  const peaces = new WeakMap<PeaceTable, PeaceTable>()
  const peaceOf = (peace: PeaceTable): PeaceTable => {
    const known = peaces.get(peace) ?? peaceFor(peace, players)
    peaces.set(peace, known)
    return known
  }
  return {
    tools,
    room,
    spaceIn({ phase, stands, mostWeights }, world) {
      take(mostWeight, mostWeights, own)
      const stances = players.map((i) => phase.stances[i]!)
      return { world, footholdStands: stands, stances, peace: peaceOf(phase.peace), mostWeight }
    },
    gainsIn({ noDeal, loss, walkAway, moved: byLine, weights: byBurden, ahead }) {
      take(ofPlayers.noDeal, noDeal, players)
      take(ofPlayers.loss, loss, players)
      take(ofPlayers.walkAway, walkAway, players)
      take(moved, byLine, onLines)
      take(weights, byBurden, own)
      return ahead ? gainsOver(room.space, { ...gains, beside: players.map((i) => ahead[i]!) }) : gains
    },
  }
}

/** Copies some entries of a column. */
function take(into: Float64Array, from: ArrayLike<number>, which: readonly number[]): void {
  for (let k = 0; k < which.length; k++) into[k] = from[which[k]!]!
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
