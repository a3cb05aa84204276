/** Where asks are computed: in this process, on threads, in a browser's worker. One interface; the same record, byte
 *  for byte, whichever it is. */
import type { Answer, Ask, AskKind, RecordOf, Row, Subject } from '../src/internal.ts'

export interface Progress {
  readonly stage: string
  readonly done: number
  readonly of: number
  /** Seconds left of this stage at the pace so far, or null before there is one. */
  readonly secondsLeft: number | null
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

export interface Watch {
  /** Once aborted, the ask ends within a second: with what is there, marked partial, or stopped. */
  readonly signal?: AbortSignal
  /** Whether what is there is dropped once aborted, since nobody waits for it. */
  readonly drop?: boolean
  readonly onProgress?: (progress: Progress) => void
  /** Called with the record as far as it is; a later one takes its place. */
  readonly onPartial?: (record: unknown) => void
  readonly keeper?: Keeper
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

/** Turns counts of what is done into progress with the time left. */
export function pace(stage: string, of: number, { onProgress }: Watch): (done: number) => void {
  const start = performance.now()
  return (done) => {
    const seconds = (performance.now() - start) / 1000
    onProgress?.({ stage, done, of, secondsLeft: done > 0 && done < of ? (seconds * (of - done)) / done : null })
  }
}
