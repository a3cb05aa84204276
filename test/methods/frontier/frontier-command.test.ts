import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SaxesParser } from 'saxes'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FrontierArguments } from '../../../cli/frontier.ts'
import { frontierCommand } from '../../../cli/frontier.ts'

const fixture = (...names: string[]): string[] =>
  names.map((name) => fileURLToPath(new URL(`../../fixtures/negotiation/${name}`, import.meta.url)))

const flat = fixture('negmas/flat.yml', 'negmas/tenant.yml', 'negmas/landlord.yml')

type Asked = Partial<FrontierArguments> & { files: string[] }

async function run(args: Asked): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text)
    return true
  })
  try {
    return { code: await frontierCommand({ json: false, csv: false, ...args }), out, err }
  } finally {
    vi.restoreAllMocks()
  }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('armistice frontier', () => {
  it('prints frontier and solutions of a domain with profiles', async () => {
    const { code, out, err } = await run({ files: flat })
    expect(code).toBe(0)
    expect(err).toBe('')
    // Worth by hand: 0.7·rent + 0.3·pets for the tenant, 0.8·rent + 0.2·no pets for the landlord.
    expect(out.split('\n').slice(0, 2)).toEqual([
      'flat: 2 issues, 6 packages, 2 actors; utilities raw',
      'frontier, exact: 6 points, 6 packages; 5 points beat no deal for all',
    ])
    expect(out).toMatch(/Nash +0\.6500 +0\.4000 {2}1000 · yes/)
    expect(out).toMatch(/no deal +0\.2500 +0\.0000 {2}\(0 where the file gives none\)/)
  })

  it('takes a folder, profiles by name', async () => {
    expect((await run({ files: fixture('negmas') })).out).toMatch(/Nash +0\.4000 +0\.6500 {2}1000 · yes/)
  })

  it('gives the same as JSON and as CSV', async () => {
    const json = JSON.parse((await run({ files: flat, json: true, weights: [1, 3] })).out) as {
      frontier: { utilities: number[]; packages: string[][] }[]
      solutions: Record<string, { points: number[] }>
    }
    expect(Object.keys(json.solutions)).toEqual([
      'nash',
      'kalaiSmorodinsky',
      'egalitarian',
      'utilitarian',
      'asymmetricNash',
    ])
    const { out } = await run({ files: flat, csv: true })
    const lines = out.trimEnd().split('\r\n')
    expect(lines[0]).toBe('point,utility tenant,utility landlord,beats no deal,ties,selected by,Rent,Pets')
    expect(lines.length).toBe(1 + json.frontier.length)
    json.frontier.forEach(({ utilities, packages }, k) => {
      expect(lines[k + 1]!.startsWith(`${k},${utilities.join(',')},`)).toBe(true)
      expect(lines[k + 1]!.endsWith(packages[0]!.join(','))).toBe(true)
    })
  })

  it('writes the utility plane as well-formed SVG', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'armistice-test-'))
    try {
      const svg = join(folder, 'plane.svg')
      expect(
        (await run({ files: fixture('genius/harbour.xml', 'genius/north.xml', 'genius/south.xml'), svg })).code,
      ).toBe(0)
      const text = readFileSync(svg, 'utf8')
      const parser = new SaxesParser()
      const tags: string[] = []
      parser.on('error', (error) => {
        throw error
      })
      parser.on('opentag', ({ name }) => {
        tags.push(name)
      })
      parser.write(text).close()
      expect(tags[0]).toBe('svg')
      expect(text).toContain('shared &amp; rotating')
      // Its colours are its own, whatever the system's theme.
      expect(text).toContain('var(--ink,#1a1d21)')
      expect(text).not.toContain('prefers-color-scheme')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says what is wrong with a file and exits with 1', async () => {
    const { code, out, err } = await run({ files: fixture('genius/harbour.xml') })
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toContain('harbour.xml:1:1: error: domain `harbour` comes with no profile')
  })

  it('refuses a usage without sense', async () => {
    await expect(run({ files: [] })).rejects.toThrow('name the domain file')
    await expect(run({ files: ['/no/such/file.xml'] })).rejects.toThrow('no file')
    await expect(run({ files: fixture('README.md') })).rejects.toThrow('name a domain')
    await expect(run({ files: fixture('negmas'), json: true, csv: true })).rejects.toThrow('choose one')
    await expect(run({ files: fixture('negmas'), weights: [1] })).rejects.toThrow('needs 2 numbers')
  })
})
