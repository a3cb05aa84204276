import { defined } from '../src/plain.ts'
/** Plain data as bytes: numbers, texts, lists, records, maps and typed arrays, the same bytes for the same data on
 *  every host, and back. Tallies are mostly zeros and small counts in a few shapes of record, and the code is made for
 *  that: runs of zeros are counted, whole numbers take as few bytes as they need (LEB128), and the names of a record
 *  are written once for each shape. */

export type Packable =
  | null
  | undefined
  | boolean
  | number
  | string
  | Float64Array
  | Int32Array
  | readonly Packable[]
  | ReadonlyMap<Packable, Packable>
  | { readonly [name: string]: Packable }

const TAG = {
  null: 0,
  undefined: 1,
  false: 2,
  true: 3,
  whole: 4,
  number: 5,
  text: 6,
  list: 7,
  record: 8,
  map: 9,
  floats: 10,
  counts: 11,
  integers: 12,
} as const

/** @throws TypeError for what is not plain data. */
export function pack(value: unknown): Uint8Array {
  const writer = newWriter()
  writeValue(writer, value as Packable, new Map())
  return writer.bytes.slice(0, writer.length)
}

/** @throws RangeError for bytes that `pack` did not write. */
export function unpack(bytes: Uint8Array): unknown {
  const reader: Reader = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }
  const value = readValue(reader, [])
  if (reader.at !== bytes.length) throw new RangeError('packed data goes on after its end')
  return value
}

interface Writer {
  bytes: Uint8Array
  view: DataView
  length: number
}

function newWriter(): Writer {
  const bytes = new Uint8Array(1 << 16)
  return { bytes, view: new DataView(bytes.buffer), length: 0 }
}

function room(writer: Writer, more: number): void {
  if (writer.length + more <= writer.bytes.length) return
  const bytes = new Uint8Array(Math.max(writer.bytes.length * 2, writer.length + more))
  bytes.set(writer.bytes)
  writer.bytes = bytes
  writer.view = new DataView(bytes.buffer)
}

function writeByte(writer: Writer, byte: number): void {
  room(writer, 1)
  writer.bytes[writer.length++] = byte
}

/** A whole number from 0 to 2^53 − 1, seven bits a byte, the lowest first. */
function writeWhole(writer: Writer, value: number): void {
  room(writer, 8)
  let rest = value
  while (rest >= 128) {
    writer.bytes[writer.length++] = (rest % 128) + 128
    rest = Math.floor(rest / 128)
  }
  writer.bytes[writer.length++] = rest
}

function writeNumber(writer: Writer, value: number): void {
  room(writer, 8)
  writer.view.setFloat64(writer.length, value, true)
  writer.length += 8
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)

function writeText(writer: Writer, text: string): void {
  const bytes = new TextEncoder().encode(text)
  writeWhole(writer, bytes.length)
  room(writer, bytes.length)
  writer.bytes.set(bytes, writer.length)
  writer.length += bytes.length
}

function writeValue(writer: Writer, value: Packable, shapes: Map<string, number>): void {
  if (typeof value === 'number') {
    writeByte(writer, isWhole(value) ? TAG.whole : TAG.number)
    if (isWhole(value)) writeWhole(writer, value)
    else writeNumber(writer, value)
  } else if (typeof value === 'string') {
    writeByte(writer, TAG.text)
    writeText(writer, value)
  } else if (value === null || typeof value !== 'object') writeByte(writer, TAG[String(value) as 'null'])
  else if (value instanceof Float64Array) writeFloats(writer, value)
  else if (value instanceof Int32Array) writeIntegers(writer, value)
  else if (Array.isArray(value)) writeList(writer, value as readonly Packable[], shapes)
  else if (value instanceof Map) writeMap(writer, value as ReadonlyMap<Packable, Packable>, shapes)
  else writeRecord(writer, value as { readonly [name: string]: Packable }, shapes)
}

function writeList(writer: Writer, list: readonly Packable[], shapes: Map<string, number>): void {
  writeByte(writer, TAG.list)
  writeWhole(writer, list.length)
  for (const item of list) writeValue(writer, item, shapes)
}

function writeMap(writer: Writer, map: ReadonlyMap<Packable, Packable>, shapes: Map<string, number>): void {
  writeByte(writer, TAG.map)
  writeWhole(writer, map.size)
  for (const [key, value] of map) {
    writeValue(writer, key, shapes)
    writeValue(writer, value, shapes)
  }
}

