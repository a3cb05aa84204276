/** What holds of the product as it is installed: the same bytes on any number of threads, in any locale, time zone and
 *  version of Node, and after a run was killed or its disk was full; files that would read others, or are far too
 *  large, refused; texts of a case never markup; a folder of any name. `npm run conformance` runs it; it takes
 *  minutes. */
import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, load, newTally, merge, simulate, summarise } from '../../src/internal.ts'
import { runs } from '../properties.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MAIN = join(ROOT, 'dist/cli/main.js')
const SMALL = join(ROOT, 'test/fixtures/cases/small.yaml')
const held = describe.skipIf(process.env['PROPERTY_RUNS'] === undefined)
const LIMIT = { timeout: 900_000 }
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'armistice-held-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function armistice(
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
  node = process.execPath,
): Ended {
  const { status, stdout, stderr } = spawnSync(node, [MAIN, ...words], {
    encoding: 'utf8',
    env: { ...process.env, ...more },
    maxBuffer: 1 << 28,
  })
  return { code: status, out: stdout, err: stderr }
}

const RUN = ['run', SMALL, '--worlds', '2400', '--json']

held('the same bytes', () => {
  test('on one to four threads', LIMIT, () => {
    const [one, ...others] = [1, 2, 3, 4].map((threads) => armistice([...RUN, '--threads', String(threads)]).out)
    expect(one!.length).toBeGreaterThan(1000)
    for (const other of others) expect(other === one).toBe(true)
  })

  test('of any split and merge', LIMIT, () => {
    const loaded = load(readFileSync(SMALL, 'utf8'), 'small.yaml')
    if (!loaded.ok) throw new Error('the small case does not load')
    const model = compile(loaded.case, null, { worlds: 90 })
    const said = (tally: ReturnType<typeof newTally>): string => JSON.stringify(summarise(model, tally, 'd'))
    const whole = said(simulate(model, 0, 90))
    // Cuts anywhere, and the parts put together in any order.
    const cut = fc.uniqueArray(fc.integer({ min: 1, max: 89 }), { maxLength: 8 })
    const order = fc.array(fc.nat(), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(cut, order, (at, by) => {
        const cuts = [...at].sort((a, b) => a - b)
        const parts = [0, ...cuts].map((from, k) => ({ rank: by[k]!, tally: simulate(model, from, cuts[k] ?? 90) }))
        parts.sort((a, b) => a.rank - b.rank)
        expect(said(parts.reduce((sum, { tally }) => merge(sum, tally), newTally(model)))).toBe(whole)
      }),
      { numRuns: runs(12) },
    )
  })

  test('of a scenario beside the case and alone', LIMIT, () => {
    const loaded = load(readFileSync(SMALL, 'utf8'), 'small.yaml')
    if (!loaded.ok) throw new Error('the small case does not load')
    const { id } = loaded.case.scenarios[0]!
    const beside = compile(loaded.case, null, { worlds: 60, armWorlds: 60, beside: [id] })
    const alone = compile(loaded.case, id, { worlds: 60, armWorlds: 0, beside: [] })
    const of = (model: typeof alone, arm: number): unknown => summarise(model, simulate(model, 0, 60), 'd').arms[arm]
    expect(JSON.stringify(of(beside, 1))).toBe(JSON.stringify(of(alone, 0)))
  })

  test('in twelve locales and time zones', LIMIT, () => {
    const brief = ['run', SMALL, '--worlds', '200']
    const [json, text] = [armistice([...brief, '--json']).out, armistice(brief).out]
    const places = [
      ...['de_DE.UTF-8 Europe/Berlin', 'tr_TR.UTF-8 Europe/Istanbul', 'ar_EG.UTF-8 Africa/Cairo', 'C UTC'],
      ...[
        'fa_IR.UTF-8 Asia/Tehran',
        'hi_IN.UTF-8 Asia/Kolkata',
        'ja_JP.UTF-8 Asia/Tokyo',
        'fr_FR.ISO-8859-1 Europe/Paris',
      ],
      ...[
        'en_US.UTF-8 America/St_Johns',
        'pt_BR.UTF-8 America/Sao_Paulo',
        'th_TH.UTF-8 Pacific/Apia',
        'ru_RU.KOI8-R Asia/Kathmandu',
      ],
    ]
    for (const place of places) {
      const [locale = '', TZ = ''] = place.split(' ')
      const where = { LC_ALL: locale, LANG: locale, TZ }
      expect(armistice([...brief, '--json'], where).out === json, place).toBe(true)
      expect(armistice(brief, where).out === text, place).toBe(true)
    }
  })

  test('by every Node that is on the machine', LIMIT, () => {
    const expected = armistice([...RUN, '--threads', '2']).out
    for (const node of nodes())
      expect(armistice([...RUN, '--threads', '2'], {}, node).out === expected, node).toBe(true)
  })
})

