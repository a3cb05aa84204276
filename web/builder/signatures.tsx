/** Would each party sign, and by which margin. */
import { actorNames, grouped, percent, percentWithInterval, rough, wordsOf } from '../../present/words/index.ts'
import type { Case, Explanation, PlayerAccount } from '../../src/internal.ts'

export function Signatures({
  theCase,
  explanation,
  isDraft,
}: {
  theCase: Case
  explanation: Explanation
  isDraft: boolean
}): React.ReactNode {
  const { players, acceptable, allowed, worlds } = explanation
  return (
    <>
      <ul className="signatures">
        {players.map((player) => (
          <Signature key={player.actor} theCase={theCase} player={player} />
        ))}
      </ul>
      <p className="meta">
        Together, with no rule or refused consent in the way: {percentWithInterval(acceptable)}. Rules, consents and
        absolute red lines leave these terms in {percentWithInterval(allowed)}. First month of the talks,{' '}
        {grouped(worlds)} worlds; in brackets 95 % for the number of worlds.
        {isDraft && <strong> A draft of few worlds; the whole follows.</strong>}
      </p>
    </>
  )
}

function Signature({ theCase, player }: { theCase: Case; player: PlayerAccount }): React.ReactNode {
  const { accepts, gain, actor } = player
  const name = actorNames(theCase)[actor] ?? actor
  return (
    <li className={`signature ${sideOf(theCase, actor)}`}>
      <p>
        <strong>{name}</strong> {verdict(accepts.estimate)} <strong>{percent(accepts.estimate)}</strong>{' '}
        <span className="meta">
          ({Math.round(accepts.low * 100)}–{Math.round(accepts.high * 100)})
        </span>
      </p>
      <div className="share-bar" aria-hidden="true">
        <span
          className="share-range"
          style={{ left: `${accepts.low * 100}%`, right: `${100 - accepts.high * 100}%` }}
        />
        <span className="share-fill" style={{ width: `${accepts.estimate * 100}%` }} />
      </div>
      <p className="meta">
        {gain.mean < 0 ? 'Loses' : 'Gains'} {rough(Math.abs(gain.mean))} points on the mean against{' '}
        {wordsOf(theCase).noDeal}, from {rough(gain.p05)} to {rough(gain.p95)} in nine worlds of ten
      </p>
    </li>
  )
}

function verdict(share: number): string {
  return share >= 0.9
    ? 'signs nearly always:'
    : share >= 0.5
      ? 'mostly signs:'
      : share > 0.1
        ? 'mostly refuses; signs in'
        : 'refuses; signs in'
}

/** The side of a war that an actor is on, for its colour. */
export function sideOf(theCase: Case, id: string): 'attacker' | 'defender' | 'other' {
  const { war, actors, vetoPlayers } = theCase
  const index = actors.findIndex((actor) => actor.id === id)
  if (war) return index === war.attacker.actor ? 'attacker' : index === war.defender.actor ? 'defender' : 'other'
  const place = vetoPlayers.findIndex((player) => player === index)
  return place === 0 ? 'defender' : place === 1 ? 'attacker' : 'other'
}
