/** `armistice check CASE…`: what is wrong with case files, and which of their numbers have no source. */
import { applyFixes, load, renderDiagnostic } from '../src/internal.ts'
import { EXIT } from './exit.ts'
import { readCase } from './read-case.ts'
import type { ReadCase } from './read-case.ts'
import { writeWhole } from './write-file.ts'

export async function checkCommand(
  names: readonly string[],
  options: { readonly json?: boolean; readonly fix?: boolean },
): Promise<number> {
  const checked = names.map((name) => {
    const read = readCase(name)
    const { file, text, loaded } = options.fix ? fixed(read) : read
    const diagnostics = loaded.ok ? loaded.warnings : loaded.errors
    return { file, text, ok: loaded.ok, diagnostics }
  })
  if (options.json)
    process.stdout.write(`${JSON.stringify(checked.map(({ file, ok, diagnostics }) => ({ file, ok, diagnostics })))}\n`)
  else
    for (const { file, text, ok, diagnostics } of checked) {
      for (const diagnostic of diagnostics) process.stdout.write(`${renderDiagnostic(diagnostic, text)}\n`)
      const errors = diagnostics.filter(({ severity }) => severity === 'error').length
      process.stdout.write(
        `${file}: ${ok ? 'ok' : `${errors} error${errors === 1 ? '' : 's'}`}, ${diagnostics.length - errors} warning${diagnostics.length - errors === 1 ? '' : 's'}\n`,
      )
    }
  return checked.every(({ ok }) => ok) ? EXIT.done : EXIT.input
}

/** Applies the fixes that are sure, one round after another, since a fixed line can bring the next one to light; writes
 *  the file if anything changed. */
function fixed(read: ReadCase): ReadCase {
  let { text, loaded } = read
  let count = 0
  for (let round = 0; round < ROUNDS; round++) {
    const result = applyFixes(text, loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings])
    if (result.applied === 0) break
    count += result.applied
    text = result.text
    loaded = load(text, read.file)
  }
  if (count > 0) {
    writeWhole(read.file, text)
    process.stderr.write(`${read.file}: ${count} fixed\n`)
  }
  return { file: read.file, text, loaded }
}

/** Rounds of fixing: more than any file seen needed. */
const ROUNDS = 10
