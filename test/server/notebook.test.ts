/** The Python of docs/server.md, as it stands there, against a running server. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { freePort } from '../postgres-server.ts'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const python = process.env.PYTHON ?? 'python3'

function whySkipped(): string | null {
  if (process.env.PROPERTY_RUNS === undefined) return 'conformance'
  const { status } = spawnSync(python, ['-c', 'import requests, pandas'])
  return status === 0 ? null : `no \`${python}\` with requests and pandas`
}

const skipped = whySkipped()

test.skipIf(skipped !== null)(
  skipped === null
    ? 'reads findings with requests and pandas'
    : `reads findings with requests and pandas (skipped: ${skipped})`,
  async () => {
    const page = readFileSync(new URL('../../docs/server.md', import.meta.url), 'utf8')
    const [, program] = /```python\n([\s\S]*?)```/.exec(page)!
    const folder = mkdtempSync(join(tmpdir(), 'armistice-notebook-'))
    const port = await freePort()
    const server = spawn(process.execPath, [MAIN, 'serve', '--folder', folder, '--port', String(port), '--quiet'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    server.stderr.on('data', (data: Buffer) => {
      said += data.toString()
    })
    try {
      for (let k = 0; k < 2400 && !said.includes('computes here'); k++) await setTimeout(50)
      const env = { ...process.env, ARMISTICE_SERVER: `http://127.0.0.1:${port}` }
      const ran = spawn(python, ['-c', program!], { env })
      let [out, wrong] = ['', '']
      ran.stdout.on('data', (data: Buffer) => {
        out += data.toString()
      })
      ran.stderr.on('data', (data: Buffer) => {
        wrong += data.toString()
      })
      const code = await new Promise((done) => ran.once('exit', done))
      expect(wrong).toBe('')
      expect(code).toBe(0)
      expect(out).toMatch(/claim\s+verdict\s+estimate/)
    } finally {
      server.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
  300_000,
)
