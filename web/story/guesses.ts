/** What a reader guessed of a case, in the browser's storage. */

export interface Guess {
  /** Chance of a deal by the month asked about, in %. */
  readonly chance: number
}

const PREFIX = 'armistice.guess.'

export function readGuess(id: string): Guess | null {
  try {
    const chance = Number(localStorage.getItem(PREFIX + id) ?? 'none')
    return chance >= 0 && chance <= 100 ? { chance } : null
  } catch {
    return null
  }
}

export function keepGuess(id: string, guess: Guess | null): void {
  try {
    if (guess) localStorage.setItem(PREFIX + id, String(guess.chance))
    else localStorage.removeItem(PREFIX + id)
  } catch {
    // Where nothing may be kept the guess lasts as long as the page.
  }
}

/** The month by which a deal is asked about: that of the deal that came, rounded up to a year or half of one, so that
 *  the question does not tell it. */
export function monthAsked(months: number, came: number | null): number {
  const wanted = came === null ? 12 : [6, 12, 24, 36, 60].find((month) => month >= came)
  return Math.min(months, wanted ?? months)
}
