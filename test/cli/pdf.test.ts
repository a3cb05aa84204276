/** Reports as PDF, printed by a program that stands in for a browser: the same bytes twice, and no file where nothing
 *  was printed. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { MAIN } from './armistice.ts'

const folder = mkdtempSync(join(tmpdir(), 'armistice-pdf-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A script that is called as a browser would be: its last word but one says where to print to. */
function browser(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(
    file,
    `#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) to=\${word#--print-to-pdf=};; esac; done\n${script}\n`,
  )
  chmodSync(file, 0o755)
  return file
}

function report(by: string, to: string): { readonly code: number | null; readonly err: string } {
  const { status, stderr } = spawnSync(
    process.execPath,
    [MAIN, 'report', 'strike-for-class', '--worlds', '20', '--out', to],
    { encoding: 'utf8', env: { ...process.env, CHROME_PATH: by } },
  )
  return { code: status, err: stderr }
}

const prints = `printf '%%PDF-1.4\\n/CreationDate (D:%s+00)\\n/ModDate (D:%s+00)\\n/ID [<%s> <AB>]\\n' "$(date +%Y%m%d%H%M%S)" 20261128101112 "$$" > "$to"`

test.skipIf(process.platform === 'win32')('the same run prints the same bytes, without times and names', () => {
  const by = browser('prints', prints)
  const [one, two] = ['one.pdf', 'two.pdf'].map((name) => join(folder, name)) as [string, string]
  expect(report(by, one).code).toBe(0)
  expect(report(by, two).code).toBe(0)
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  expect(readFileSync(one, 'latin1')).toMatch(/CreationDate \(D:19700101000000.*ModDate \(D:19700101000000/s)
})

test.skipIf(process.platform === 'win32')('a browser that prints nothing, or fails, leaves the file as it was', () => {
  const there = join(folder, 'there.pdf')
  writeFileSync(there, 'before')
  for (const [by, says] of [
    [browser('idle', 'exit 0'), 'it gave no reason'],
    [browser('fails', 'echo "no display" >&2; exit 3'), 'no display'],
  ] as const) {
    const { code, err } = report(by, there)
    expect([code, err.includes(says), err.split('\n').length]).toEqual([2, true, 2])
    expect(readFileSync(there, 'utf8')).toBe('before')
  }
})
