/** `armistice start`: what `npm start` runs. The flagship's brief, then, on a terminal, the app opened on it. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openCommand } from './open.ts'
import { runCommand } from './run.ts'

const FLAGSHIP = 'ukraine-2025'
const APP = fileURLToPath(new URL('../web/index.html', import.meta.url))

export async function startCommand(options: { readonly port?: number }): Promise<number> {
  const code = await runCommand(FLAGSHIP, {})
  if (code !== 0 || !process.stdout.isTTY || !existsSync(APP)) return code
  return openCommand(FLAGSHIP, options)
}
