/** Where asks are computed: in this process, on threads, in a browser's worker. One interface; the same record, byte
 *  for byte, whichever it is. */
import type { Answer, Ask, AskKind, DealCounts, RecordOf, Row, Subject } from '../src/internal.ts'
import type { TallyPart } from './thread-orders.ts'

export interface Progress {
  readonly stage: string
  readonly done: number
  readonly of: number
  /** Seconds left of this stage at the pace so far, or null before there is one. */
  readonly secondsLeft: number | null
  /** Of worlds: the deals so far, where whoever plays them tells. */
  readonly deals?: DealCounts
}

/** Rows `from` … in a row. */
export interface Chunk {
  readonly from: number
  readonly rows: readonly Row[]
}

/** Where finished rows are kept, so that an ask that was broken off can be taken up again. */
export interface Keeper {
  /** What is there, by stage. */
  readonly kept: () => ReadonlyMap<string, readonly Chunk[]>
  /** Called with every chunk as it is finished, in the order in which they are. */
  readonly append: (stage: string, chunk: Chunk) => void
}

/** Where tallies of worlds are kept, to the same end. */
export interface TallyKeeper {
  readonly kept: () => readonly TallyPart[]
  readonly append: (part: TallyPart) => void
}

export interface Watch {
  /** Once aborted, the ask ends within a second: with what is there, marked partial, or stopped. */
  readonly signal?: AbortSignal
  /** Whether what is there is dropped once aborted, since nobody waits for it. */
  readonly drop?: boolean
  readonly onProgress?: (progress: Progress) => void
  /** Called with the record as far as it is; a later one takes its place. */
  readonly onPartial?: (record: unknown) => void
  readonly keeper?: Keeper
  readonly tallies?: TallyKeeper
}

export interface Runner {
  submit<K extends AskKind>(
    subject: Subject,
    ask: Extract<Ask, { readonly kind: K }>,
    watch?: Watch,
  ): Promise<Answer<RecordOf<K>>>
  /** Ends what the runner started. */
  close(): Promise<void>
}

/** Milliseconds between two notes of how far it was, at least, and how many are kept. */
const NOTED = 50
const NOTES = 64

/** Turns counts of what is done into progress with the time left, by the pace of the later half: the first steps are
 *  slower, since code and threads have to settle. Says at once that it has begun.
 *  @param before of what is done, what was there already. */
export function pace(stage: string, of: number, { onProgress }: Watch, before = 0): (done: number) => void {
  const start = performance.now()
  let notes = [{ at: start, done: before }]
  const left = (done: number, now: number): number | null => {
    if (done === before || done >= of) return null
    const half = notes.findLast(({ at }) => at - start <= (now - start) / 2)
    const from = half && half.done < done ? half : notes[0]
    return from ? ((now - from.at) / 1000) * ((of - done) / (done - from.done)) : null
  }
  const tell = (done: number): void => {
    const now = performance.now()
    onProgress?.({ stage, done, of, secondsLeft: left(done, now) })
    const last = notes.at(-1)
    if (!last || now - last.at < NOTED || done === last.done) return
    notes.push({ at: now, done })
    if (notes.length > NOTES) notes = notes.filter((_, k) => k % 2 === 0)
  }
  tell(before)
  return tell
}
