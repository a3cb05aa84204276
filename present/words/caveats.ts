/** Caveats of records in words. */
import type { EvidenceCaveat, SurvivalCaveat } from '../../src/internal.ts'
import { grouped } from './numbers.ts'

export function survivalCaveat(caveat: SurvivalCaveat): string {
  switch (caveat.kind) {
    case 'leftOut':
      return `${grouped(caveat.rows)} of the rows could not be used and were left out`
    case 'zeroLengths':
      return `families of curves leave out ${grouped(caveat.rows)} of length 0`
    case 'nothingEnded':
      return 'nothing ended: no rate, test or fit can be given'
    case 'fewEndings':
      return `${caveat.events} endings for ${caveat.terms} terms: fewer than ten a term, so that estimates are unsteady and their intervals too narrow (Peduzzi et al. 1995)`
    case 'independentRows':
      return 'standard errors take rows as independent; name a column with `--cluster` where they are not'
    case 'fewClusters':
      return `${caveat.clusters} clusters are few: robust errors are then too small as a rule`
    case 'referenceClass':
      return `reference class: ${caveat.name}`
    case 'secondCoder':
      return `${caveat.rows} rows are as a second coder has them`
    case 'truceUpperBound':
      return 'these truces ended or paused a war; truces that failed while a war went on are missing but for two, so that shares are upper bounds for a truce not yet made'
    case 'truceOneCoder':
      return 'terms were coded by one person, knowing how the truces ended; a second coder can override them (`--override`)'
    case 'truceSelection':
      return 'where guarantees and peacekeepers are sent is no accident: a class with them differs in other ways too'
    case 'truceWatched':
      return 'watched to the end of 2024'
    case 'warsByEnding':
      return 'wars come in by having ended, all but one: shares that end are too high rather than too low'
    case 'warsFewLong':
      return 'few wars between states last for years; the intervals say how few'
    case 'warsKinds':
      return 'a break is any goal won by force, not always a collapse; the records differ in what they call a war, an end and a deal'
    case 'powerShiftUncoded':
      return 'no ceasefire of the table is coded for a shift of power: that effect is belief alone'
    case 'elicitedSawRecord':
      return 'the elicited set was written after looking at these ceasefires: its agreement with them proves nothing'
  }
}

export function evidenceCaveat(caveat: EvidenceCaveat): string {
  switch (caveat) {
    case 'scale':
      return 'ratings became likelihoods by a scale of ours; another scale gives another posterior (`--scale`)'
    case 'notApplicable':
      return 'what does not apply to a hypothesis counts as neutral'
    case 'ungrouped':
      return 'no items are grouped: each counts as if it were independent of the others, given a hypothesis'
    case 'exhaustive':
      return 'hypotheses are taken to exclude each other and to leave nothing out'
  }
}
