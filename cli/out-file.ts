/** A file that a command is to write, looked at before the work and not after it. */
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from './exit.ts'

/** @throws UsageError where the file's folder is not there, or the path is a folder. */
export function checkOutFile(path: string | undefined): void {
  if (path === undefined) return
  const folder = dirname(resolve(path))
  if (!existsSync(folder)) throw new UsageError(`there is no folder \`${folder}\` to write \`${path}\` into`)
  if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`\`${path}\` is a folder, not a file`)
}
