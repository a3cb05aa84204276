/** What the text of a case says of itself, before and without reading it whole. */

/** A field of the file's outermost level as it is written, null where there is none: what was last read may be
 *  older. */
export function writtenAs(field: 'id' | 'title', text: string): string | null {
  const found = new RegExp(`^${field}:[ \t]*(?:'([^'\\n]*)'|"([^"\\n]*)"|([^\\n#]*))`, 'm').exec(text)
  const written = (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  return written === '' ? null : written
}

/** The name of the file to save a case to: by its id as written, without what a file system would not take. */
export function fileNameOf(text: string): string {
  const id = (writtenAs('id', text) ?? '').replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '')
  return `${id === '' ? 'case' : id}.yaml`
}
