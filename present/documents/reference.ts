/** The reference of the case file as Markdown: every field with meaning, what it takes, unit and range, and which
 *  stage reads it. */
import { defined } from '../../src/internal.ts'
import type { CaseReference, ReferenceRow } from '../../src/internal.ts'

/** What each section is for, which stage reads it, and whether it needs a war. */
const READ_BY: Readonly<Record<string, string>> = {
  armistice: 'the loader',
  id: 'runs and reports, as the name of the case',
  title: 'every heading',
  asOf: 'the loader (nothing later enters), every heading',
  summary: 'the gallery and the head of reports',
  question: 'the line above the views, and reports; it changes no result',
  sources: '`check`, `explain`, the cards of the app: every number leads back to one',
  actors: '**settlement**; `resolve` needs a `war`, `noDealValue` is for cases without one',
  quantities: 'whichever section uses the name; `check` says where nothing does',
  correlations: '**worlds**',
  ordered: '**worlds**',
  hypotheses: '**evidence**, then **worlds**: one option of each set holds in a world',
  evidence: '**evidence**',
  issues: '**settlement**; options on a map need a `war`',
  rules: '**settlement**: which packages are allowed',
  consents: '**worlds** (who agrees), then **settlement**',
  scores: '**settlement**: what packages are worth',
  redLines: '**settlement**: what an actor rejects, and what crossing it costs',
  war: '**war**; it is the war',
  durability: '**durability**, then **settlement**',
  bargaining: '**bargaining**: when a deal comes and which',
  events: '**worlds**: whether and when each comes; then **war**, **settlement** and **bargaining**, month by month',
  steps: '**settlement** (what may follow is worth something beforehand), then **bargaining**',
  consequences: '**consequences**; `land` and `casualties` need a `war`',
  packages: '`explain`, claims, and the tables of named packages',
  scenarios: '**compile**: the same case with changes',
  game: '`stability`: each state is run as a scenario; it changes no other result',
  claims: '**findings**',
  baseRate: 'the brief, beside the headline; it changes no result',
  outcome: 'the brief and the story, beside the result; it changes no result',
  givers: 'a map; it changes no result',
}

export function referenceMarkdown(reference: CaseReference): string {
  const parts = [
    '# The case file',
    'Every field, with what it means, what may be written, its unit and range, and who reads it. Made from the tables that `armistice check` reads by; `npm run reference` writes it anew.',
    'Beside this page: [numbers](numbers.md), [conditions](conditions.md), [claims](claims.md), [how do I say …](how-do-i-say.md), [choosing numbers](choosing-numbers.md), [a first case](first-case.md).',
    '`<actor>` stands for a key of `actors`, `<id>` for a key of your own, `[]` for each item of a list. **Bold** fields have to be there.',
    `## In every map\n\n${table(reference.shared)}`,
    `## A number written as a map\n\n${table(reference.number)}`,
    ...reference.sections.map(
      ({ key, says, rows }) =>
        `## \`${key}\`\n\n${says} Read by: ${READ_BY[key] ?? unknownSection(key)}.${rows.length > 1 || defined(rows[0]).takes !== 'map' ? `\n\n${table(rows)}` : ''}`,
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The page of distributions, metrics, events and tests, for the pages that explain them. */
export function claimWordsMarkdown(reference: CaseReference): string {
  return [
    `### Events\n\n${table(reference.events)}`,
    `### Numbers of a world\n\n${table(reference.metrics)}`,
    ...reference.tests.map(({ kind, rows }) => `### \`${kind}\`\n\n${table(rows)}`),
  ].join('\n\n')
}

function unknownSection(key: string): never {
  throw new Error(`the section ${key} has no reader in the reference`)
}

function table(rows: readonly ReferenceRow[]): string {
  const lines = rows.map((row) => {
    const name = `\`${row.path}\``
    return `| ${row.needed ? `**${name}**` : name} | ${cell(row.says)} | ${cell(taken(row))} |`
  })
  return ['| field | meaning | takes |', '|---|---|---|', ...lines].join('\n')
}

function taken({ takes, unit, low, high }: ReferenceRow): string {
  const inUnit = unit === null || unit === '' ? takes : `${takes} in ${unit}`
  if (low === -Infinity && high === Infinity) return inUnit
  if (high === Infinity) return `${inUnit}, ${low} or more`
  return low === -Infinity ? `${inUnit}, at most ${high}` : `${inUnit}, ${low} to ${high}`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
