/** A real browser for the tests: the system's Chromium or Chrome, else the one that a development dependency carries
 *  (Linux on x64). */
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../cli/browser.ts'

/** The path of the program, null where none can be had. */
export async function executable(): Promise<string | null> {
  const found = findBrowser()
  if (found !== null) return found
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
  return chromium.launch({ executablePath, args: [...BROWSER_FLAGS] })
}
