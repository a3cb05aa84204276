/** Who or what stops a package, and why: rules, consents, red lines, and those to whom no deal is worth more. */
import { defined } from '../../src/internal.ts'
import type { Case, Explanation, Provenance } from '../../src/internal.ts'
import { citation } from './claim-card.ts'
import type { Citation } from './claim-card.ts'
import { percent, percentWithInterval, rough } from './numbers.ts'
import { wordsOf } from './terms.ts'

export interface Stop {
  readonly kind: 'rule' | 'consent' | 'red line' | 'margin'
  readonly id: string
  /** The actor that stops it; null for a rule. */
  readonly actor: string | null
  readonly says: string
  /** How often and how much, in words. */
  readonly text: string
  /** Share of worlds in which this alone is enough to stop it. */
  readonly share: number
  readonly sources: readonly Citation[]
  readonly line: number
}

/** The weightiest first; what stops it in no world is left out. */
export function stopsOf(theCase: Case, explanation: Explanation): Stop[] {
  const places = (provenance: Provenance): Pick<Stop, 'sources' | 'line'> => ({
    sources: provenance.source.map((cited) => citation(theCase, cited)),
    line: provenance.place.line,
  })
  const rules = explanation.rules.flatMap((rule): Stop[] => {
    const { id, says, verdict, chance, provenance } = rule
    if (verdict === 'bars')
      return [
        {
          kind: 'rule',
          id,
          actor: null,
          says: says || id,
          text: 'Bars it in every world',
          share: 1,
          ...places(provenance),
        },
      ]
    if (!chance || chance.estimate === 1) return []
    const text = `The consent that it asks for is given in ${percentWithInterval(chance)}`
    return [
      { kind: 'consent', id, actor: null, says: says || id, text, share: 1 - chance.estimate, ...places(provenance) },
    ]
  })
  const lines = explanation.redLines.flatMap((line): Stop[] => {
    if (!line.crossed) return []
    const isVeto = explanation.players.some(({ actor }) => actor === line.actor)
    if (!isVeto) return []
    const cost = line.cost ? `crossing it costs ${rough(line.cost.mean)} points` : ''
    const firm = line.firm.estimate > 0 ? `it is absolute in ${percentWithInterval(line.firm)}` : ''
    return [
      {
        kind: 'red line',
        id: line.id,
        actor: line.actor,
        says: line.says || line.id,
        text: capital([firm, cost].filter(Boolean).join('; ') || 'it binds nobody'),
        share: line.firm.estimate,
        ...places(line.provenance),
      },
    ]
  })
  const margins = explanation.players.flatMap(({ actor, gain, gains }): Stop[] => {
    const share = 1 - gains.estimate
    if (share === 0) return []
    const { id, name, provenance } = defined(theCase.actors.find((one) => one.id === actor))
    const { noDeal } = wordsOf(theCase)
    const text = `In ${percent(share)} of worlds; on the mean it ${gain.mean < 0 ? `loses ${rough(-gain.mean)}` : `gains ${rough(gain.mean)}`} points`
    const says = `Worth less to ${name} than ${noDeal}`
    return [{ kind: 'margin', id, actor, says, text, share, ...places(provenance) }]
  })
  return [...rules, ...lines, ...margins].sort((a, b) => b.share - a.share)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
