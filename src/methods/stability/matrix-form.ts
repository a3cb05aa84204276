import { bitMatrix, bitMatrixOf, complement, isEmpty, join, meet, product, transpose } from './bit-matrix.ts'
import { hasBit, withoutDiagonal } from './bit-matrix.ts'
import type { BitMatrix } from './bit-matrix.ts'
import { othersOf } from './game.ts'
import type { Game, StableStates } from './game.ts'
import { canMove } from './moves.ts'
import type { StableBy } from './solve.ts'

/** Whether going back to s itself can deter from leaving it. The logical definitions say so (s is no better than s);
 *  the matrices as published leave the diagonal of P out, so that it cannot. In a graph of options the two agree, since
 *  nobody undoes another's move; in a free graph they may differ. */
export type ReturnToStart = 'deters' | 'as-published'

/** The matrix form of the concepts (Xu, Hipel, Kilgour & Fang 2018, ch. 4): a state is stable where the diagonal of the
 *  stability matrix is 0. J moves, J+ improvements, P states no better, M what the others reach jointly.
 *
 *  Nash J+·E; GMR J+·(E − M·Pᵀ); SMR J+·(E − M·(Pᵀ ∘ (E − J·(P+)ᵀ))); SEQ and SSEQ with M+ in place of M; every product
 *  taken to its sign. Cubic in states: the form to check the others by, and to read beside the literature. */
export function matrixForm(game: Game, returning: ReturnToStart): StableBy[] {
  const { states } = game
  const all = game.moves.map((moves) => bitMatrixOf(states, (s, q) => canMove(moves, s, q)))
  const betters = game.rankings.map(({ rank }) => bitMatrixOf(states, (s, q) => rank[q]! > rank[s]!))
  const improving = all.map((moves, i) => meet(moves, betters[i]!))
  return all.map((own, i) => {
    const others = othersOf(all.length, i)
    const better = betters[i]!
    const notBetter = complement(better)
    const no = transpose(returning === 'deters' ? notBetter : withoutDiagonal(notBetter))
    const final = meet(no, complement(product(own, transpose(better))))
    const gains = improving[i]!
    const any = jointReach(others.map((k) => all[k]!))
    const credible = jointReach(others.map((k) => improving[k]!))
    const judge = (m: BitMatrix, sanction: BitMatrix): StableStates =>
      zeroDiagonal(product(gains, complement(product(m, sanction))))
    const nash = Uint8Array.from({ length: states }, (_, s) => (isEmpty(rowOf(gains, s)) ? 1 : 0))
    return {
      nash,
      gmr: judge(any ?? bitMatrix(states), no),
      smr: judge(any ?? bitMatrix(states), final),
      seq: judge(credible ?? bitMatrix(states), no),
      sseq: judge(credible ?? bitMatrix(states), final),
    }
  })
}

/** M by steps: M(i, t) = sign(J(i)·⋁ M(j, t − 1), j ≠ i), the union over all t and i; the diagonal is 0. Null for
 *  nobody. */
function jointReach(moves: readonly BitMatrix[]): BitMatrix | null {
  if (moves.length === 0) return null
  let ending = moves.map((own) => own)
  let total = moves.reduce(join)
  const seen = moves.map((own) => own)
  for (;;) {
    const next = moves.map((own, i) => {
      const rest = ending.filter((_, k) => k !== i)
      return rest.length === 0 ? bitMatrix(own.size) : product(rest.reduce(join), own)
    })
    const fresh = next.some((m, i) => !isEmpty(meet(m, complement(seen[i]!))))
    next.forEach((m, i) => {
      seen[i] = join(seen[i]!, m)
      total = join(total, m)
    })
    if (!fresh) return withoutDiagonal(total)
    ending = seen.slice()
  }
}

function rowOf(m: BitMatrix, row: number): BitMatrix {
  return { ...m, words: m.words.subarray(row * m.width, (row + 1) * m.width) }
}

function zeroDiagonal(m: BitMatrix): StableStates {
  return Uint8Array.from({ length: m.size }, (_, s) => (hasBit(m, s, s) ? 0 : 1))
}
