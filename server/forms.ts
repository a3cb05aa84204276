/** The forms of an answer, and which of them a client wants. */
import { defined } from '../src/plain.ts'
import type { FORMS } from './schemas.ts'

export type Form = (typeof FORMS)[number]

export const MEDIA: Readonly<Record<Form, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
}

/** The form that an `Accept` header wants; JSON where it takes anything. */
export function formOf(accept: string | undefined): Form | null {
  if (accept === undefined || accept === '' || accept.includes('*/*')) return 'json'
  const wanted = accept.split(',').map((part) => defined(part.split(';')[0]).trim())
  const forms = Object.entries(MEDIA) as [Form, string][]
  return forms.find(([, media]) => wanted.includes(defined(media.split(';')[0])))?.[0] ?? null
}
