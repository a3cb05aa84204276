/** The Chromium or Chrome of the system, and how it is started without saying anything to anybody. */
import { existsSync } from 'node:fs'

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const BROWSER_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The browser that `CHROME_PATH` names, or one where systems keep them; null where there is none. */
export function findBrowser(): string | null {
  const asked = process.env['CHROME_PATH']
  return [asked ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path)) ?? null
}
