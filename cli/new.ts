/** `armistice new NAME`: a case file to start from. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { templateCase } from '../src/index.ts'
import { EXIT, UsageError } from './exit.ts'

export async function newCommand(
  name: string,
  options: { readonly title?: string; readonly asOf?: string },
): Promise<number> {
  const id = basename(name)
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    throw new UsageError(`\`${id}\` cannot be the id of a case: lower-case letters, digits and hyphens, a letter first`)
  const file = join(name, 'case.yaml')
  if (existsSync(file)) throw new UsageError(`${file} is there already; it was left as it is`)
  mkdirSync(name, { recursive: true })
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(file, templateCase(id, options.title ?? id, options.asOf ?? today))
  process.stdout.write(`${file}\n`)
  process.stderr.write(`next: armistice check ${name} · armistice run ${name}\n`)
  return EXIT.done
}
