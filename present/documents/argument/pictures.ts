/** Charts that a document can name. */
import type { ArmSummary, Case, Summary, WarSeries } from '../../../src/internal.ts'
import { baseRateRecord, defined, entryOf } from '../../../src/internal.ts'
import * as charts from '../../charts/index.ts'
import type { Chart, Size } from '../../charts/index.ts'
import { stepNames } from '../../words/index.ts'

/** A picture of a run, at a size, over the run before a change where there is one. */
export interface Sight {
  readonly case: Case
  readonly summary: Summary
  readonly size: Size
  readonly ghost: ArmSummary | null
}

interface Picture {
  readonly fits: (theCase: Case) => boolean
  readonly draw: (sight: Sight, arm: ArmSummary) => Chart
}

const talks = (theCase: Case): boolean => theCase.bargaining !== null
const war = (series: WarSeries, front = -1): Picture => ({
  fits: (theCase) => theCase.war !== null,
  draw: ({ case: theCase, size, ghost }, arm) =>
    charts.warFan(arm, series, { ...size, ...charts.namesIn(theCase), ghost, front }),
})

const PICTURES: Readonly<Record<string, Picture>> = {
  dealBy: { fits: talks, draw: ({ size, ghost }, arm) => charts.dealCurve([arm], { ...size, ghost }) },
  steps: {
    fits: (theCase) => theCase.steps !== undefined,
    draw: ({ case: theCase, size }, arm) => charts.stepCurve(arm, { ...size, names: stepNames(theCase) }),
  },
  open: { fits: talks, draw: ({ size }, arm) => charts.openByMonth(arm, size) },
  acceptance: {
    fits: talks,
    draw: ({ case: theCase, size }, arm) => charts.acceptanceMatrix(arm, { ...size, ...charts.namesIn(theCase) }),
  },
  survival: {
    fits: (theCase) => talks(theCase) && theCase.durability !== null,
    draw: ({ case: theCase, size, ghost }, arm) =>
      charts.survivalCurves(arm, { ...size, ghost }, baseRateRecord(theCase)),
  },
  ledger: {
    fits: (theCase) => talks(theCase) && theCase.consequences !== null,
    draw: ({ case: theCase, size }, arm) => charts.ledgerDots(arm, { ...size, ...charts.namesIn(theCase) }),
  },
  why: {
    fits: talks,
    draw: ({ size }, arm) => charts.whyBars(arm, size),
  },
  changes: {
    fits: (theCase) => talks(theCase) && theCase.scenarios.length > 0,
    draw: ({ summary, size }) => charts.changeDots(summary, size),
  },
  evidence: {
    fits: (theCase) => theCase.hypotheses.length > 0,
    draw: ({ case: theCase, summary, size }) => charts.evidenceMatrix(summary, { ...size, ...charts.namesIn(theCase) }),
  },
  belief: {
    fits: (theCase) => theCase.hypotheses.length > 0,
    draw: ({ case: theCase, summary, size }) => charts.priorPosterior(summary, { ...size, ...charts.namesIn(theCase) }),
  },
  tradeOffs: {
    fits: (theCase) => talks(theCase) && theCase.vetoPlayers.length > 1,
    draw: ({ case: theCase, size }, arm) => {
      const [a, b] = theCase.vetoPlayers.map((player) => defined(theCase.actors[player]).id)
      return charts.tradeOffs(arm, defined(a), defined(b), { ...size, ...charts.namesIn(theCase) })
    },
  },
  'war.line': war('line'),
  'war.rate': war('rate'),
  'war.fireRatio': war('fireRatio'),
  'war.lossesAttacker': war('lossesAttacker'),
  'war.lossesDefender': war('lossesDefender'),
  'war.menAttacker': war('menAttacker'),
  'war.menDefender': war('menDefender'),
}

export const PICTURE_NAMES: readonly string[] = Object.keys(PICTURES)

/** `war.line.ID` is the line of one of several fronts. */
function pictureOf({ war: fought }: Case, name: string): Picture | undefined {
  const front = fought?.fronts?.findIndex(({ id }) => name === `war.line.${id}`) ?? -1
  return front < 0 ? entryOf(PICTURES, name) : war('line', front)
}

/** Whether the case has what the picture shows. */
export function pictureFits(theCase: Case, name: string): boolean {
  return pictureOf(theCase, name)?.fits(theCase) ?? false
}

/** The picture, null where the case lacks what it shows. */
export function drawPicture(name: string, sight: Sight): Chart | null {
  const picture = pictureOf(sight.case, name)
  return picture?.fits(sight.case) ? picture.draw(sight, defined(sight.summary.arms[0])) : null
}
