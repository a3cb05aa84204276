import { readFileSync } from 'node:fs'

/** Example files by name, in the order given. */
export function example(folder: 'genius' | 'geniusweb' | 'negmas', ...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      readFileSync(new URL(`../fixtures/negotiation/${folder}/${name}`, import.meta.url), 'utf8'),
    ]),
  )
}

export const genius = (): Record<string, string> => example('genius', 'harbour.xml', 'north.xml', 'south.xml')
export const geniusweb = (): Record<string, string> =>
  example('geniusweb', 'shift.json', 'worker.json', 'employer.json')
export const negmas = (): Record<string, string> => example('negmas', 'flat.yml', 'tenant.yml', 'landlord.yml')
