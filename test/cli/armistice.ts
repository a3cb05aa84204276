/** The built command line, for tests: as a process of its own, or one command after the other in a process that stays,
 *  where what is told is the matter and not the shell around it. */
import { fork, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const MAIN: string = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const STAYS = fileURLToPath(new URL('./one-process.mjs', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export type Armistice<R> = (...words: string[]) => R

/** @param folder that commands run in. @returns what runs a command as a process of its own, to its end. */
export function asProcess(folder?: string): Armistice<Ended> {
  return (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
      ...(folder !== undefined && { cwd: folder }),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    return { code: status, out: stdout, err: stderr }
  }
}

interface Process {
  readonly child: ChildProcess
  /** The commands that it has still to run. */
  readonly waiting: Map<number, { readonly done: (ended: Ended) => void; readonly failed: (error: Error) => void }>
}

/** One for all files of a thread: modules are read once. */
let running: Process | null = null
let last = 0

function opened(): Process {
  if (running) return running
  const child = fork(STAYS, [MAIN], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const mine: Process = { child, waiting: new Map() }
  child.on('message', ({ id, ...ended }: Ended & { readonly id: number }) => {
    mine.waiting.get(id)?.done(ended)
    mine.waiting.delete(id)
    rest(mine)
  })
  child.on('exit', (code) => {
    if (running === mine) running = null
    for (const { failed } of mine.waiting.values()) failed(new Error(`the process of commands ended with ${code}`))
  })
  running = mine
  return mine
}

/** An idle one keeps nobody from ending. */
function rest({ child, waiting }: Process): void {
  if (waiting.size > 0) return
  child.unref()
  child.channel?.unref()
}

/** @param folder that commands run in. @returns what runs a command in the process that stays: exit code and output are
 *  those of a process of its own. */
export function inOneProcess(folder: string = process.cwd()): Armistice<Promise<Ended>> {
  return (...words) => {
    const to = opened()
    to.child.ref()
    to.child.channel?.ref()
    const id = ++last
    return new Promise((done, failed) => {
      to.waiting.set(id, { done, failed })
      to.child.send({ id, words, folder })
    })
  }
}
