/** Exit codes of every command. */
export const EXIT = { done: 0, input: 1, usage: 2, short: 3, interrupted: 130 } as const

/** A mistake in the words of a command, not in a file. */
export class UsageError extends Error {}

/** Refuses options that would say nothing. @param why what reads them, or does not. @throws UsageError */
export function demandUnread(options: object, names: readonly string[], why: string): void {
  const given = names.find((name) =>
    Object.entries(options).some(([key, value]) => key === name && value !== undefined),
  )
  if (given !== undefined) throw new UsageError(`\`--${given}\` says nothing here: ${why}`)
}

/** Why the system refused a file or a port, in words. */
const REFUSED: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read or written by you',
  EPERM: 'it may not be read or written by you',
  EROFS: 'it stands on a disk that can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'the file would be larger than the system allows',
  EIO: 'the disk fails',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is a file and no folder',
  EEXIST: 'something else is there',
  ENOENT: 'it is not there',
  EADDRINUSE: 'another program listens there',
}

/** Why the system refused something, in words; null for errors of other kinds. */
export function whyRefused(error: unknown): string | null {
  const { code } = error as { code?: string }
  return (code === undefined ? undefined : REFUSED[code]) ?? null
}

/** What the system refused, in one line; null for errors of other kinds. */
export function refusedBySystem(error: unknown): string | null {
  const { code, path, port } = error as { code?: string; path?: string; port?: number }
  const why = whyRefused(error)
  if (why === null) return null
  return `${path ?? (port === undefined ? 'a file' : `port ${port}`)}: ${why} (${code})`
}
