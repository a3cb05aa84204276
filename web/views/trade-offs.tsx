/** What deals are worth to those who have to agree: exactly in one world, and in the middle over all of them. */
import { defined } from '../../src/internal.ts'
import * as charts from '../../present/charts/index.ts'
import { actorNames, grouped, wordsOf } from '../../present/words/index.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { PlaneOfWorld } from '../parts/plane-of-world.tsx'
import { Termed } from '../parts/term.tsx'
import { read } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

export function TradeOffsView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const players = theCase.vetoPlayers.map((actor) => defined(theCase.actors[actor]).id)
  const [a, b] = players
  const _names = actorNames(theCase)
  return (
    <section>
      <h1>What each deal is worth over {wordsOf(theCase).noDeal}</h1>
      <p>
        <Termed>
          Points above the no-deal value: first all packages of one world, then the deals that all worlds came to. Right
          and up is better for both; beyond a zero line somebody would rather have no deal.
        </Termed>
      </p>
      <h2>One world, exactly</h2>
      <PlaneOfWorld {...props} />
      {arm.families.length + arm.named.length > 0 && a && b && (
        <>
          <h2>All worlds, in the middle</h2>
          <p>
            <Termed>{`Medians over all ${grouped(summary.worlds)} worlds of this run: not every point here can be had in any one of them.`}</Termed>
          </p>
          <ChartView
            seed={summary.seed}
            draw={(width) => charts.tradeOffs(arm, a, b, { width, ...charts.namesIn(theCase) })}
          />
          <ChartView
            seed={summary.seed}
            draw={(width) => charts.parallelMargins(arm, { width, ...charts.namesIn(theCase) })}
          />
        </>
      )}
    </section>
  )
}
