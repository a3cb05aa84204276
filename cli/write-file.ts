/** Files that commands write: beside first, then renamed into place, so that what was there stays whole until what is
 *  new is. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from './exit.ts'

/** Writes a file whole, or leaves it as it was. A symbolic link keeps its target, an existing file its mode; a device
 *  or a pipe is written as it is.
 *  @throws the error of the system, with the path that was asked for. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const target = existsSync(path) ? realpathSync(path) : resolve(path)
  const before = existsSync(target) ? statSync(target) : null
  if (before && !before.isFile()) {
    writeFileSync(path, content)
    return
  }
  const beside = `${target}.${process.pid}.part`
  try {
    const file = openSync(beside, 'wx', before ? before.mode : 0o666)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw Object.assign(error as Error, { path })
  }
}

/** Looks, before the work, whether a file can be written at its end. @throws UsageError where its folder is not there
 *  or the path is a folder; the error of the system where it may not be written. */
export function checkOutFile(path: string | undefined): void {
  if (path === undefined) return
  const folder = dirname(resolve(path))
  if (!existsSync(folder)) throw new UsageError(`there is no folder \`${folder}\` to write \`${path}\` into`)
  if (!statSync(folder).isDirectory())
    throw new UsageError(`\`${folder}\` is a file and no folder to write \`${path}\` into`)
  if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`\`${path}\` is a folder, not a file`)
  if (existsSync(path) && !statSync(path).isFile()) return
  tryBeside(existsSync(path) ? realpathSync(path) : resolve(path), path)
}

/** Leaves nothing behind. */
function tryBeside(target: string, path: string): void {
  const beside = `${target}.${process.pid}.part`
  try {
    closeSync(openSync(beside, 'wx'))
  } catch (error) {
    throw Object.assign(error as Error, { path })
  } finally {
    rmSync(beside, { force: true })
  }
}
