/** The cases that come with the app. Each is fetched only when opened. */

export interface BundledCase {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly text: () => Promise<string>
  readonly geography: (() => Promise<unknown>) | null
}

const geographies = import.meta.glob<unknown>('../cases/*/geography.json', { import: 'default' })

function geographyOf(id: string): (() => Promise<unknown>) | null {
  return geographies[`../cases/${id}/geography.json`] ?? null
}

const worlds = import.meta.glob<unknown>('../cases/world.json', { import: 'default' })

/** The countries of the world, for maps of givers. */
export function fetchWorld(): Promise<unknown> {
  return worlds['../cases/world.json']!()
}

export const CASES: readonly BundledCase[] = [
  {
    id: 'ukraine-2025',
    title: 'Settling the Russo-Ukrainian war',
    says: 'As of March 2025: which terms could both sides prefer to fighting on, would they last, and which of an analyst’s claims follow?',
    text: () => import('../cases/ukraine-2025/case.yaml?raw').then((module) => module.default),
    geography: geographyOf('ukraine-2025'),
  },
  {
    id: 'cyprus-2004',
    title: 'The United Nations plan for Cyprus',
    says: 'As of March 2004, before the twin referendums: which terms would both communities prefer to none, and what does the plan’s fate hang on?',
    text: () => import('../cases/cyprus-2004/case.yaml?raw').then((module) => module.default),
    geography: geographyOf('cyprus-2004'),
  },
]
