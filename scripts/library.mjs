// What the library's door exports, with the documentation that stands beside each name: for docs/library.md and its
// test.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const DOOR = new URL('../src/index.ts', import.meta.url)

/** The names of the door in its order, under its headings: `{heading, name, isType, file, says, example}`. */
export function libraryNames() {
  let heading = ''
  return readFileSync(DOOR, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('// ')) heading = line.slice(3).replace(/\.$/, '')
      const exported = /^export (type )?\{ (.*) \} from '(.*)'$/.exec(line)
      if (exported === null) return []
      const [, type, names, file] = exported
      const text = readFileSync(new URL(file, DOOR), 'utf8')
      return names
        .split(', ')
        .map((name) => ({ heading, name, isType: type !== undefined, file, ...documented(text, name) }))
    })
}

function documented(text, name) {
  const found = new RegExp(
    `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport (?:async )?(?:function|const|interface|type) ${name}\\b([^]*?)(?:\\n\\n|$)`,
  ).exec(text)
  if (found === null) return { says: '', example: '' }
  const lines = found[1].split('\n').map((line) => line.replace(/^ *\*? ?/, '').trimEnd())
  const at = lines.findIndex((line) => line.trim() === '@example')
  const said = (at < 0 ? lines : lines.slice(0, at)).join(' ').replace(/\s+/g, ' ').trim()
  const example =
    at < 0
      ? ''
      : lines
          .slice(at + 1)
          .map((line) => line.replace(/^ /, ''))
          .join('\n')
          .trim()
  return { says: said, example }
}

/** The page: what each is, and an example whose values the tests hold it to. */
export function libraryMarkdown(names) {
  const page = [
    '# The library',
    '',
    'Made from `src/index.ts` by `npm run reference`; the examples run in the tests. `text` is the text of a case file,',
    'and what follows `// →` is the value of the line.',
    '',
    "```ts\nimport { compile, load, simulate, summarise } from 'armistice'\n```",
    '',
  ]
  let heading = null
  for (const one of names) {
    if (one.heading !== heading) page.push(`## ${one.heading}`, '')
    heading = one.heading
    page.push(`### \`${one.name}\`${one.isType ? ' (type)' : ''}`, '', worded(one.says), '')
    if (one.example !== '') page.push('```js', one.example, '```', '')
  }
  return `${page.join('\n').trimEnd()}\n`
}

function worded(says) {
  return says
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/ ?@param (\w+) /g, '\n- `$1`: ')
    .replaceAll(/ ?@(returns|throws) /g, (_, tag) => `\n- ${tag} `)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../docs/library.md', import.meta.url), libraryMarkdown(libraryNames()))
