/** The whole file: every section's shape under its key. */
import { ACTORS } from './sections/actors.ts'
import { BARGAINING } from './sections/bargaining.ts'
import { CLAIMS } from './sections/claims.ts'
import { CONSEQUENCES } from './sections/consequences.ts'
import { EVENTS } from './sections/dated-changes.ts'
import { STEPS } from './sections/steps.ts'
import { DURABILITY } from './sections/durability.ts'
import { GAME } from './sections/game.ts'
import { BASE_RATE } from './sections/base-rate.ts'
import { GIVERS } from './sections/givers.ts'
import { OUTCOME } from './sections/outcome.ts'
import { HEADER } from './sections/header.ts'
import { EVIDENCE, HYPOTHESES } from './sections/hypotheses.ts'
import { ISSUES, PACKAGES } from './sections/issues.ts'
import { ORDERED } from './sections/ordered.ts'
import { CORRELATIONS, QUANTITIES } from './sections/quantities.ts'
import { CONSENTS, RULES } from './sections/rules.ts'
import { SCENARIOS } from './sections/scenarios.ts'
import { RED_LINES, SCORES } from './sections/scores.ts'
import { exactly, may } from '../text/shape.ts'
import type { Shape } from '../text/shape.ts'
import { WAR } from './sections/war-shape.ts'

export const CASE: Shape = exactly({
  ...HEADER,
  actors: may(ACTORS, 'States and groups.'),
  quantities: may(QUANTITIES, 'Numbers with names, for use in more than one place.'),
  correlations: may(CORRELATIONS, 'Quantities that move together.'),
  ordered: may(
    ORDERED,
    'Ids of numbers of which each is at least the one before in every world, the least first; or a list of such lists. What is drawn for them is put in order.',
  ),
  hypotheses: may(HYPOTHESES, 'Rival explanations with priors.'),
  evidence: may(EVIDENCE, 'Observations that speak for one hypothesis or another.'),
  issues: may(ISSUES, 'What is negotiated.'),
  rules: may(RULES, 'What packages have to meet.'),
  consents: may(CONSENTS, 'Bodies whose consent packages may need.'),
  scores: may(SCORES, 'What packages are worth to each actor.'),
  redLines: may(RED_LINES, 'What actors say they reject.'),
  war: may(WAR, 'What fighting on looks like.'),
  durability: may(DURABILITY, 'How long a peace holds.'),
  bargaining: may(BARGAINING, 'How a deal comes about.'),
  events: may(
    EVENTS,
    'What changes, or may change, in a month of the conflict: an election, an entry, an ultimatum, a cut-off.',
  ),
  steps: may(
    STEPS,
    'A settlement that comes in steps, such as a ceasefire that leaves the status open and a treaty that may follow. Everything is settled at once if left out.',
  ),
  consequences: may(CONSEQUENCES, 'What an outcome means for people, land, money and law.'),
  packages: may(PACKAGES, 'Packages with names.'),
  scenarios: may(SCENARIOS, 'Named sets of changes.'),
  game: may(GAME, 'Strategic moves: who can change what, each state a scenario of the case.'),
  claims: may(CLAIMS, 'The ledger of what the argument asserts.'),
  baseRate: may(
    BASE_RATE,
    'The war that the case is about, for how wars between states ended, beside the headline. It changes no result.',
  ),
  outcome: may(OUTCOME, 'What came, where the end is known: told beside a result. It changes no result.'),
  givers: may(GIVERS, 'Who gives military aid, for a map. It changes no result.'),
})
