/** Records of the engine as sentences: plain text, one style of numbers, no medium. */
export { auditLines } from './audit.ts'
export { briefLines, eventsText, headline, headlineSoFar, phraseOf, readingsLeftOut, signedText } from './brief.ts'
export type { BriefLine } from './brief.ts'
export { stepNames, stepTexts } from './steps.ts'
export {
  citation,
  claimCard,
  isMixed,
  PENDING_SIGN,
  UNTESTED_SIGN,
  verdictHead,
  verdictSigns,
  verdictText,
  VERDICT_SIGNS,
} from './claim-card.ts'
export type { Citation, ClaimCard } from './claim-card.ts'
export { changedVerdicts, nearestFlip, verdictChange } from './verdict-changes.ts'
export { compareLines, readingsBeside } from './compare.ts'
export { evidenceText } from './evidence.ts'
export { survivalCaveat } from './caveats.ts'
export { claimText, packageText } from './explain.ts'
export { decidingTest, oppositeLines } from './opposite.ts'
export { findingEnds, isTold } from './finding.ts'
export { fitLines } from './fit.ts'
export { cutText } from './cuts.ts'
export type { TimedCut } from './cuts.ts'
export { frontierText } from './frontier.ts'
export { nearText, searchedText } from './near.ts'
export { ledgerWords } from './ledger.ts'
export { endsText, whyText } from './no-deal.ts'
export { forecasterName, scoreLinesText, sealLines } from './score.ts'
export {
  full,
  counted,
  grouped,
  number,
  percent,
  percentWithInterval,
  range,
  rough,
  roughApart,
  short,
  unitWords,
  signed,
  whole,
} from './numbers.ts'
export { inputName, sensitivityLines } from './sensitivity.ts'
export {
  CONCEPT_TITLES,
  inverseSentences,
  gameLines,
  probableLines,
  stabilityLines,
  stateNamer,
  walkText,
  whySentences,
} from './stability.ts'
export { outcomeTerms } from './outcome.ts'
export { glossaryMarkdown, meaningsOf } from './glossary-text.ts'
export type { Term } from './glossary/term.ts'
export { meaningOf, termNamed, termsIn, termsOf } from './terms-in-text.ts'
export { answerOf, questionOf } from './question.ts'
export { stopsOf } from './stops.ts'
export type { Stop } from './stops.ts'
export { strikeName, strikesHeadline, strikesText } from './strikes.ts'
export {
  armLabel,
  assumptionLabel,
  optionLabel,
  quantityLabel,
  scenarioLabel,
  setLabel,
  sideNames,
  termLabel,
} from './labels.ts'
export { leftOut } from './left-out.ts'
export { testSentence, testsOf } from './claim-words.ts'
export { actorNames, wordsOf, wordsOfArm } from './terms.ts'
export { scenarioGroups } from './scenario-groups.ts'
export { countedText, flipSentences, tippingInWords, tippingLines } from './tipping.ts'
export type { TippingInWords } from './tipping.ts'
export { survivalText } from './survival.ts'
export { baseRatesText, durabilityEvidenceText, warEndsText, warRecordText } from './truces.ts'
export { unlockText } from './unlock.ts'
export { warLines } from './war.ts'
export { spanText } from './span.ts'
