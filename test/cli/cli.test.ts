import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { asProcess, inOneProcess, MAIN } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const folder = mkdtempSync(join(tmpdir(), 'armistice-'))
const armistice = inOneProcess(folder)
/** Where the exit code and the end of the process are the matter. */
const alone = asProcess(folder)

describe('run', () => {
  test('prints a brief, and the same bytes on one thread and on two', () => {
    const { code, out } = alone('run', small, '--worlds', '700', '--arm-worlds', '50', '--seed', '7', '--threads', '2')
    expect(code).toBe(0)
    expect(out).toMatch(/A ceasefire within 12 months: \d+ %/)
    expect(out).toMatch(/seed 7 · 700 worlds/)
    const [one, two] = [1, 2].map((threads) =>
      alone(
        'run',
        small,
        '--worlds',
        '700',
        '--arm-worlds',
        '50',
        '--seed',
        '7',
        '--json',
        '--threads',
        String(threads),
      ),
    )
    expect(one!.code).toBe(0)
    expect(two!.out).toBe(one!.out)
    expect(JSON.parse(one!.out)).toMatchObject({ armistice: 1, seed: 7, worlds: 700, partial: false })
  })

  test('stores a run where asked', () => {
    const out = join(folder, 'stored')
    expect(alone('run', small, '--worlds', '200', '--out', out).code).toBe(0)
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({ worlds: 200 })
    expect(readFileSync(join(out, 'case.yaml'), 'utf8')).toBe(readFileSync(small, 'utf8'))
  })

  test('exits with 3 under --strict where a finding falls short', () => {
    expect(alone('run', small, '--worlds', '300', '--strict').code).toBe(3)
  })

  test('keeps what there is when broken off, marked as partial', async () => {
    const broken = async (after: number): Promise<{ code: unknown; out: string }> => {
      const args = [MAIN, 'run', small, '--worlds', '5_000_000', '--threads', '2', '--json']
      const child = spawn(process.execPath, args, { cwd: folder })
      let out = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text
      })
      await new Promise((resolve) => setTimeout(resolve, after))
      child.kill('SIGINT')
      return { code: await new Promise((resolve) => child.on('close', resolve)), out }
    }
    // A machine with much else to do may not have begun so soon: then later.
    let { code, out } = await broken(1500)
    for (const after of [5000, 20_000, 60_000]) if (out === '') ({ code, out } = await broken(after))
    expect(code).toBe(130)
    const summary = JSON.parse(out) as { partial: boolean; worlds: number; asked: number }
    expect(summary.partial).toBe(true)
    expect(summary.asked).toBe(5_000_000)
    expect(summary.worlds).toBeGreaterThan(0)
    expect(summary.worlds).toBeLessThan(5_000_000)
  })
})

describe('usage and input errors', () => {
  test('an unknown case, scenario or option exits with 2 and says what there is', () => {
    expect(alone('run', 'no-such-case')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no case file `no-such-case`') as string,
    })
    expect(alone('run', small, '--scenario', 'nope')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no scenario `nope`') as string,
    })
    expect(alone('run', small, '--worlds', 'many').code).toBe(2)
    expect(alone('fly').code).toBe(2)
  })

  test('a broken file exits with 1, every error at its place, nothing on stdout', () => {
    const broken = join(folder, 'broken.yaml')
    writeFileSync(
      broken,
      readFileSync(small, 'utf8')
        .replace('role: belligerent', 'role: beligerent')
        .replace('horizon: 24', 'horizon: -24'),
    )
    const { code, out, err } = alone('run', broken)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(/broken\.yaml:\d+:\d+: error: .*beligerent/)
    expect(err).toContain('belligerent')
    expect(err.match(/: error: /g)!.length).toBeGreaterThanOrEqual(2)
    expect(err).not.toContain('    at ')
  })
})

test('check lists what is wrong, and says ok where nothing is', async () => {
  expect(await armistice('check', small)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/small\.yaml: ok, \d+ warning/) as string,
  })
  const document = JSON.parse((await armistice('check', small, '--json')).out) as { ok: boolean }[]
  expect(document[0]!.ok).toBe(true)
})

test('explain follows a claim and a package to their lines', async () => {
  const claim = await armistice('explain', small, 'H1', '--worlds', '60')
  expect(claim.code).toBe(0)
  expect(claim.out).toMatch(/Verdict: /)
  expect(claim.out).toMatch(/For the opposite verdict on H1(\.\d+)? \(each input alone/)
  expect(claim.out).toMatch(/Encoded by:\n.*evidence bareBorder[\s\S]*small\.yaml:\d+:\d+/)
  const deal = await armistice('explain', small, 'guarantee=treaty,force=league', '--worlds', '60')
  expect(deal.out).toMatch(/Needs the consent behind:[\s\S]*league-agrees/)
  expect(deal.out).toMatch(/North: accepts it in/)
  expect(await armistice('explain', small, 'guarantee=nonsense')).toMatchObject({
    code: 2,
    err: expect.stringContaining('it has none, treaty') as string,
  })
})

test('compare runs the same worlds under each scenario', async () => {
  const { code, out } = await armistice('compare', small, '--scenarios', 'patronLeaves', '--worlds', '60')
  expect(code).toBe(0)
  expect(out).toMatch(/as written[\s\S]*patronLeaves/)
})

test('war prints the projection alone', async () => {
  expect((await armistice('war', small, '--worlds', '60')).out).toMatch(/By region after \d+ months/)
  expect(JSON.parse((await armistice('war', small, '--worlds', '60', '--json')).out)).toHaveProperty('war.line')
})

test('a file that cannot be written is refused before the work, and so is a run of no world', async () => {
  for (const args of [
    ['report', small, '-o', '/missing/brief.html'],
    ['sensitivity', small, '--of', 'dealBy:2', '--svg', '/missing/a.svg'],
    ['run', small, '--worlds', '0'],
  ]) {
    const { code, err } = await armistice(...args)
    expect(code, args.join(' ')).toBe(2)
    expect(err).toMatch(/no folder `\/missing`|whole number from 1/)
    expect(err).not.toMatch(/defect/)
  }
})

test('new writes a case that runs, and never overwrites', async () => {
  expect((await armistice('new', 'my-conflict')).code).toBe(0)
  expect((await armistice('check', 'my-conflict')).code).toBe(0)
  expect((await armistice('run', 'my-conflict', '--worlds', '200')).code).toBe(0)
  expect(await armistice('new', 'my-conflict')).toMatchObject({
    code: 2,
    err: expect.stringContaining('is there already') as string,
  })
})
