/** The numbers that a phase is made of. Two phases of one case with the same numbers that leave the same combinations
 *  are the same, in whatever arm of a model: a scenario often changes the war alone. */
import type { Case } from '../../case/types.ts'

/** Quantities that a phase reads, besides those that tell which combinations are left; null where more than numbers
 *  bears on it: votes after signature, and those who would spoil a peace. */
export function numbersOfPhase(theCase: Case): Int32Array | null {
  const { vetoPlayers, consents, actors, redLines } = theCase
  if (consents.some(({ vote }) => vote) || actors.some(({ spoils }) => spoils !== undefined)) return null
  const all = [
    ...ofSheets(theCase),
    ...ofLand(theCase),
    ...ofDurability(theCase),
    ...redLines.map(({ cost }) => cost),
    ...vetoPlayers.map((player) => actors[player]!.resolve?.discount ?? actors[player]!.discount),
  ]
  return Int32Array.from(new Set(all.filter((quantity) => quantity != null)))
}

type Quantities = readonly (number | null | undefined)[]

function ofSheets({ scores, vetoPlayers }: Case): Quantities {
  return scores
    .filter(({ actor }) => vetoPlayers.includes(actor))
    .flatMap(({ issues, interactions }) => [
      ...issues.flatMap(({ weight, options }) => [weight, ...options]),
      ...interactions.map(({ points }) => points),
    ])
}

function ofLand({ issues, territories, war }: Case): Quantities {
  return [
    ...territories.flatMap(({ issue }) => issues[issue]!.options.map(({ line }) => line?.km2)),
    ...(war?.fronts ?? []).flatMap(({ share }) => [share.attacker, share.defender]),
  ]
}

function ofDurability({ durability: spec }: Case): Quantities {
  if (!spec) return []
  return [
    spec.logitFiveYears,
    spec.logShape,
    spec.stillborn,
    spec.rearming,
    spec.levelling,
    spec.reach,
    spec.openingBlow,
    spec.pause,
    ...Object.values(spec.effects),
    ...spec.covariates.map(({ value }) => value),
    ...spec.support.map(({ share }) => share),
    ...(spec.after ?? []).flatMap(({ points, over }) => [points, over]),
  ]
}
