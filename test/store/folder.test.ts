/** The embedded store's folder: one opener, and nothing acknowledged that is lost, not by kill -9 and not when only
 *  what was synced reached the disk. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FolderInUse, openStore, putAsk, putText } from '../../store/index.ts'
import { takeLock } from '../../store/lock.ts'

const root = mkdtempSync(join(tmpdir(), 'armistice-folder-'))
const folder = join(root, 'store')

beforeAll(async () => {
  const store = await openStore({ kind: 'folder', folder })
  await store.close()
}, 120_000)

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const rows = async (where: string): Promise<string[]> => {
  const store = await openStore({ kind: 'folder', folder: where })
  try {
    const { rows: found } = await store.pool.query<{ text: string }>('select text from case_text order by text')
    return found.map(({ text }) => text)
  } finally {
    await store.close()
  }
}

test('a second opener is told who has the folder, and nothing is lost', async () => {
  const first = await openStore({ kind: 'folder', folder })
  await putText(first.db, 'by the first')
  const second = openStore({ kind: 'folder', folder })
  await expect(second).rejects.toThrow(FolderInUse)
  await expect(second).rejects.toThrow(`process ${process.pid} on ${hostname()}`)
  await putText(first.db, 'and again')
  await first.close()
  expect(await rows(folder)).toEqual(['and again', 'by the first'])
})

test('a lock of a process that is gone, or whose number another has taken, is taken over; one that lives is not', async () => {
  const here = join(root, 'locks')
  mkdirSync(here)
  const left = (name: string, holder: object): void =>
    writeFileSync(join(here, `lock.${name}`), JSON.stringify({ host: hostname(), what: 'x', nonce: name, ...holder }))
  left('dead', { pid: 2 ** 22 + 1, start: '1' })
  left('reused', { pid: process.pid, start: '1' })
  const lock = await takeLock(here)
  expect(readdirSync(here)).toEqual([`lock.${lock.holder.nonce}`])
  await expect(takeLock(here)).rejects.toThrow(FolderInUse)
  lock.release()
  lock.release()
  left('elsewhere', { pid: 1, start: '1', host: 'another-host' })
  await expect(takeLock(here)).rejects.toThrow('another-host')
  rmSync(join(here, 'lock.elsewhere'))
  writeFileSync(join(here, 'lock.unwritten'), '')
  await expect(takeLock(here)).rejects.toThrow('has not said yet')
})

test('of many that open at once at most one gets in, and the folder stays usable', async () => {
  const here = join(root, 'crowd')
  mkdirSync(here)
  const locks = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(here)))
  const got = locks.filter((lock) => lock.status === 'fulfilled')
  expect(got.length).toBeLessThanOrEqual(1)
  for (const { value } of got) value.release()
  ;(await takeLock(here)).release()
})

const STORE = new URL('../../dist/store/index.js', import.meta.url).href

/** Writes texts for ever, each said on stdout once it is acknowledged. A file of its own: threads of a program that is
 *  given by `-e` would inherit what says so, and refuse it. */
function writer(where: string): ChildProcess {
  const program = join(root, 'writer.mjs')
  writeFileSync(
    program,
    `import { openStore, putText } from ${JSON.stringify(STORE)}
     const store = await openStore({ kind: 'folder', folder: ${JSON.stringify(where)} })
     for (let k = 0; ; k++) { await putText(store.db, 'killed ' + k); console.log(k) }`,
  )
  return spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
}

test('kill -9 in the middle of writing loses nothing that was acknowledged', async () => {
  const where = join(root, 'killed')
  cpSync(folder, where, { recursive: true })
  const child = writer(where)
  let acknowledged = -1
  const gone = new Promise((done) => child.once('exit', done))
  for await (const line of createInterface({ input: child.stdout! })) {
    acknowledged = Number(line)
    if (acknowledged === 120) child.kill('SIGKILL')
  }
  await gone
  expect(acknowledged).toBeGreaterThanOrEqual(120)
  const kept = new Set(await rows(where))
  for (let k = 0; k <= acknowledged; k++) expect(kept).toContain(`killed ${k}`)
}, 120_000)

/** A disk as it is after power was lost at the worst moment: of every file what it held when it was last synced, and of
 *  files never synced nothing. */
function shadowOf(where: string, shadow: string): (path: string) => void {
  cpSync(where, shadow, { recursive: true })
  return (path) => {
    const copy = join(shadow, relative(where, path))
    // Renamed before this thread heard of it: that name holds nothing after the cut.
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return rmSync(copy, { force: true })
    if (!found.isDirectory()) {
      mkdirSync(dirname(copy), { recursive: true })
      try {
        return copyFileSync(path, copy)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        return rmSync(copy, { force: true })
      }
    }
    mkdirSync(copy, { recursive: true })
    for (const name of readdirSync(copy))
      if (!existsSync(join(path, name))) rmSync(join(copy, name), { recursive: true })
  }
}

test('power lost: what was synced alone holds everything that was acknowledged', async () => {
  const where = join(root, 'powered')
  const shadow = join(root, 'unpowered')
  cpSync(folder, where, { recursive: true })
  const copy = shadowOf(where, shadow)
  const synced: string[] = []
  const store = await openStore({
    kind: 'folder',
    folder: where,
    onSync: (path) => {
      synced.push(path)
      copy(path)
    },
  })
  const texts: string[] = []
  const put = async (text: string): Promise<void> => {
    const before = synced.length
    await putText(store.db, text)
    texts.push(text)
    expect(synced.slice(before).some((path) => path.includes('pg_wal'))).toBe(true)
  }
  for (let k = 0; k < 20; k++) await put(`before ${k} ${'x'.repeat(2000)}`)
  await store.pool.query('checkpoint')
  for (let k = 0; k < 20; k++) await put(`after ${k}`)
  await putAsk(store.db, { ask: { kind: 'run' }, text: 'asked', engine: '1', by: 'ana' })
  const dark = join(root, 'dark')
  cpSync(shadow, dark, { recursive: true })
  await store.close()
  for (const name of readdirSync(dark)) if (name.startsWith('lock.')) rmSync(join(dark, name))
  const kept = await rows(dark)
  for (const text of [...texts, 'asked']) expect(kept).toContain(text)
}, 120_000)

test('a folder that was half made when the process died is made anew', async () => {
  const where = join(root, 'half')
  mkdirSync(join(where, 'postgres.making'), { recursive: true })
  writeFileSync(join(where, 'postgres.making', 'PG_VERSION'), '18')
  expect(await rows(where)).toEqual([])
}, 120_000)