/** The number of its shape, then its values; a shape that is met first has its names behind its number. */
function writeRecord(writer: Writer, record: { readonly [name: string]: Packable }, shapes: Map<string, number>): void {
  if (Object.getPrototypeOf(record) !== Object.prototype) throw new TypeError('only plain data can be packed')
  const names = Object.keys(record)
  const key = JSON.stringify(names)
  const known = shapes.get(key)
  writeByte(writer, TAG.record)
  writeWhole(writer, known ?? shapes.size)
  if (known === undefined) {
    shapes.set(key, shapes.size)
    writeWhole(writer, names.length)
    for (const name of names) writeText(writer, name)
  }
  for (const name of names) writeValue(writer, record[name], shapes)
}

/** Zeros are counted and not written: so many zeros, so many values, the values, and again. */
function writeRuns(writer: Writer, values: ArrayLike<number>, write: (value: number) => void): void {
  const { length } = values
  writeWhole(writer, length)
  for (let at = 0; at < length; ) {
    const from = at
    while (at < length && Object.is(values[at], 0)) at++
    const start = at
    while (at < length && !Object.is(values[at], 0)) at++
    writeWhole(writer, start - from)
    writeWhole(writer, at - start)
    for (let k = start; k < at; k++) write(defined(values[k]))
  }
}

function writeFloats(writer: Writer, values: Float64Array): void {
  const counts = values.every(isWhole)
  writeByte(writer, counts ? TAG.counts : TAG.floats)
  const write = counts ? writeWhole : writeNumber
  writeRuns(writer, values, (value) => {
    write(writer, value)
  })
}

function writeIntegers(writer: Writer, values: Int32Array): void {
  writeByte(writer, TAG.integers)
  writeRuns(writer, values, (value) => {
    writeWhole(writer, value < 0 ? -2 * value - 1 : 2 * value)
  })
}

interface Reader {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
}

function readByte(reader: Reader): number {
  const byte = reader.bytes[reader.at++]
  if (byte === undefined) throw new RangeError('packed data ends too soon')
  return byte
}

function readWhole(reader: Reader): number {
  let value = 0
  for (let scale = 1; ; scale *= 128) {
    const byte = readByte(reader)
    value += (byte % 128) * scale
    if (byte < 128) return value
  }
}

function readNumber(reader: Reader): number {
  const value = reader.view.getFloat64(reader.at, true)
  reader.at += 8
  return value
}

function readText(reader: Reader): string {
  const length = readWhole(reader)
  const text = new TextDecoder('utf-8', { fatal: true }).decode(reader.bytes.subarray(reader.at, reader.at + length))
  reader.at += length
  return text
}

/** @param shapes names of the records met so far, by shape. */
function readValue(reader: Reader, shapes: string[][]): unknown {
  const tag = readByte(reader)
  switch (tag) {
    case TAG.null:
      return null
    case TAG.undefined:
      return undefined
    case TAG.false:
      return false
    case TAG.true:
      return true
    case TAG.whole:
      return readWhole(reader)
    case TAG.number:
      return readNumber(reader)
    case TAG.text:
      return readText(reader)
    case TAG.list:
      return Array.from({ length: readWhole(reader) }, () => readValue(reader, shapes))
    case TAG.record:
      return readRecord(reader, shapes)
    case TAG.map:
      return new Map(
        Array.from({ length: readWhole(reader) }, () => [readValue(reader, shapes), readValue(reader, shapes)]),
      )
    case TAG.floats:
      return readRuns(reader, new Float64Array(readWhole(reader)), readNumber)
    case TAG.counts:
      return readRuns(reader, new Float64Array(readWhole(reader)), readWhole)
    case TAG.integers:
      return readRuns(reader, new Int32Array(readWhole(reader)), readSigned)
    default:
      throw new RangeError(`packed data has no tag ${tag}`)
  }
}

function readRecord(reader: Reader, shapes: string[][]): unknown {
  const shape = readWhole(reader)
  if (shape === shapes.length) shapes.push(Array.from({ length: readWhole(reader) }, () => readText(reader)))
  const names = shapes[shape]
  if (!names) throw new RangeError('packed data names a shape that was not written')
  return Object.fromEntries(names.map((name) => [name, readValue(reader, shapes)]))
}

function readSigned(reader: Reader): number {
  const coded = readWhole(reader)
  return coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2
}

function readRuns<T extends Float64Array | Int32Array>(reader: Reader, into: T, read: (reader: Reader) => number): T {
  for (let at = 0; at < into.length; ) {
    at += readWhole(reader)
    const to = at + readWhole(reader)
    if (to > into.length || to === 0) throw new RangeError('packed data has a run that is too long')
    for (; at < to; at++) into[at] = read(reader)
  }
  return into
}
