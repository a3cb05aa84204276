import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chartsOf, studied } from './every.ts'

const FOLDER = new URL('golden/', import.meta.url)
/** `UPDATE_GOLDEN=1 npx vitest run test/present/charts/golden.test.ts` writes them anew; look at gallery.html before
 *  committing. */
const WRITES = process.env['UPDATE_GOLDEN'] !== undefined
const WIDTH = 640

test('every chart is as it was looked at', async () => {
  const drawn = new Map<string, string>()
  // Of the case that the tests own, which has something for every chart.
  for (const [name, { svg }] of chartsOf(await studied('valley-war', true), { width: WIDTH })) drawn.set(name, svg)
  if (WRITES) write(drawn)
  expect([...drawn.keys()].map((name) => `${name}.svg`).sort()).toEqual(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.svg'))
      .sort(),
  )
  for (const [name, svg] of drawn) expect(svg, name).toBe(readFileSync(new URL(`${name}.svg`, FOLDER), 'utf8'))
})

test('the gallery shows every one of them', () => {
  const page = readFileSync(new URL('gallery.html', FOLDER), 'utf8')
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.svg')))
    expect(page).toContain(`src="${file}"`)
})

function write(drawn: ReadonlyMap<string, string>): void {
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, svg] of drawn) writeFileSync(new URL(`${name}.svg`, FOLDER), svg)
  const figures = [...drawn.keys()]
    .sort()
    .map((name) => `<figure><figcaption>${name}</figcaption><img src="${name}.svg" alt="${name}"></figure>`)
  writeFileSync(
    new URL('gallery.html', FOLDER),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Every chart</title><style>body{font:14px system-ui,sans-serif;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,480px),1fr));gap:24px;padding:24px}figure{margin:0}img{width:100%;border:1px solid #c9ced6}</style>\n${figures.join('\n')}\n</html>\n`,
  )
}
