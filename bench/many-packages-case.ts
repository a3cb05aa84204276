/** A made-up negotiation of any size: every party weighs every issue at random, each interaction ties an issue to the
 *  next. */
import { seedOf, streamOf, uniformAt } from '../src/math/philox.ts'

export interface Size {
  readonly parties: number
  readonly issues: number
  readonly options: number
  /** Issues tied to the next by points of one party. */
  readonly chain: number
}

/** The text of a case. @param seed of the points. */
export function manyPackages({ parties, issues, options, chain }: Size, seed = 1): string {
  let at = 0
  const next = (low: number, high: number): string =>
    (low + (high - low) * uniformAt(seedOf(seed), streamOf('many'), 0, at++)).toFixed(2)
  const list = (count: number): number[] => Array.from({ length: count }, (_, k) => k)
  const sheet = (party: number): string => {
    const rows = list(issues).map((issue) => {
      const best = Math.floor(Number(next(0, options - 1e-9)))
      const worth = list(options).map(
        (option) => `o${option}: ${option === best ? 100 : `${next(0, 40)} to ${next(45, 95)}`}`,
      )
      return `      i${issue}: {weight: ${next(5, 10)} to ${next(11, 20)}, options: {${worth.join(', ')}}}`
    })
    const tied = list(chain)
      .filter((k) => k % parties === party)
      .map((k) => `      - {when: {i${k}: o0, i${k + 1}: [o1, o2]}, points: ${next(2, 8)}}`)
    const extra = tied.length > 0 ? `\n    interactions:\n${tied.join('\n')}` : ''
    return `  p${party}:\n    source: x\n    kind: judgement\n    issues:\n${rows.join('\n')}${extra}`
  }
  const names = list(options).map((option) => `o${option}: O${option}`)
  return `armistice: 1
id: many
title: Many packages
asOf: 2025-01-01
sources: {x: {title: X}}
actors:
${list(parties)
  .map(
    (party) =>
      `  p${party}: {name: P${party}, role: belligerent, noDealValue: ${next(40, 48)} to ${next(49, 58)}, source: x, kind: judgement}`,
  )
  .join('\n')}
issues:
${list(issues)
  .map((issue) => `  i${issue}: {noDeal: o0, options: {${names.join(', ')}}}`)
  .join('\n')}
scores:
${list(parties).map(sheet).join('\n')}
bargaining: {months: 24, pace: 1% to 3%, source: x, kind: judgement}
`
}
