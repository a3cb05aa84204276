/** Which sections of a case read a number, whatever its name. */
import type { Case } from './types.ts'

/** Numbers that only what comes after the search for a deal reads: its pace, weights and proposals, and the ledger. */
export function readAfterTalks({ bargaining, quantities }: Case): ReadonlySet<number> {
  const ofTalks = bargaining
    ? [
        bargaining.pace,
        bargaining.hazard,
        ...(bargaining.weights ?? []),
        ...bargaining.proposals.map(({ probability }) => probability),
      ].filter((quantity) => quantity !== null)
    : []
  // The ledger's numbers are written where it is; a named one may serve the war as well, and then bears on the talks.
  const ofLedger = quantities.flatMap(({ id }, q) => (id.startsWith('consequences.') ? [q] : []))
  return new Set<number>([...ofTalks, ...ofLedger])
}

/** Numbers of red lines: the odds that one is firm, and its price. */
export function readByRedLines({ redLines }: Case): ReadonlySet<number> {
  return new Set<number>(redLines.flatMap(({ firm, cost }) => [firm, ...(cost === null ? [] : [cost])]))
}

/** Numbers that the game alone reads: what moves cost, and the sheets of actors who neither have to agree nor are
 *  followed by a member of a body. */
export function readByGameAlone({ actors, scores, consents, quantities, vetoPlayers }: Case): ReadonlySet<number> {
  const sheets = scores.flatMap(({ actor }) =>
    vetoPlayers.includes(actor) || consents.some(({ leans }) => leans.some(({ by }) => by === actor))
      ? []
      : [`scores.${actors[actor]?.id ?? ''}.`],
  )
  const alone = (id: string): boolean => id.startsWith('game.') || sheets.some((sheet) => id.startsWith(sheet))
  return new Set<number>(quantities.flatMap(({ id }, q) => (alone(id) ? [q] : [])))
}