/** Other programs called node, where managers of versions keep them and on the path. */
function nodes(): string[] {
  const kept = [
    join(homedir(), '.nvm/versions/node'),
    join(homedir(), '.local/share/fnm/node-versions'),
    '/usr/local/n/versions/node',
    '/opt',
  ]
  const found = kept.flatMap((place) =>
    existsSync(place)
      ? readdirSync(place).flatMap((name) => [
          join(place, name, 'bin/node'),
          join(place, name, 'installation/bin/node'),
        ])
      : [],
  )
  const onPath = (process.env['PATH'] ?? '').split(':').map((place) => join(place, 'node'))
  return [...new Set([...found, ...onPath, ...(process.env['NODES'] ?? '').split(':')])].filter(
    (path) => path !== '' && existsSync(path) && path !== process.execPath,
  )
}

held('what was broken off', () => {
  const SENSITIVITY = [
    'sensitivity',
    SMALL,
    '--of',
    'dealBy:6',
    '--base-points',
    '64',
    '--inputs',
    '3',
    '--worlds',
    '200',
    '--json',
  ]

  /** Starts a command and kills it once its folder holds so many bytes. */
  async function killed(words: readonly string[], file: string, bytes: number): Promise<void> {
    const child = spawn(process.execPath, [MAIN, ...words], { stdio: 'ignore' })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    let isGone = false
    void gone.then(() => (isGone = true))
    while (!isGone && !(existsSync(file) && readFileSync(file).length > bytes)) await setTimeout(20)
    child.kill('SIGKILL')
    await gone
  }

  test('by kill -9, sensitivity', LIMIT, async () => {
    const place = join(folder, 'killed')
    const whole = armistice(SENSITIVITY).out
    await killed([...SENSITIVITY, '--out', place], join(place, 'morris.jsonl'), 2000)
    expect(armistice([...SENSITIVITY, '--resume', place]).out === whole).toBe(true)
  })

  test('by kill -9, a run', LIMIT, async () => {
    const place = join(folder, 'killed-run')
    const words = ['run', SMALL, '--worlds', '40000', '--json', '--out', place]
    await killed(words, join(place, 'worlds.jsonl'), 1000)
    const resumed = armistice(words).out
    expect(existsSync(join(place, 'worlds.jsonl'))).toBe(false)
    expect(resumed === armistice(words.slice(0, -2)).out).toBe(true)
  })

  test.skipIf(process.platform === 'win32')('by a full disk: said in a line, and taken up again', LIMIT, () => {
    const place = join(folder, 'full')
    const whole = armistice(SENSITIVITY).out
    const quoted = [process.execPath, MAIN, ...SENSITIVITY, '--out', place].map((word) => `'${word}'`).join(' ')
    // No file may be larger than four blocks of a kilobyte.
    const full = spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f 4; exec ${quoted}`], { encoding: 'utf8' })
    expect(full.status).toBe(1)
    expect(full.stderr).not.toMatch(/defect|\n\s+at /)
    expect(armistice([...SENSITIVITY, '--resume', place]).out === whole).toBe(true)
  })
})

held('files', () => {
  test('that would read others are refused', LIMIT, () => {
    writeFileSync(join(folder, 'secret.txt'), 'the-secret')
    const place = join(folder, 'domain')
    mkdirSync(place, { recursive: true })
    const valid = readFileSync(join(ROOT, 'test/fixtures/negotiation/genius/harbour.xml'), 'utf8')
    const heads = [
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file://${folder}/secret.txt">]>`,
      `<!DOCTYPE x SYSTEM "file://${folder}/secret.txt">`,
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ]
    for (const head of heads) {
      writeFileSync(join(place, 'harbour.xml'), head + valid.replace('name="Harbour"', 'name="&e;&b;"'))
      for (const name of ['north.xml', 'south.xml'])
        writeFileSync(join(place, name), readFileSync(join(ROOT, 'test/fixtures/negotiation/genius', name)))
      const { code, out, err } = armistice(['frontier', place])
      expect([code, `${out}${err}`.includes('the-secret'), `${out}${err}`.includes('aaaaaaaa')]).toEqual([
        1,
        false,
        false,
      ])
    }
  })

  test('of fifty megabytes are refused in a line', LIMIT, () => {
    const large = 'x'.repeat(50 * 1024 * 1024)
    for (const name of ['large.yaml', 'large.xml', 'large.csv']) {
      writeFileSync(join(folder, name), large)
      const words = name.endsWith('.yaml') ? ['check'] : name.endsWith('.xml') ? ['frontier'] : ['evidence']
      const { code, err, out } = armistice([...words, join(folder, name)])
      expect([code === 1 || code === 2, (err + out).length < 2000, /defect|\n\s+at /.test(err)], name).toEqual([
        true,
        true,
        false,
      ])
      rmSync(join(folder, name))
    }
  })
})

