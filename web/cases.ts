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
    id: 'korea-1952',
    title: 'Ending the Korean War',
    says: 'As of June 1952: the talks at Panmunjom are stuck on the prisoners. Who holds out, what would Stalin’s death change, and would an armistice last?',
    text: () => import('../cases/korea-1952/case.yaml?raw').then((module) => module.default),
    geography: geographyOf('korea-1952'),
  },
]
