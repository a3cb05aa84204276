/** What comes of the votes on a package that has been signed. */
import type { Case } from '../../case/types.ts'
import type { Seed } from '../../math/philox.ts'
import type { World } from '../worlds/draw.ts'
import { revotes } from '../worlds/votes.ts'
import { agrees, softFactor } from './bars.ts'
import { passes } from './block.ts'

/** The bodies that a package founders on, none where it comes into force. @param attempt 0 for the first vote of a
 *  world, which its own draws decide. */
export type PutToVote = (world: World, options: ArrayLike<number>, attempt: number) => readonly number[]

/** Prepares the votes of a case; null where none comes after signature. */
export function votesAfterSignature(theCase: Case, seed: Seed): PutToVote | null {
  const voting = theCase.consents.flatMap(({ vote }, body) => (vote ? [body] : []))
  if (voting.length === 0) return null
  const again = revotes(theCase, seed)
  return (world, options, attempt) => {
    const optionOf = (issue: number): number => options[issue]!
    const saysNo = voting.filter((body) => {
      if (!isAsked(theCase, body, options)) return false
      return attempt === 0
        ? !agrees(theCase, world, body, options)
        : !again(attempt)(world, body, softFactor(theCase, world, body, options), optionOf)
    })
    return standsWithout(theCase, saysNo, options) ? [] : saysNo
  }
}

/** Whether a package stands if only these bodies refuse it, consents that come before signature set aside. */
function standsWithout(theCase: Case, refusing: readonly number[], options: ArrayLike<number>): boolean {
  return theCase.rules.every((rule) =>
    passes(
      rule,
      (issue) => options[issue]!,
      (body) => !refusing.includes(body),
    ),
  )
}

/** Whether any rule asks for a body's vote on a package. */
function isAsked(theCase: Case, body: number, options: ArrayLike<number>): boolean {
  return votesOn(theCase, options).includes(body)
}

/** Bodies whose votes a package hangs on once it is signed. */
export function votesOn(theCase: Case, options: ArrayLike<number>): readonly number[] {
  const voting = theCase.consents.flatMap(({ vote }, body) => (vote ? [body] : []))
  const matters = (body: number): boolean => {
    const others = voting.filter((other) => other !== body)
    for (let pattern = 0; pattern < 1 << others.length; pattern++) {
      const refusing = others.filter((_, k) => (pattern >> k) & 1)
      if (standsWithout(theCase, refusing, options) !== standsWithout(theCase, [...refusing, body], options))
        return true
    }
    return false
  }
  return voting.filter(matters)
}
