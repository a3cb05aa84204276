/** Terms of bargains, of runs and their numbers, and of verdicts. */
import type { Term } from './term.ts'

export const DEALS: readonly Term[] = [
  {
    id: 'package',
    name: 'package',
    forms: ['package'],
    means: 'One choice for each thing that is negotiated: a possible deal, whether anybody wants it or not.',
  },
  {
    id: 'score-sheet',
    name: 'score sheet',
    forms: ['score sheet'],
    means: 'What each choice is worth to one party, in points; the best deal it can think of has 100, the worst 0.',
    source: 'Keeney and Raiffa 1976, additive utility',
  },
  {
    id: 'no-deal-value',
    name: 'no-deal value',
    forms: ['no-deal value'],
    means:
      'What a party expects from going on without a deal, in points of its own score sheet. It takes a deal only for more.',
    source: 'the reservation value, or BATNA, of Fisher and Ury 1981',
  },
  {
    id: 'margin',
    name: 'margin',
    forms: ['margin', 'points over', 'points above'],
    means:
      'How many points a deal brings a party above what it expects without one. Below zero it would rather have none.',
  },
  {
    id: 'zopa',
    name: 'zone of possible agreement (ZOPA)',
    forms: ['zone of possible agreement', 'ZOPA'],
    means:
      'The deals that everybody who could refuse likes better than no deal. Where it is empty, no mediator can find one.',
    source: 'Raiffa 1982',
  },
  {
    id: 'veto-player',
    name: 'veto player',
    forms: ['veto player', 'party with a veto'],
    means: 'A party without whose consent there is no deal: the sides of a war, or of a dispute.',
    source: 'Tsebelis 2002',
  },
  {
    id: 'red-line',
    name: 'red line',
    forms: ['red line'],
    means:
      'What a party says it will never accept. It may be firm or a bluff: the case gives the chance, or the price of giving way.',
  },
  {
    id: 'consent',
    name: 'consent',
    forms: ['consent'],
    means:
      'The yes of a body or a state that is not at war but without which a term cannot be had, such as an alliance that would have to admit somebody.',
  },
  {
    id: 'audience-cost',
    name: 'audience cost',
    forms: ['audience cost', 'anger at home'],
    means: 'What a leader pays at home for giving up what was promised, in points.',
    source: 'Fearon 1994',
  },
  {
    id: 'frontier',
    name: 'Pareto frontier',
    forms: ['Pareto frontier', 'frontier'],
    means: 'The deals that nobody could better for one party without making them worse for another.',
  },
  {
    id: 'kalai-smorodinsky',
    name: 'Kalai–Smorodinsky point',
    forms: ['Kalai–Smorodinsky', 'Kalai-Smorodinsky'],
    means: 'The deal at which each gets the same share of the most that it could have got.',
    source: 'Kalai and Smorodinsky 1975',
  },
  {
    id: 'egalitarian',
    name: 'egalitarian point',
    forms: ['egalitarian'],
    means: 'The deal at which the party that gains least gains as much as it can.',
    source: 'Kalai 1977',
  },
  {
    id: 'utilitarian',
    name: 'utilitarian point',
    forms: ['utilitarian'],
    means: 'The deal with the greatest sum of gains, whoever has them.',
    source: 'Harsanyi 1955',
  },
  {
    id: 'nash',
    name: 'Nash',
    forms: ['Nash'],
    means:
      'Of a deal: the one with the greatest product of the gains of all. Of a state of a game: one from which nobody has a move to a state that it likes better.',
    source: 'Nash 1950 and 1951',
  },
  {
    id: 'indivisible',
    name: 'rules and worth',
    forms: ['rules and worth'],
    means: 'Why there is no deal where nothing else explains it: the terms that the rules leave are worth too little.',
    source: 'the indivisibility of Fearon 1995',
  },
]

export const NUMBERS: readonly Term[] = [
  {
    id: 'world',
    name: 'world',
    forms: ['simulated world', 'world'],
    means:
      'One throw of the dice for everything that is uncertain in the case. A chance of 30 % means: in 30 of 100 worlds.',
  },
  {
    id: 'seed',
    name: 'seed',
    forms: ['seed'],
    means: 'The number that the dice start from: the same seed gives the same worlds, and so the same results.',
  },
  {
    id: 'scenario',
    name: 'scenario',
    forms: ['scenario'],
    means: 'A named set of changes to the case, run on the same worlds, so that the difference is due to them alone.',
  },
  {
    id: 'median',
    name: 'median',
    forms: ['median'],
    means: 'The middle value: half of the worlds lie below it, half above.',
  },
  {
    id: 'monte-carlo-error',
    name: 'Monte Carlo error',
    forms: ['Monte Carlo error', 'Monte Carlo'],
    means:
      'How far a number may be off because only so many worlds were run. More worlds make it smaller; it says nothing of wrong assumptions.',
  },
  {
    id: 'reading',
    name: 'readings of the judgements',
    forms: ['reading of the judgements', 'reading of its judgements', 'half of the readings'],
    means:
      'Many numbers of a case are somebody’s judgement. Each reading takes them at other values within what the case allows; the spread shows what hangs on them.',
  },
  {
    id: 'percentage-points',
    name: 'percentage points',
    forms: ['points of percentage', 'percentage point', 'pp'],
    means: 'The difference of two percentages: from 27 % to 20 % is 7 points less.',
  },
  {
    id: 'copula',
    name: 'copula',
    forms: ['copula'],
    means: 'How uncertain numbers are drawn together, so that one tends to be high where the other is.',
    source: 'Sklar 1959; here the Gaussian one',
  },
  {
    id: 'fire-ratio',
    name: 'fire ratio',
    forms: ['fire ratio'],
    means: 'Shells that the attacker fires for each one of the defender.',
  },
]

export const VERDICTS: readonly Term[] = [
  {
    id: 'supported',
    name: 'supported',
    forms: [],
    means: 'The run bears the claim out: its number lies on the claimed side of the line, with its whole interval.',
  },
  {
    id: 'contradicted',
    name: 'contradicted',
    forms: [],
    means: 'The run says the opposite: the number lies on the other side of the line, with its whole interval.',
  },
  {
    id: 'undecided',
    name: 'undecided',
    forms: [],
    means: 'The number is too near the line to tell: its interval has the line in it.',
  },
  {
    id: 'depends',
    name: 'depends',
    forms: [],
    means: 'The claim holds, or fails, only as long as a named scenario or belief does: that one turns it round.',
  },
  {
    id: 'untestable',
    name: 'untestable',
    forms: [],
    means: 'What the claim presupposes came in no world, or in too few, so that the run can say nothing of it.',
  },
  {
    id: 'untested',
    name: 'untested',
    forms: [],
    means: 'The case writes the claim down without a test: no run can say anything of it.',
  },
  {
    id: 'by-construction',
    name: 'by construction',
    forms: ['by construction'],
    means: 'True because of how the model is built: no number that could be written in the case would change it.',
  },
  {
    id: 'echo',
    name: 'echo',
    forms: ['echo'],
    means: 'The claim says back what was typed in: one number of the case carries it nearly alone.',
  },
]
