/** Terms of the methods: evidence, survival, games, sensitivity, scoring. */
import type { Term } from './term.ts'

export const EVIDENCE: readonly Term[] = [
  {
    id: 'prior-set',
    name: 'prior set',
    forms: ['prior set', 'the set “elicited”'],
    means:
      'One school’s belief about what makes an agreement last, before any record is looked at. A case names the set it uses; scenarios can switch it.',
  },
  {
    id: 'prior',
    name: 'prior',
    forms: ['prior'],
    means: 'How likely something was held to be before the evidence.',
    source: 'Bayes 1763',
  },
  {
    id: 'posterior',
    name: 'posterior',
    forms: ['posterior'],
    means: 'How likely something is once the evidence is counted in.',
    source: 'Bayes 1763',
  },
  {
    id: 'likelihood',
    name: 'likelihood ratio',
    forms: ['log likelihood ratio', 'likelihood ratio', 'likelihood'],
    means:
      'How probable an item of evidence would be if an explanation were true; the ratio compares two explanations, and moves their odds by as much.',
  },
  {
    id: 'credibility',
    name: 'credibility',
    forms: ['credibility'],
    means: 'How far a source is to be believed, from 0 to 1: an item of credibility 0 moves nothing.',
  },
  {
    id: 'diagnosticity',
    name: 'diagnosticity',
    forms: ['diagnosticity', 'diagnostic'],
    means: 'How well an item tells the explanations apart. What fits them all tells nothing.',
    source: 'Heuer 1999',
  },
  {
    id: 'ach',
    name: 'analysis of competing hypotheses (ACH)',
    forms: ['ACH inconsistency score', 'inconsistency score', 'ACH'],
    means:
      'A table of explanations against evidence, in which each explanation counts the items that speak against it. The one with the least against it is to be kept.',
    source: 'Heuer 1999',
  },
]

export const LASTING: readonly Term[] = [
  {
    id: 'base-rate',
    name: 'base rate',
    forms: ['base rate'],
    means: 'How often such things came in the past, whatever is special about this case.',
  },
  {
    id: 'bare-peace',
    name: 'bare peace',
    forms: ['bare peace'],
    means:
      'A peace with none of the features that a deal may bring: no guarantee, no monitors or forces, no buffer. How long it holds comes from the record of past truces that the case names.',
  },
  {
    id: 'hazard',
    name: 'hazard',
    forms: ['hazard ratio', 'hazard'],
    means:
      'The chance, month by month, that what still lasts comes to its end. A ratio below 1 means that it lasts longer.',
    source: 'Cox 1972',
  },
  {
    id: 'kaplan-meier',
    name: 'Kaplan–Meier curve',
    forms: ['Kaplan-Meier', 'Kaplan–Meier'],
    means:
      'The share that still lasts after so many years, with those counted in that were still lasting when last seen.',
    source: 'Kaplan and Meier 1958',
  },
  {
    id: 'log-log',
    name: 'log-log interval',
    forms: ['log-log'],
    means: 'An interval for the share that still lasts which never leaves 0 to 100 %.',
    source: 'Kalbfleisch and Prentice 1980',
  },
  {
    id: 'spell',
    name: 'spell',
    forms: ['spell'],
    means: 'One stretch of time that was watched: a truce from its start to its end, or to when it was last seen.',
  },
  {
    id: 'powell',
    name: 'Powell’s margin',
    forms: ['Powell’s margin', "Powell's margin"],
    means:
      'Whether the side that grows stronger would still keep the deal later: what it then gets, less what it could take by breaking it. Below zero it would break it.',
    source: 'Powell 2006',
  },
]

export const MOVES: readonly Term[] = [
  {
    id: 'equilibrium',
    name: 'equilibrium',
    forms: ['equilibrium', 'equilibria'],
    means: 'A state that nobody leaves, given how far each looks ahead.',
    source: 'Fang, Hipel and Kilgour 1993',
  },
  {
    id: 'gmr',
    name: 'GMR, general metarationality',
    forms: ['GMR', 'general metarationality'],
    means: 'Nobody moves, because the others could answer each move so that the mover is no better off.',
    source: 'Howard 1971',
  },
  {
    id: 'smr',
    name: 'SMR, symmetric metarationality',
    forms: ['SMR', 'symmetric metarationality'],
    means: 'As GMR, and the mover has no way out of the others’ answer either.',
    source: 'Howard 1971',
  },
  {
    id: 'seq',
    name: 'SEQ, sequential stability',
    forms: ['SEQ', 'sequential stability'],
    means: 'As GMR, but only answers count that the others would like to give.',
    source: 'Fraser and Hipel 1979',
  },
  {
    id: 'sseq',
    name: 'SSEQ, symmetric sequential stability',
    forms: ['SSEQ', 'symmetric sequential stability'],
    means: 'As SEQ, and the mover has no way out of the others’ answer either.',
    source: 'Rêgo and Vieira 2017',
  },
]

export const ASSUMPTIONS: readonly Term[] = [
  {
    id: 'sobol',
    name: 'Sobol index',
    forms: ['Sobol index', 'Sobol indices', 'Sobol', 'first-order index', 'total index', 'total indices'],
    means:
      'The share of the spread of a result that one assumption makes: first-order by itself, total with all that it does together with others.',
    source: 'Sobol 1993; Saltelli 2002',
  },
  {
    id: 'shapley',
    name: 'Shapley effect',
    forms: ['Shapley effect', 'Shapley'],
    means: 'The same spread divided among the assumptions so that the shares add up to all of it.',
    source: 'Shapley 1953; Owen 2014',
  },
  {
    id: 'pawn',
    name: 'PAWN index',
    forms: ['PAWN'],
    means: 'How far the whole spread of a result moves when one assumption is held at a value.',
    source: 'Pianosi and Wagener 2015',
  },
  {
    id: 'tipping',
    name: 'tipping value',
    forms: ['tipping value', 'tipping point'],
    means: 'The value of one number at which a verdict turns round, with all others as they are.',
  },
]

export const SCORES: readonly Term[] = [
  {
    id: 'crps',
    name: 'CRPS',
    forms: ['CRPS'],
    means:
      'How far a forecast of a number lay from what came, its width counted in; 0 is perfect, in the unit of the number.',
    source: 'continuous ranked probability score; Gneiting and Raftery 2007',
  },
  {
    id: 'brier',
    name: 'Brier score',
    forms: ['Brier score', 'Brier'],
    means: 'The squared distance of a chance from what came, 1 or 0. Always saying 50 % earns 0.25; less is better.',
    source: 'Brier 1950',
  },
  {
    id: 'log-score',
    name: 'log score',
    forms: ['log score'],
    means: 'Minus the logarithm of the chance given to what came. Less is better; sure and wrong is without bound.',
    source: 'Good 1952',
  },
  {
    id: 'interval-score',
    name: 'interval score',
    forms: ['interval score'],
    means: 'The width of an interval, with a fine where what came lies outside it. Less is better.',
    source: 'Gneiting and Raftery 2007',
  },
  {
    id: 'pit',
    name: 'PIT',
    forms: ['PIT'],
    means: 'The share of the forecast that lay below what came: near 0 or 1 it was a surprise.',
    source: 'probability integral transform; Dawid 1984',
  },
  {
    id: 'coverage',
    name: 'coverage',
    forms: ['coverage'],
    means: 'How often what came lay within the interval. A 90 % interval should hold nine times in ten.',
  },
]
