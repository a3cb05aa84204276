/** One opener for one folder. The embedded database does not notice a second process that opens its files, and both
 *  would lose data; so a file beside them, created exclusively, names who has them open: process, its start, and a
 *  heartbeat. */
import { randomInt, randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** Who holds a folder. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, in the system's own count (ticks since boot on Linux), or null where the system does not
   *  say. */
  readonly start: string | null
  /** Differs for every opening, also by one process. */
  readonly nonce: string
  /** What the process is, for whoever meets the lock: its command line. */
  readonly what: string
}

export interface Lock {
  readonly holder: Holder
  /** Gives the folder up. Calling it twice is no error. */
  release(): void
}

export class FolderInUse extends Error {
  readonly holder: Holder
  constructor(folder: string, holder: Holder, age: number) {
    super(
      `${folder} is open in process ${holder.pid} on ${holder.host} (${holder.what}; last sign of life ${Math.round(age / 1000)} s ago): two processes on one folder would lose data. Use that server (its address instead of the folder), end it, or choose another folder`,
    )
    this.holder = holder
  }
}

/** Milliseconds between two signs of life, and how long a holder on another host may be silent before it counts as
 *  gone. */
const HEARTBEAT = 2_000
const SILENT = 30_000

/** Openings tried before the folder counts as taken: two that start at the same moment both step back, and one comes
 *  first the next time. */
const ATTEMPTS = 4

const PREFIX = 'lock.'

/** Takes the lock of a folder, or waits a moment where two try at once. Each opener first leaves a file of its own and
 *  only then looks for others, so that of two at least one sees the other; files of processes that are gone are cleared
 *  away, and no file is ever replaced: a lock that was taken over cannot be taken from whoever took it over. @throws
 *  FolderInUse naming who has it. */
export async function takeLock(folder: string): Promise<Lock> {
  for (let attempt = 1; ; attempt++) {
    const mine = holderHere()
    const file = leave(folder, mine)
    const other = othersIn(folder, file)[0]
    if (other === undefined) return held(file, mine)
    rmSync(file, { force: true })
    if (attempt === ATTEMPTS) throw new FolderInUse(folder, other.holder, other.age)
    await setTimeout(randomInt(20, 20 + 40 * attempt))
  }
}

function holderHere(): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    start: startOf(process.pid),
    nonce: randomUUID(),
    what: process.argv.slice(1, 4).join(' ') || 'node',
  }
}

/** Creates the file of an opener. @returns its path. */
function leave(folder: string, mine: Holder): string {
  const file = join(folder, `${PREFIX}${mine.nonce}`)
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, `${JSON.stringify(mine)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  return file
}

interface Found {
  readonly holder: Holder
  readonly age: number
}

/** Openers other than `mine` that are alive; what the dead have left is removed. */
function othersIn(folder: string, mine: string): Found[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(folder, name))
    .filter((path) => path !== mine)
    .flatMap((path) => {
      const found = read(path)
      if (found === null) return []
      if (isAlive(found.holder, found.age)) return [found]
      rmSync(path, { force: true })
      return []
    })
}

/** The opener that a file names, or null where it is gone. A file that is not written to its end yet counts as
 *  somebody's. */
function read(file: string): Found | null {
  try {
    const age = Date.now() - statSync(file).mtimeMs
    return { holder: parsed(readFileSync(file, 'utf8')), age }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function parsed(text: string): Holder {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return { pid: 0, host: hostname(), start: null, nonce: '', what: 'a process that has not said yet what it is' }
  }
}

/** On this host the process table decides; on another only the silence does. */
function isAlive(holder: Holder, age: number): boolean {
  if (holder.pid === 0 || holder.host !== hostname()) return age < SILENT
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const start = startOf(holder.pid)
  return start === null || holder.start === null || start === holder.start
}

function held(file: string, mine: Holder): Lock {
  const beat = setInterval(() => {
    try {
      const now = new Date()
      utimesSync(file, now, now)
    } catch {
      // A folder that was removed has nobody to show signs of life to.
    }
  }, HEARTBEAT)
  beat.unref()
  return {
    holder: mine,
    release: () => {
      clearInterval(beat)
      rmSync(file, { force: true })
    },
  }
}

/** Start of a process in ticks since boot. Source: proc_pid_stat(5), field 22; the command, field 2, may hold spaces
 *  and brackets. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
