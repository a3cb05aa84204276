/** Pictures of results as SVG strings: the same in the browser and in a report. */
export type { Chart, Size } from './chart.ts'
export { ceasefireCurve, openByMonth, survivalCurves, warFan } from './curves.ts'
export { acceptanceMatrix, compareDots, ledgerDots, tornadoOfChanges, whyBars } from './dots.ts'
export { evidenceMatrix, priorPosterior } from './matrix.ts'
export { parallelMargins, tradeOffs } from './trade-offs.ts'
export { mapOfControl } from './map.ts'
export type { Geography } from './map.ts'
export { waterfall } from './waterfall.ts'