const PAYLOADS = [
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(2)>',
  '](javascript:alert(3)) [x',
  '</script><script>alert(4)</script>',
  '&lt;b&gt; <b>x</b>',
]

held('texts of a case', () => {
  test.each(PAYLOADS)('are never markup: %s', LIMIT, (payload) => {
    const quoted = `'${payload.replaceAll("'", "''")}'`
    let fields = 0
    const put = (_: string, lead: string, key: string): string => {
      fields++
      return `${lead}${key}: ${quoted}`
    }
    const text = readFileSync(SMALL, 'utf8')
      .replace(/^( +(?:- )?)(says|title|name|note): [^{[|>\n][^\n]*$/gm, put)
      .replace(/([{,] ?)(says|title|name|note): (?:"[^"]*"|[^,{}\n']+)/g, put)
    expect(fields).toBeGreaterThan(20)
    const file = join(folder, 'payload.yaml')
    writeFileSync(file, text)
    for (const ending of ['html', 'md']) {
      const to = join(folder, `payload.${ending}`)
      const { code, err } = armistice(['report', file, '--worlds', '100', '--out', to])
      expect(code, err.slice(0, 500)).toBe(0)
      // In Markdown lines that are indented by four are text as it stands.
      const made = readFileSync(to, 'utf8').replaceAll(/^ {4}.*$/gm, '')
      expect(made).not.toMatch(/(?<!\\)(?:<img src=x|<svg onload|<script>alert|<b>x)/)
      expect(made).not.toMatch(ending === 'md' ? /(?<!\\)\]\(javascript:/ : /href="?javascript:/)
    }
    const svg = join(folder, 'payload.svg')
    const drawn = armistice([
      'sensitivity',
      file,
      '--of',
      'dealBy:6',
      '--base-points',
      '64',
      '--inputs',
      '2',
      '--worlds',
      '100',
      '--svg',
      svg,
    ])
    if (drawn.code === 0) expect(readFileSync(svg, 'utf8')).not.toMatch(/<img|<svg onload|<script|<b>/)
  })
})

held('a folder with blanks and umlauts', () => {
  test('builds, and passes a part of the tests', LIMIT, () => {
    const place = join(folder, 'ein Ordner für Übungen', 'armistice')
    const files = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout
    for (const name of files.split('\0').filter((one) => one !== '' && existsSync(join(ROOT, one)))) {
      mkdirSync(dirname(join(place, name)), { recursive: true })
      writeFileSync(join(place, name), readFileSync(join(ROOT, name)))
    }
    symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'))
    const node = (script: string, ...words: string[]): Ended => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(place, 'node_modules', script), ...words], {
        cwd: place,
        encoding: 'utf8',
        env: { ...process.env, PROPERTY_RUNS: undefined, FUZZ_INPUTS: undefined },
      })
      return { code: status, out: stdout, err: stderr }
    }
    const built = node('typescript/bin/tsc', '-b')
    expect(built.code, built.out.slice(0, 500)).toBe(0)
    const tested = node(
      'vitest/vitest.mjs',
      'run',
      'test/math',
      'test/cli/cli.test.ts',
      'test/cli/new.test.ts',
      'test/formats/faults.test.ts',
    )
    expect(tested.code, tested.out.slice(-1500)).toBe(0)
  })
})
