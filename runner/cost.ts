/** What the worlds of a task cost. The first worlds of a model are played under every arm, the others under the first
 *  alone, and a world counts as many units as it is played times, so that parts of as many units are as much work. Rows
 *  cost one unit each. */
export interface Cost {
  /** The first ones, that cost more. */
  readonly dear: number
  /** Units that each of these costs. */
  readonly times: number
}

/** Units of the worlds before `world`. */
export function unitsBefore({ dear, times }: Cost, world: number): number {
  return world + (times - 1) * Math.min(world, dear)
}

/** The first world of which no unit comes before `unit`. */
export function worldAt({ dear, times }: Cost, unit: number): number {
  return unit <= dear * times ? Math.ceil(unit / times) : unit - dear * (times - 1)
}
