/** What the charts on the screen are of, for those that are taken away. */
import { createContext } from 'react'
import type { PieceOf } from '../../present/charts/index.ts'

export interface Pieces {
  readonly of: Omit<PieceOf, 'link'>
  /** A link to what is on the screen; null where there is none. */
  readonly link: () => Promise<string | null>
  /** A page with one chart and one number to move, to be framed; null where the app has no address that others could
   *  open. */
  readonly live: ((chart: string) => Promise<string | null>) | null
}

/** Null where nobody says: charts then carry what they say themselves. */
export const PieceContext = createContext<Pieces | null>(null)
