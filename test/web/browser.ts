/** A real browser for the tests: the system's Chromium or Chrome, else the one that a development dependency carries
 *  (Linux on x64). */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of the program, null where none can be had. */
export async function executable(): Promise<string | null> {
  const found = [process.env['CHROME_PATH'] ?? '', ...KNOWN].find((path) => path !== '' && existsSync(path))
  if (found) return found
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const carried = (await import('@sparticuz/chromium')).default
  return carried.executablePath()
}

/** Null where no browser can be had; the caller says so loudly. */
export async function launch(): Promise<Browser | null> {
  const executablePath = await executable().catch(() => null)
  if (!executablePath) {
    console.warn('NO BROWSER: the tests of the app did not run. Install Chromium or Chrome, or set CHROME_PATH to one.')
    return null
  }
  return chromium.launch({ executablePath, args: FLAGS })
}
