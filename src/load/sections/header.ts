/** `armistice`, `id`, `title`, `asOf`, `summary`, `question`, `sources`. */
import type { Source } from '../../case/types.ts'
import { at, entries, text, textOrNull } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { placeAt } from '../../text/diagnostic.ts'
import type { Reading } from '../reading.ts'
import { DATE, exactly, may, needs, record, TEXT, word } from '../../text/shape.ts'
import type { Fields } from '../../text/shape.ts'

export const HEADER: Fields = {
  armistice: needs(word('1'), 'Version of the file format.'),
  id: needs(TEXT, 'Name of the case, letters, digits, `_` and `-`.'),
  title: needs(TEXT, 'Title for readers.'),
  asOf: needs(DATE, 'The day up to which the case knows the world, as `yyyy-mm-dd`. Nothing later enters a run.'),
  summary: may(TEXT, 'What the case is about, in a few sentences.'),
  question: may(
    TEXT,
    'What it asks, as one question: it stands before the answer. One by the kind of the case if left out.',
  ),
  sources: may(
    record(
      exactly({
        title: needs(TEXT, 'Title of the work.'),
        author: may(TEXT, 'Who wrote it.'),
        date: may(TEXT, 'When it appeared.'),
        url: may(TEXT, 'Where to find it.'),
        note: may(TEXT, 'A remark, such as a licence.'),
      }),
    ),
    'Works that numbers and rules come from. Citations start with one of these keys.',
  ),
}

export function readSources(reading: Reading, cursor: Cursor): readonly Source[] {
  return entries(cursor).map(({ key, keySpan, cursor: source }) => {
    const more: Record<'author' | 'date' | 'url' | 'note', string | null> = {
      author: textOrNull(at(source, 'author')),
      date: textOrNull(at(source, 'date')),
      url: textOrNull(at(source, 'url')),
      note: textOrNull(at(source, 'note')),
    }
    const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null)) as Partial<
      Record<keyof typeof more, string>
    >
    return { id: key, title: text(at(source, 'title')), ...given, place: placeAt(reading.starts, keySpan.offset) }
  })
}
