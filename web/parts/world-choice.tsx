/** Which world the plane shows: by number, the next, the middle one. */
import { useState } from 'react'
import type { PlaneSurvey, WorldPlane } from '../../src/internal.ts'

interface WorldChoiceProps {
  readonly plane: WorldPlane
  readonly survey: PlaneSurvey
  readonly isMiddle: boolean
  readonly choose: (world: number | null) => void
}

export function WorldChoice({ plane, survey, isMiddle, choose }: WorldChoiceProps): React.ReactNode {
  const { world } = plane
  const { middleOpen } = survey
  const nothing = survey.worlds - survey.left
  return (
    <>
      <p>
        {world === survey.middle
          ? `World ${world} is the middle one: of the first ${survey.worlds} worlds of this seed, its no-deal values lie nearest the medians. It is`
          : `World ${world} is`}{' '}
        one world of many: its red lines are firm or bluffs and its consents given or refused as that world has them. Of
        the first {survey.worlds} worlds, {survey.open} {survey.open === 1 ? 'holds' : 'hold'} a package that beats no
        deal for everybody
        {nothing > 0 &&
          `, and in ${nothing} ${nothing === 1 ? 'world' : 'worlds'} rules, consents and red lines leave nothing at all`}
        .
      </p>
      <div className="row">
        <button type="button" disabled={world === 0} onClick={() => choose(world - 1)}>
          Previous world
        </button>
        <WorldField world={world} choose={choose} />
        <button type="button" onClick={() => choose(world + 1)}>
          Next world
        </button>
        <button type="button" aria-pressed={isMiddle || world === survey.middle} onClick={() => choose(null)}>
          The middle world
        </button>
        {middleOpen !== null && (
          <button type="button" aria-pressed={world === middleOpen} onClick={() => choose(middleOpen)}>
            The middle one of those {survey.open}
          </button>
        )}
      </div>
    </>
  )
}

/** Largest number of a world that can be typed: more worlds than any run has. */
const LAST_WORLD = 999_999

function WorldField({ world, choose }: { world: number; choose: (world: number) => void }): React.ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <label className="field">
      World{' '}
      <input
        type="number"
        min={0}
        max={LAST_WORLD}
        step={1}
        value={typed ?? world}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value)
          const asked = Number(event.target.value)
          if (event.target.value !== '' && Number.isSafeInteger(asked) && asked >= 0 && asked <= LAST_WORLD)
            choose(asked)
        }}
      />
    </label>
  )
}
