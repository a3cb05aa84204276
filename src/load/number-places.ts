/** Where the numbers of a text stand, so that one can be written anew without reading the text again. */
import type { Span } from '../text/diagnostic.ts'

export interface NumberPlaces {
  readonly text: string
  /** By quantity; `id/option` for one of the numbers given a hypothesis. */
  readonly spans: ReadonlyMap<string, Span>
}

/** A number, a range of two, or a distribution by name. What else a file may write in the place of a number is left to
 *  the reader of files. */
const NUMBER = /^[-+]?\d[\d_]*(\.\d+)?(e[-+]?\d+)?(k|M|bn|tn|%)?$/
const CALL = /^[a-z]+\([^(){}'"\n]*\)$/
const isWritten = (text: string): boolean => CALL.test(text) || isRange(text.split(' to '))
const isRange = (ends: readonly string[]): boolean => ends.length <= 2 && ends.every((end) => NUMBER.test(end))

/** The text with one number written anew, and where its numbers stand then; null where that takes a reading: of a place
 *  that writes none, or of what is more than a number. */
export function writeAt(places: NumberPlaces, quantity: string, written: string): NumberPlaces | null {
  const span = places.spans.get(quantity)
  return span && NUMBER.test(written) && isWritten(at(places.text, span)) ? replaced(places, span, written) : null
}

/** As {@link writeAt}, as another text writes it, to the letter; null where the two put it into different quotes. */
export function writeBackAt(here: NumberPlaces, quantity: string, there: NumberPlaces): NumberPlaces | null {
  const [span, original] = [here.spans.get(quantity), there.spans.get(quantity)]
  if (!span || !original || markBefore(here.text, span) !== markBefore(there.text, original)) return null
  const written = at(there.text, original)
  return isWritten(written) && isWritten(at(here.text, span)) ? replaced(here, span, written) : null
}

const at = (text: string, { offset, length }: Span): string => text.slice(offset, offset + length)
const markBefore = (text: string, { offset }: Span): string => text.charAt(offset - 1)

function replaced({ text, spans }: NumberPlaces, span: Span, written: string): NumberPlaces {
  const end = span.offset + span.length
  const more = written.length - span.length
  const moved = [...spans].map(([id, one]): [string, Span] => {
    if (one.offset >= end) return [id, { ...one, offset: one.offset + more }]
    // The number itself, and what it is a part of.
    return one.offset + one.length >= end ? [id, { ...one, length: one.length + more }] : [id, one]
  })
  return { text: text.slice(0, span.offset) + written + text.slice(end), spans: new Map(moved) }
}
