/** A disk that fills up under the embedded store: the write is refused, and what was acknowledged is there when there
 *  is room again. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore, putText } from '../../store/index.ts'

/** Room for the database and little more, MB. */
const ROOM = 80
/** Bytes that are free when the writing begins. */
const LEFT = 4 << 20
const conformance = process.env.PROPERTY_RUNS !== undefined

function mounted(): string | null {
  if (!conformance || process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = mkdtempSync(join(tmpdir(), 'armistice-full-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM}m`, 'tmpfs', folder])
  if (status === 0) return folder
  rmSync(folder, { recursive: true })
  return null
}

const folder = mounted()

test.skipIf(folder === null)(
  folder === null ? 'a full disk (skipped: conformance, as root, where tmpfs can be mounted)' : 'a full disk',
  async () => {
    const room = join(folder!, 'room')
    try {
      const store = await openStore({ kind: 'folder', folder: join(folder!, 'store') })
      const kept: string[] = []
      let refused: unknown = null
      const { bavail, bsize } = statfsSync(folder!)
      writeFileSync(room, Buffer.alloc(bavail * bsize - LEFT))
      for (let k = 0; k < 400 && refused === null; k++) {
        const text = randomBytes(40_000).toString('base64')
        await putText(store.db, text).then(
          () => kept.push(text),
          (error: unknown) => {
            refused = error
          },
        )
      }
      expect(refused).not.toBeNull()
      expect(kept.length).toBeGreaterThan(0)
      await Promise.race([store.close(), new Promise((done) => setTimeout(done, 5000))]).catch(() => {})
      rmSync(room)
      spawnSync('mount', ['-o', `remount,size=${2 * ROOM}m`, folder!])
      const again = await openStore({ kind: 'folder', folder: join(folder!, 'store') })
      const { rows } = await again.pool.query<{ text: string }>('select text from case_text')
      const found = new Set(rows.map(({ text }) => text))
      for (const text of kept) expect(found.has(text)).toBe(true)
      await putText(again.db, 'and it goes on')
      await again.close()
    } finally {
      spawnSync('umount', ['-l', folder!])
      rmSync(folder!, { recursive: true, force: true })
    }
  },
  300_000,
)
