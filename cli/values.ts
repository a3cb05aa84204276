/** Values of options, read or refused in the words of the command line. */
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

export function wholeNumber(text: string): number {
  if (text.trim() === '') throw new InvalidArgumentError('a whole number, such as 10000')
  const value = Number(text.replaceAll('_', ''))
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number, such as 10000')
  return value
}

const HIGHEST_PORT = 65_535

export function port(text: string): number {
  const value = wholeNumber(text)
  if (value > HIGHEST_PORT) throw new InvalidArgumentError(`a port from 0 to ${HIGHEST_PORT}; 0 takes a free one`)
  return value
}

export function count(text: string): number {
  const value = wholeNumber(text)
  if (value === 0 || text.trim() === '') throw new InvalidArgumentError('a whole number from 1, such as 10000')
  return value
}

export function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('a number above 0, such as 0.05')
  return value
}

export function points(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value < Infinity))
    throw new InvalidArgumentError('a number of points, such as 10')
  return value
}

/** Names, each once. */
export function list(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  const twice = parts.find((part, k) => parts.indexOf(part) < k)
  if (parts.includes('')) throw new InvalidArgumentError('names separated by commas: one is empty')
  if (twice !== undefined) throw new InvalidArgumentError(`\`${twice}\` stands there twice`)
  return parts
}

/** Numbers separated by commas; the same may stand twice. */
export function numbers(text: string): number[] {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if (!parts.every(Number.isFinite)) throw new InvalidArgumentError('numbers separated by commas, such as 1,2')
  return parts
}

/** No option takes nothing for something. */
export function demandValues(command: Command): void {
  for (const option of command.options) {
    const read = option.parseArg
    if (option.isBoolean() || option.negate) continue
    option.argParser((value: string, before: unknown) => {
      if (value.trim() === '') throw new InvalidArgumentError('it is empty')
      return read ? read(value, before) : value
    })
  }
  command.commands.forEach(demandValues)
}
