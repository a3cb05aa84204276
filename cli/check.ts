/** `armistice check CASE…`: what is wrong with case files, and which of their numbers have no source. */
import { renderDiagnostic } from '../src/index.ts'
import { EXIT } from './exit.ts'
import { readCase } from './read-case.ts'

export async function checkCommand(names: readonly string[], options: { readonly json?: boolean; readonly fix?: boolean }): Promise<number> {
  const checked = names.map((name) => {
    const { file, text, loaded } = readCase(name)
    const diagnostics = loaded.ok ? loaded.warnings : loaded.errors
    return { file, text, ok: loaded.ok, diagnostics }
  })
  if (options.json) process.stdout.write(`${JSON.stringify(checked.map(({ file, ok, diagnostics }) => ({ file, ok, diagnostics })))}\n`)
  else for (const { file, text, ok, diagnostics } of checked) {
    for (const diagnostic of diagnostics) process.stdout.write(`${renderDiagnostic(diagnostic, text)}\n`)
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    process.stdout.write(`${file}: ${ok ? 'ok' : `${errors} error${errors === 1 ? '' : 's'}`}, ${diagnostics.length - errors} warning${diagnostics.length - errors === 1 ? '' : 's'}\n`)
  }
  return checked.every(({ ok }) => ok) ? EXIT.done : EXIT.input
}
