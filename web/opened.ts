/** The case that `armistice open` was given: its server names it in the page, and hands out the file where it is one's
 *  own. */

/** Name in addresses of a case opened from a file on this machine. */
export const OPENED = 'opened'

/** Id of a bundled case, or {@link OPENED}; null where the app was not opened on a case. */
export function openedCase(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="armistice-opened"]')?.content ?? null
}

/** Text of the file that was opened. @throws Error where there is none. */
export async function openedText(): Promise<string> {
  const response = await fetch('./opened.yaml')
  if (!response.ok) throw new Error('The file that was opened can no longer be read.')
  return response.text()
}
