/** Votes after signature: what is signed, what comes into force, and what both sides make of the chance. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actorAt, quantityAt } from '../../src/case/indices.ts'
import type { Case, ConsentBody, Rule } from '../../src/case/types.ts'
import { chanceOfQuorum, chanceOfTiedQuorum } from '../../src/math/quorum.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { Talks } from '../../src/stages/bargaining/bargain.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'

const provenance = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const
const WORLDS = 2000

interface VoteOf {
  readonly probability: number
  /** Points the defender loses by a vote that fails. */
  readonly failure?: number
  readonly resumes?: number
  /** Null for a body that consents beforehand. */
  readonly after?: 'signature' | null
}

/** The toy war with an electorate that every deal needs. */
function withVote({ probability, failure = 0, resumes, after = 'signature' }: VoteOf, numbers: Numbers = {}): Case {
  const toy = buildCase({
    ...UNCERTAIN,
    ...numbers,
    'vote.yes': probability,
    'vote.failure': failure,
    'vote.resumes': resumes ?? 0,
  })
  const n = (id: string): ReturnType<typeof quantityAt> => quantityAt(toy.quantities.findIndex((q) => q.id === id))
  const body: ConsentBody = {
    id: 'electorate',
    says: '',
    quorum: 1,
    members: [{ id: 'electorate', probability: n('vote.yes') }],
    correlation: null,
    leans: [],
    provenance,
    ...(after === null
      ? {}
      : {
          vote: {
            failure: [{ actor: actorAt(1), points: n('vote.failure') }],
            resumes: resumes === undefined ? null : n('vote.resumes'),
          },
        }),
  }
  const ratified: Rule = {
    kind: 'hard',
    id: 'ratified',
    says: '',
    when: { kind: 'all', of: [] },
    requires: { kind: 'consent', body: toy.consents.length },
    provenance,
  }
  return { ...toy, consents: [...toy.consents, body], rules: [...toy.rules, ratified] }
}

function talksOf(theCase: Case, count = WORLDS): Pick<Talks, 'month' | 'signed' | 'failedVotes' | 'package'>[] {
  const each = worlds(compile(theCase, null, { worlds: count, seed: 5 }))
  return Array.from({ length: count }, (_, index) => {
    const { month, signed, failedVotes, package: id } = each(index)[0]!.talks!
    return { month, signed, failedVotes, package: id }
  })
}

describe('a vote after signature', () => {
  test('that is sure to be won changes no deal', () => {
    const strip = (talks: ReturnType<typeof talksOf>): unknown[] => talks.map(({ month, package: id }) => [month, id])
    const plain = buildCase({ ...UNCERTAIN, 'vote.yes': 1, 'vote.failure': 0, 'vote.resumes': 0 })
    expect(strip(talksOf(withVote({ probability: 1 })))).toEqual(strip(talksOf(plain)))
  })

  test('that cannot be won leaves nothing to sign', () => {
    expect(talksOf(withVote({ probability: 0 }), 200).filter(({ signed }) => signed > 0)).toEqual([])
  })

  test('lets as many packages into force as its probability says', () => {
    const signed = talksOf(withVote({ probability: 0.7 })).filter((talks) => talks.signed > 0)
    const won = signed.filter(({ month }) => month > 0).length / signed.length
    expect(signed.length).toBeGreaterThan(300)
    expect(Math.abs(won - 0.7)).toBeLessThan(4 * Math.sqrt((0.7 * 0.3) / signed.length))
    for (const { month, signed: when, failedVotes } of signed) {
      expect(month).toBe(failedVotes > 0 ? 0 : when)
    }
  })

  test('that may be held again lets more into force, never sooner than it rests', () => {
    const [once, again] = [talksOf(withVote({ probability: 0.4 })), talksOf(withVote({ probability: 0.4, resumes: 6 }))]
    let later = 0
    again.forEach((talks, k) => {
      expect(talks.signed).toBe(once[k]!.signed)
      if (once[k]!.month > 0) expect(talks.month).toBe(once[k]!.month)
      else if (talks.month > 0) {
        expect(talks.month).toBeGreaterThan(talks.signed + 6 * talks.failedVotes)
        later++
      }
    })
    expect(later).toBeGreaterThan(30)
  })

  test('that costs a side dear if it fails is signed less often, and one sure to be won as often', () => {
    const share = (of: VoteOf): number => talksOf(withVote(of)).filter(({ signed }) => signed > 0).length
    expect(share({ probability: 0.5, failure: 40 })).toBeLessThan(share({ probability: 0.5 }))
    expect(share({ probability: 1, failure: 40 })).toBe(share({ probability: 1 }))
  })

  test('is counted in at its chance: the expected gain is that of the package in force, less what failing costs', () => {
    const [sure, doubtful] = [withVote({ probability: 1 }), withVote({ probability: 0.6, failure: 4 })]
    const gains = (theCase: Case): number[][] => {
      const each = worlds(compile(theCase, null, { worlds: 50, seed: 5 }))
      return Array.from({ length: 50 }, (_, k) => Array.from(each(k)[0]!.settlement!.in(3).appraise([1, 1, 1]).gain))
    }
    gains(doubtful).forEach(([a, d], k) => {
      const [inForceA, inForceD] = gains(sure)[k] as [number, number]
      expect(a).toBeCloseTo(0.6 * inForceA, 10)
      expect(d).toBeCloseTo(0.6 * inForceD - 0.4 * 4, 10)
    })
  })

  test('stands in the summary beside what is in force, and in no other case', () => {
    const summary = (theCase: Case): ReturnType<typeof summarise>['arms'][number] => {
      const model = compile(theCase, null, { worlds: 400, seed: 5, armWorlds: 0, beside: [] })
      return summarise(model, simulate(model, 0, 400), '').arms[0]!
    }
    const { signedBy, dealBy, failedVotes } = summary(withVote({ probability: 0.5 }))
    signedBy!.forEach(({ estimate }, k) => expect(estimate).toBeGreaterThanOrEqual(dealBy[k]!.estimate))
    expect(failedVotes).toBeCloseTo(signedBy!.at(-1)!.estimate - dealBy.at(-1)!.estimate, 10)
    expect('signedBy' in summary(withVote({ probability: 0.5, after: null }))).toBe(false)
  })
})

describe('the chance of a quorum', () => {
  test('is that of every pattern of answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (p, q) => {
          const quorum = 1 + (q % p.length)
          let sum = 0
          for (let pattern = 0; pattern < 2 ** p.length; pattern++) {
            const yes = p.map((_, m) => (pattern >> m) % 2 === 1)
            if (yes.filter(Boolean).length >= quorum) sum += p.reduce((odds, x, m) => odds * (yes[m] ? x : 1 - x), 1)
          }
          expect(chanceOfQuorum(p, quorum)).toBeCloseTo(sum, 10)
        },
      ),
    )
  })

  test('of members who lean the same way lies between that of strangers and that of one mind', () => {
    const p = [0.6, 0.7, 0.8]
    expect(chanceOfTiedQuorum(p, 3, 0)).toBe(chanceOfQuorum(p, 3))
    expect(chanceOfTiedQuorum(p, 3, 0.5)).toBeGreaterThan(chanceOfQuorum(p, 3))
    expect(chanceOfTiedQuorum(p, 3, 1)).toBeCloseTo(0.6, 1)
  })
})
