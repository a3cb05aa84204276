/** A socket to the embedded database, as the driver of Postgres wants one: messages go to its thread in whole rounds,
 *  so that a query is one way there and one back. */
import { Duplex } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import type { Order, Reply } from './embedded-thread.ts'

/** Kinds of message after which Postgres answers: Sync, simple Query, Flush, the end of a copy. Source: PostgreSQL 15
 *  documentation, §55.7. */
const ENDS_ROUND: ReadonlySet<number> = new Set(['S', 'Q', 'H', 'c', 'f'].map((kind) => kind.charCodeAt(0)))
const TERMINATE = 'X'.charCodeAt(0)

/** AuthenticationOk and ReadyForQuery, idle: what a server says to whom it trusts. Source: the same. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49])

export class EmbeddedSocket extends Duplex {
  readonly #thread: Worker
  #held: Buffer[] = []
  #rest: Buffer = Buffer.alloc(0)
  #isWelcomed = false

  constructor(thread: Worker) {
    super()
    this.#thread = thread
    thread.on('message', this.#hear).once('exit', this.#gone)
  }

  /** The driver calls it as it would call a socket's. */
  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    for (let message = this.#take(); message; message = this.#take()) this.#pass(message)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#thread.off('message', this.#hear).off('exit', this.#gone)
    done(error)
  }

  /** The next whole message, or null where it has not all come. The first has no kind, only a length. */
  #take(): Buffer | null {
    const head = this.#isWelcomed ? 1 : 0
    if (this.#rest.length < head + 4) return null
    const length = head + this.#rest.readUInt32BE(head)
    if (this.#rest.length < length) return null
    const message = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return message
  }

  #pass(message: Buffer): void {
    if (!this.#isWelcomed) {
      this.#isWelcomed = true
      this.push(WELCOME)
      return
    }
    const [kind] = message
    if (kind === TERMINATE) {
      this.push(null)
      this.destroy()
      return
    }
    this.#held.push(message)
    if (kind === undefined || !ENDS_ROUND.has(kind)) return
    const bytes = new Uint8Array(this.#held.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const held of this.#held) {
      bytes.set(held, at)
      at += held.length
    }
    this.#held = []
    this.#thread.postMessage({ kind: 'ask', bytes } satisfies Order, [bytes.buffer])
  }

  readonly #hear = (reply: Reply): void => {
    if (reply.kind === 'answer') this.push(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.length))
    else if (reply.kind === 'broken') this.destroy(new Error(reply.why))
  }

  readonly #gone = (): void => {
    this.destroy(new Error('the embedded database has ended'))
  }
}
