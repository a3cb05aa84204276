/** The shape of a case file, as data: one definition from which the checks, the ranges and units of numbers and the
 *  JSON Schema all come.
 *  Each section's file holds the shape of its part. */

import { QUANTITY_KINDS } from '../case/provenance.ts'

/** What a name in the file can refer to. */
export type NameKind =
  | 'source'
  | 'actor'
  | 'quantity'
  | 'hypothesis'
  | 'issue'
  | 'consent'
  | 'redLine'
  | 'package'
  | 'scenario'
  | 'claim'
  | 'proposal'
  | 'accession'
  | 'front'
  | 'event'
  | 'step'

export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'date' }
  /** A citation: a source's key, then free text; one or a list. */
  | { readonly kind: 'citation' }
  | { readonly kind: 'whole'; readonly low: number; readonly high: number }
  /** A certain number, suffixes and % allowed. */
  | { readonly kind: 'plain'; readonly low: number; readonly high: number }
  /** A number with its distribution, unit and source. */
  | { readonly kind: 'number'; readonly unit: string; readonly low: number; readonly high: number }
  | { readonly kind: 'word'; readonly of: readonly string[] }
  | { readonly kind: 'name'; readonly of: NameKind }
  /** One name or a list of names. */
  | { readonly kind: 'names'; readonly of: NameKind }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'condition'; readonly consents: boolean }
  /** One option for each issue. */
  | { readonly kind: 'choices' }
  | { readonly kind: 'test' }
  /** Something that is so or not in a world, as claims ask for it. */
  | { readonly kind: 'event' }
  /** A number that a world knows, as claims ask for it. */
  | { readonly kind: 'metric' }
  | { readonly kind: 'list'; readonly of: Shape }
  /** Keys are ids chosen by the author. */
  | { readonly kind: 'record'; readonly of: Shape; readonly keys: KeyKind }
  /** Keys are known. Where `bare` is set, a text stands for the map with that one key. */
  | { readonly kind: 'object'; readonly fields: Fields; readonly bare?: string }

/** `id` new ids; `path` quantity names, dots allowed; else names that must exist (`option` and `country` are checked by
 *  the section). */
export type KeyKind = 'id' | 'path' | 'option' | 'country' | NameKind

export interface Field {
  readonly says: string
  readonly shape: Shape
  readonly needed: boolean
  /** The key is left out of the ids of the quantities below it. */
  readonly silent: boolean
}

export type Fields = Readonly<Record<string, Field>>

export const TEXT: Shape = { kind: 'text' }
export const FLAG: Shape = { kind: 'flag' }
export const DATE: Shape = { kind: 'date' }
export const CITATION: Shape = { kind: 'citation' }
export const CONDITION: Shape = { kind: 'condition', consents: true }
/** A condition on the package alone. */
export const TERMS: Shape = { kind: 'condition', consents: false }
export const CHOICES: Shape = { kind: 'choices' }
export const EVENT: Shape = { kind: 'event' }
export const METRIC: Shape = { kind: 'metric' }

/** A field that has to be there. */
export function needs(shape: Shape, says: string): Field {
  return { says, shape, needed: true, silent: false }
}

/** A field that may be left out. */
export function may(shape: Shape, says: string): Field {
  return { says, shape, needed: false, silent: false }
}

/** The same field, its key left out of quantity ids. */
export function silent(field: Field): Field {
  return { ...field, silent: true }
}

export function list(of: Shape): Shape {
  return { kind: 'list', of }
}

export function record(of: Shape, keys: KeyKind = 'id'): Shape {
  return { kind: 'record', of, keys }
}

export function whole(low: number, high: number): Shape {
  return { kind: 'whole', low, high }
}

export function plain(low: number = -Infinity, high: number = Infinity): Shape {
  return { kind: 'plain', low, high }
}

export function word(...of: readonly string[]): Shape {
  return { kind: 'word', of }
}

export function name(of: NameKind): Shape {
  return { kind: 'name', of }
}

export function names(of: NameKind): Shape {
  return { kind: 'names', of }
}

/** A number in the engine's unit `unit`, within the legal range. */
export function number(unit: string, low: number = -Infinity, high: number = Infinity): Shape {
  return { kind: 'number', unit, low, high }
}

/** A probability or a share, optionally per unit of time. */
export function probability(unit: string = 'probability'): Shape {
  return number(unit, 0, 1)
}

/** Every map with known keys may say where its content comes from; numbers inside inherit source, kind and note. */
export const PROVENANCE: Fields = {
  source: may(CITATION, 'Where this comes from: a key of `sources`, then the place in it. Numbers inside inherit it.'),
  kind: may(word(...QUANTITY_KINDS), 'How the numbers inside came to be.'),
  note: may(TEXT, 'A remark. Numbers inside inherit it.'),
  claims: may(names('claim'), 'Rows of `claims` that this encodes.'),
}

/** A map with known keys, and provenance. */
export function object(fields: Fields, bare?: string): Shape {
  return { kind: 'object', fields: { ...PROVENANCE, ...fields }, ...(bare === undefined ? {} : { bare }) }
}

/** A map with known keys and nothing else. */
export function exactly(fields: Fields): Shape {
  return { kind: 'object', fields }
}
