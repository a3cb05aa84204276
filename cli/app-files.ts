/** The built app as documents by path. Every file is read once, at the start, so that a request can name only what was
 *  there. */
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const APP = fileURLToPath(new URL('../web', import.meta.url))

export const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.yaml': 'text/yaml; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Files of the app by path, or null where it is not built. */
export function appFiles(): readonly (readonly [string, Buffer])[] | null {
  try {
    return readdirSync(APP, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [`/${relative(APP, path).replaceAll('\\', '/')}`, readFileSync(path)] as const
      })
  } catch {
    return null
  }
}

export function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream'
}
