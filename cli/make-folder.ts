/** Folders that are not there yet. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Makes a folder and those above it, one after the other: where the system answers that a folder which is there is
 *  not, as it does below /proc, Node's own way of making all of them at once never ends.
 *  @throws Error of the system where one cannot be made. */
export function makeFolder(path: string): void {
  const folder = resolve(path)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder)
}
