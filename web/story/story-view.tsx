/** A case told in steps: how it stands, fighting on, what bars the terms, the deal that remains, whether it holds, what
 *  it costs; and what came, where that is known. */
import { useEffect } from 'react'
import { defined } from '../../src/internal.ts'
import type { ViewProps } from '../views/view-props.ts'
import { GuessStep } from './guess.tsx'
import { CameStep } from './came.tsx'
import { BarsStep, CostStep, DealStep, FightStep, HoldsStep, NowStep } from './steps.tsx'
import './story.css'

interface StepOf {
  readonly id: string
  readonly title: string
  readonly Step: React.ComponentType<ViewProps>
}

/** The steps that a case has something to tell in. */
function stepsOf({ state }: Pick<ViewProps, 'state'>): readonly StepOf[] {
  const { case: theCase } = defined(state.shown)
  const hasTalks = theCase.bargaining !== null
  const all: readonly (StepOf & { readonly isThere: boolean })[] = [
    { id: 'guess', title: 'Your guess', Step: GuessStep, isThere: theCase.outcome !== null && hasTalks },
    { id: 'now', title: theCase.war ? 'The line' : 'Where it stands', Step: NowStep, isThere: true },
    { id: 'fight', title: theCase.war ? 'Fighting on' : 'Without a deal', Step: FightStep, isThere: hasTalks },
    { id: 'bars', title: 'What bars the terms', Step: BarsStep, isThere: hasTalks },
    { id: 'deal', title: 'The deal that remains', Step: DealStep, isThere: hasTalks },
    { id: 'holds', title: 'Whether it holds', Step: HoldsStep, isThere: hasTalks && theCase.durability !== null },
    { id: 'cost', title: 'What it costs', Step: CostStep, isThere: hasTalks && theCase.consequences !== null },
    { id: 'came', title: 'What came', Step: CameStep, isThere: theCase.outcome !== null && hasTalks },
  ]
  return all.filter(({ isThere }) => isThere)
}

export function StoryView(props: ViewProps): React.ReactNode {
  const { state, actions } = props
  const steps = stepsOf(props)
  const at = Math.min(Math.max(0, state.place.step ?? 0), steps.length - 1)
  const { id, Step } = defined(steps[at])
  const go = (to: number): void => {
    if (to >= 0 && to < steps.length && to !== at) actions.show({ step: to === 0 ? null : to })
  }
  useArrows(at, go)
  return (
    <section className="story">
      <ol className="story-steps" aria-label="Steps of the story">
        {steps.map((step, k) => (
          <li key={step.id}>
            <button
              type="button"
              aria-current={k === at ? 'step' : undefined}
              onClick={() => {
                go(k)
              }}
            >
              <span className="story-number">{k + 1}</span> {step.title}
            </button>
          </li>
        ))}
      </ol>
      <div key={id} className="story-step">
        <Step {...props} />
      </div>
      <p className="row story-walk">
        <button
          type="button"
          disabled={at === 0}
          onClick={() => {
            go(at - 1)
          }}
        >
          ← Back
        </button>
        <button
          type="button"
          className="primary"
          disabled={at === steps.length - 1}
          onClick={() => {
            go(at + 1)
          }}
        >
          {at === steps.length - 1 ? 'The end' : `Next: ${defined(steps[at + 1]).title}`}
        </button>
        <span className="meta">
          Step {at + 1} of {steps.length}; the arrow keys go too, and the link keeps the step.
        </span>
      </p>
    </section>
  )
}

/** Left and right, where the focus is in nothing that uses them itself. */
function useArrows(at: number, go: (to: number) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event
      const isTaken =
        target instanceof HTMLElement &&
        (target.isContentEditable ||
          target.closest('.scroll') !== null ||
          ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName))
      if (isTaken || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'ArrowRight') go(at + 1)
      if (event.key === 'ArrowLeft') go(at - 1)
    }
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
    }
  })
}
