/** The glossary as a page. */
import { GLOSSARY } from './glossary/index.ts'
import { meaningOf } from './terms-in-text.ts'

export function glossaryMarkdown(): string {
  const groups = GLOSSARY.map(({ title, terms }) =>
    [`## ${title}`, ...terms.map((term) => `- **${term.name}**: ${meaningOf(term)}`)].join('\n'),
  )
  return [
    '# Terms',
    'What the words of art mean that the app, the reports and the commands use. In the app each can be pressed where it stands; a report lists those that it uses.',
    ...groups,
    '',
  ].join('\n\n')
}

/** What a word of art means, by the name of its entry or a form by which a text uses it; one line an entry. */
export function meaningsOf(word: string): string[] {
  const wanted = word.toLowerCase()
  return GLOSSARY.flatMap(({ terms }) => terms)
    .filter(({ id, name, forms }) => [id, name, ...forms].some((form) => form.toLowerCase() === wanted))
    .map((term) => `${term.name}: ${meaningOf(term)}`)
}
