/**
 * A value that the code around it has made sure of: an index within its bounds, a name that the loader resolved.
 *
 * @throws Error where it is not there after all: a defect of this program, not of the case.
 */
export function defined<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('a value that was made sure of is missing: a defect')
  return value
}

/** The entry of a table under a name that a file gave; none under names that every object has, such as
 *  `constructor`. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
