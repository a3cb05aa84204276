/** What strikes out packages, step by step, in words. */
import type { Case, Spreadout, Strikes, StrikeStep } from '../../src/internal.ts'
import { counted, grouped, percentWithInterval, rough } from './numbers.ts'

/** What struck, in a few words. */
export function strikeName({ kind, says }: Pick<StrikeStep, 'kind' | 'says'>): string {
  const text = says.replace(/\.$/, '')
  switch (kind) {
    case 'rule':
      return `Rule: ${text}`
    case 'foothold':
      return `${text}: lost before the talks`
    case 'consent':
      return `No consent: ${text}`
    case 'redLines':
      return `Red lines of ${text}`
    case 'acceptance':
      return `Rejected by ${text}: worth less to it than no deal`
  }
}

/** `Why 194,400 packages become 30`. */
export function strikesHeadline({ packages, steps }: Strikes): string {
  const last = steps.at(-1)?.left
  return last
    ? `Why ${counted(packages, 'package')} become ${rough(packages * last.mean)}`
    : `What strikes out ${counted(packages, 'package')}`
}

export function strikesText(theCase: Case, strikes: Strikes, file: string): string[] {
  const { packages, scenario, steps, worlds } = strikes
  const uncounted = steps.some(({ left, last }) => left === null || last === null)
  return [
    `${theCase.title}${scenario ? `, scenario ${scenario}` : ''}: ${lowered(strikesHeadline(strikes))}`,
    `Month 1 of the talks, mean of ${counted(worlds, 'world')}; in brackets 90 % of worlds. Steps strike in this order; in another, one that comes sooner would strike more.`,
    `All packages: ${grouped(packages)}`,
    ...steps.flatMap((step) => stepText(step, packages, file)),
    ...(uncounted ? ['Not counted: there are too many packages to put their worth together.'] : []),
  ]
}

function stepText(step: StrikeStep, packages: number, file: string): string[] {
  const { id, left, anyLeft, provenance } = step
  const count = (share: number | null): string => (share === null ? 'not counted' : rough(share * packages))
  const head = `${strikeName(step)} — ${id} ${file}:${provenance.place.line}:${provenance.place.column}`
  if (!left || !anyLeft) return [head, '  not counted']
  return [
    head,
    `  strikes ${count(step.strikes)} and leaves ${leftText(left, packages)}, any at all in ${percentWithInterval(anyLeft)} of worlds; ` +
      `alone it would strike ${count(step.alone)}, and giving way alone bring back ${count(step.last)}`,
  ]
}

function leftText({ mean, p05, p95 }: Spreadout, packages: number): string {
  return `${rough(mean * packages)} [${rough(p05 * packages)} to ${rough(p95 * packages)}]`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
