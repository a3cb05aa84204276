/** Whom a request was meant for, and from which page it came: a browser can be made to send requests to a server on its
 *  own machine, by a name that some stranger points there (DNS rebinding) or from a page of theirs. */

/** Names by which a server on this machine is reached. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** The name without its port, in lower case; null where it is none. */
export function hostName(host: string | null | undefined): string | null {
  if (!host) return null
  const [, name] = /^(\[[0-9a-f:.]+\]|[^:/?#\s]+)(?::\d{1,5})?$/i.exec(host) ?? []
  return name?.toLowerCase() ?? null
}

/** Whether a request for `host` is meant for a server of these names. */
export function isForHost(host: string | null | undefined, names: readonly string[]): boolean {
  const name = hostName(host)
  return name !== null && names.includes(name)
}

/** Whether a page of `origin` may ask a server at `host`: only its own pages may, and clients that are no pages have no
 *  origin. */
export function isOwnOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (origin === null || origin === undefined) return true
  return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '').toLowerCase() === host?.toLowerCase()
}
