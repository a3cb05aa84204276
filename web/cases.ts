import { defined } from '../src/internal.ts'
/** The cases that come with the app. Each is fetched when it is opened, or drawn in the gallery. */

export interface BundledCase {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly text: () => Promise<string>
  readonly geography: (() => Promise<unknown>) | null
  /** What was seen of its front up to its date and after, where it brings that: a monthly series as CSV. */
  readonly front: (() => Promise<string>) | null
  /** Its argument, where it brings one. */
  readonly argument: (() => Promise<string>) | null
}

const texts = import.meta.glob<string>('../cases/{bundled,historical,teaching}/*/case.yaml', {
  query: '?raw',
  import: 'default',
})
const geographies = import.meta.glob<unknown>('../cases/{bundled,historical,teaching}/*/geography.json', {
  import: 'default',
})
const argumentTexts = import.meta.glob<string>('../cases/{bundled,historical,teaching}/*/argument.md', {
  query: '?raw',
  import: 'default',
})
const fronts = import.meta.glob<string>('../cases/{bundled,historical,teaching}/*/front.csv', {
  query: '?raw',
  import: 'default',
})
const truces = import.meta.glob<string>('../data/truces/truces.csv', { query: '?raw', import: 'default' })
const worlds = import.meta.glob<unknown>('../cases/world.json', { import: 'default' })

function bundled(shelf: string, id: string, title: string, says: string): BundledCase {
  const geography = geographies[`../cases/${shelf}/${id}/geography.json`] ?? null
  const argument = argumentTexts[`../cases/${shelf}/${id}/argument.md`] ?? null
  const front = fronts[`../cases/${shelf}/${id}/front.csv`] ?? null
  return { id, title, says, argument, text: defined(texts[`../cases/${shelf}/${id}/case.yaml`]), geography, front }
}

/** The countries of the world, for maps of givers. */
export function fetchWorld(): Promise<unknown> {
  return defined(worlds['../cases/world.json'])()
}

/** The project's own table of truces between states. */
export function fetchTruces(): Promise<string> {
  return defined(truces['../data/truces/truces.csv'])()
}

export const CASES: readonly BundledCase[] = [
  bundled(
    'bundled',
    'ukraine-2025',
    'Settling the Russo-Ukrainian war',
    'As of March 2025: which terms could both sides prefer to fighting on, would they last, and which of an analyst’s claims follow?',
  ),
  bundled(
    'historical',
    'korea-1952',
    'Ending the Korean War',
    'As of June 1952: the talks at Panmunjom are stuck on the prisoners. Who holds out, what would Stalin’s death change, and would an armistice last?',
  ),
  bundled(
    'historical',
    'cyprus-2004',
    'The United Nations plan for Cyprus',
    'As of March 2004: two votes in eight weeks, and one side joins the European Union whatever comes. What does the plan’s fate hang on?',
  ),
  bundled(
    'historical',
    'iran-iraq-1988',
    'Iran and Iraq before Resolution 598',
    'As of 16 July 1988: a text lies ready since a year, and one side loses. Does it give way, on whose order, and would it last?',
  ),
  bundled(
    'historical',
    'tigray-2022',
    'Ending the war in Tigray',
    'As of October 2022: talks open while lines give way. Which terms suit three armies, and what of the fourth that holds the west?',
  ),
  bundled(
    'historical',
    'syr-darya-1998',
    'Water for energy on the Syr Darya',
    'As of February 1998: one state holds the water, two need it in summer and have the fuel. Which exchange suits all four, and what does no sheet of points tell?',
  ),
  bundled(
    'teaching',
    'strike-for-class',
    'A strike at the harbour',
    'Invented, for a lesson: pay, rosters, cranes and jobs. Small enough to read the whole file, with questions to work through.',
  ),
  bundled(
    'teaching',
    'ceasefire-first',
    'A valley, ceasefire first',
    'Invented, for a lesson: a ceasefire that leaves open whose the valley is, a pass that may be opened, a treaty that may follow. What is so little worth, and what comes of it?',
  ),
]

const comesWith = (id: string, place: string): BundledCase | undefined =>
  CASES.find((one) => one.id === id) ?? CASES.find((one) => one.id === place)

/** The map of a case that comes with the app, also under a file of one's own that began as that case. @param place the
 *  case in the address. */
export function geographyFor(id: string, place: string): BundledCase['geography'] {
  return comesWith(id, place)?.geography ?? null
}

/** The series of the front of such a case. */
export function frontFor(id: string, place: string): BundledCase['front'] {
  return comesWith(id, place)?.front ?? null
}
