/** `run`: the whole pipeline, the case or a scenario of it first and others beside it on the same worlds. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import { DEFAULT_SEED, DEFAULT_WORLDS } from '../../run/compile.ts'
import type { Tally } from '../../run/simulate.ts'
import { summarise, summariseArm } from '../../run/summarise.ts'
import type { ArmSummary, Summary } from '../../run/summary.ts'
import { askedModel } from '../asked-model.ts'
import { list, MOST_WORLDS, orNull, scenarioField, seedField, text, whole, worldsField } from '../fields.ts'
import type { Play } from '../play.ts'
import { answered, stopped } from '../question.ts'
import type { Answer, Question } from '../question.ts'
import { finish } from '../work.ts'
import type { Work } from '../work.ts'

export interface RunAsk {
  readonly kind: 'run'
  readonly scenario: string | null
  /** Scenarios beside the first; null for those that the claims compare with, and others up to a handful. */
  readonly beside: readonly string[] | null
  readonly worlds: number
  /** Worlds of each scenario beside; null for a twentieth of `worlds`, but at least 500. */
  readonly armWorlds: number | null
  readonly seed: number
}

export const run: Question<RunAsk, Summary> = {
  kind: 'run',
  about: ['case'],
  says: 'the whole pipeline: whether and when a deal, on which terms, how long it holds, what it leaves behind',
  fields: {
    scenario: scenarioField(),
    beside: orNull(list(text('a scenario to run beside'), 0)),
    worlds: worldsField('worlds to run', DEFAULT_WORLDS),
    armWorlds: orNull(whole('worlds of each scenario beside', { least: 0, most: MOST_WORLDS })),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, ask, play) {
    const asked = askedModel(theCase, ask)
    return asked.kind === 'wrong' ? asked : answerOfRun(asked.model, digest, play)
  },
}

/** Plays a model and summarises it; shows summaries on the way. */
export async function answerOfRun(model: Model, digest: string, play: Play): Promise<Answer<Summary>> {
  const summaries = summariser(model, digest)
  const tally = await play.worlds('worlds', model, async (sofar) => {
    const shown = await play.here('summary', summaries(sofar))
    if (shown) play.show(shown)
  })
  if (defined(tally.arms[0]).n === 0 && model.worlds > 0) return stopped
  const done = await play.here('summary', summaries(tally))
  const summary = done ?? (play.wantsPartial ? finish(summaries(tally)) : null)
  return summary ? answered(summary, summary.partial) : stopped
}

/** Summarises arm by arm, and again only those arms that ran on. */
function summariser(model: Model, digest: string): (tally: Tally) => Work<Summary> {
  const arms: ArmSummary[] = []
  return function* (tally) {
    for (let arm = 0; arm < tally.arms.length; arm++) {
      if (arms[arm]?.worlds === defined(tally.arms[arm]).n) continue
      yield { done: arm, of: tally.arms.length }
      arms[arm] = summariseArm(model, tally, arm)
    }
    return summarise(model, tally, digest, arms)
  }
}
