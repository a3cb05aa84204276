/** The embedded database's files, with fsync. PGlite runs Postgres with fsync off and its file layer has none; here
 *  Postgres syncs as it does on a server (the log before a commit is acknowledged, the data before a checkpoint drops
 *  log), and every sync reaches the disk. */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import type { PGlite as Instance } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What the file layer knows of an open file: a handle of the system's, but none for folders. */
interface Stream {
  readonly nfd?: number
  readonly node: unknown
}

interface WithNodeFs {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: Stream) => number }; realPath(node: unknown): string }
}

type Options = Parameters<NodeFS['init']>[1]
type Prepared = Awaited<ReturnType<NodeFS['init']>>

/** Number of an input/output error where the module's system calls return it. Source: WASI, snapshot preview 1,
 *  `errno`. */
const EIO = 29

export class SyncedFolder extends NodeFS {
  readonly onSync: (path: string) => void

  /** @param onSync called with every file or folder that was synced, after it was. */
  constructor(folder: string, onSync: (path: string) => void = () => {}) {
    super(folder)
    this.onSync = onSync
  }

  override async init(instance: Instance, options: Options): Promise<Prepared> {
    const prepared = await super.init(instance, options)
    const hooks = [prepared.emscriptenOpts.preRun ?? []].flat()
    const withSync = (module: unknown): void => {
      this.addSync(module as WithNodeFs)
    }
    return { emscriptenOpts: { ...prepared.emscriptenOpts, preRun: [...hooks, withSync] as typeof hooks } }
  }

  private addSync({ NODEFS }: WithNodeFs): void {
    NODEFS.stream_ops.fsync = (stream) => {
      const path = NODEFS.realPath(stream.node)
      try {
        if (stream.nfd === undefined) syncPath(path)
        else fsyncSync(stream.nfd)
      } catch {
        return EIO
      }
      this.onSync(path)
      return 0
    }
  }
}

/** Syncs a file or a folder by its path. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Start parameters of PGlite, syncing. Its system calls offer fsync and no fdatasync, so the log is told to use the
 *  former. Shared memory is filled with zeros at every start, so there is no more of it than one connection needs: the
 *  system keeps the files in memory anyway. */
export function syncedStart(): string[] {
  return [
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
    '-c',
    'fsync=on',
    '-c',
    'wal_sync_method=fsync',
    '-c',
    'synchronous_commit=on',
    '-c',
    'full_page_writes=on',
    '-c',
    'shared_buffers=16MB',
  ]
}
