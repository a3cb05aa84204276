/** Folders with an empty store in them, for tests to which it does not matter how a store is made: one is made by
 *  whoever asks first, and the others are copies of it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** One for all threads of this process. */
const MADE = join(tmpdir(), `armistice-made-store-${process.pid}`)
const WHOLE = join(MADE, 'whole')

async function make(): Promise<void> {
  // Not read where nobody asks: this file is read before all tests as well.
  const { openStore } = await import('../store/index.ts')
  const store = await openStore({ kind: 'folder', folder: join(MADE, 'store') })
  await store.close()
  writeFileSync(WHOLE, '')
}

/** @returns whether nobody else has begun to make it. */
function isFirst(): boolean {
  try {
    mkdirSync(MADE)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** @returns a folder of its own with an empty store, which whoever asked removes. */
export async function folderWithStore(name: string): Promise<string> {
  if (isFirst()) await make()
  while (!existsSync(WHOLE)) await setTimeout(50)
  const folder = mkdtempSync(join(tmpdir(), `armistice-${name}-`))
  cpSync(join(MADE, 'store'), folder, { recursive: true })
  return folder
}

/** Once all tests have ended. */
export function teardown(): void {
  rmSync(MADE, { recursive: true, force: true })
}
