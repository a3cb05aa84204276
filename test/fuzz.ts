/** Inputs of a reader that nobody chose: so many as its share of all, from the seed of the run, and what fails reduced
 *  and kept. `npm test` takes some hundreds of each; `npm run conformance` a million in all, from a seed of its own;
 *  `PROPERTY_SEED` and `FUZZ_INPUTS` choose which and how many. */
import './properties.ts'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'vitest'
import { defined } from '../src/case/defined.ts'

/** Of a million inputs, how many each reader gets: about as long is spent on each, but for cases, which get the most,
 *  and numbers, of which every case is full. */
export const SHARES = {
  'cases, tokens moved': 12_000,
  'cases, near the grammar': 8_000,
  'cases, pieces put in': 8_000,
  'cases, lines moved': 4_000,
  'cases, soup': 48_000,
  'cases, values of another kind': 4_000,
  'cases, words misspelt': 2_000,
  numbers: 90_000,
  units: 70_000,
  bytes: 60_000,
  'domains of GENIUS': 40_000,
  'domains of GeniusWeb': 30_000,
  'domains of NegMAS': 40_000,
  'GENIUS, computed': 8_000,
  'GeniusWeb, computed': 6_000,
  'NegMAS, computed': 8_000,
  'models of stability: .gmcr': 40_000,
  'models of stability: YAML': 22_000,
  'tables of hypotheses': 50_000,
  'tables of spells': 60_000,
  'tables of spells, with columns chosen': 50_000,
  'tables of spells, under mutated conditions': 60_000,
  'tables of months': 50_000,
  'tables of months until a day': 40_000,
  'tables of outcomes': 50_000,
  arguments: 20_000,
  asks: 40_000,
  links: 20_000,
  posteriors: 5_000,
  'forecasts and scores': 5_000,
  'kept rows': 25_000,
  'kept jobs': 15_000,
  'class rounds': 10_000,
} as const

export type Reader = keyof typeof SHARES

const { PROPERTY_SEED, PROPERTY_RUNS, FUZZ_INPUTS } = process.env
const SEED = Number(PROPERTY_SEED ?? 1)
const MILLION = 1_000_000
/** Inputs of a reader where nobody says how many in all. */
const FEW = 80
/** A text that takes longer hangs the reader. Wide, since the machine may be busy; the texts are a few kB. */
const MOST_MS = 20_000
/** For vitest: a million inputs take their time. */
export const LIMITS = { timeout: 7_200_000 }

/** Inputs on which a reader has failed, by reader: read again each time. */
const FAILED = new URL('./fixtures/failed-inputs/', import.meta.url)

/** @param few inputs in `npm test`, where reading one takes no time. */
export function inputsOf(reader: Reader, few: number = FEW): number {
  if (FUZZ_INPUTS !== undefined) return Math.ceil((SHARES[reader] * Number(FUZZ_INPUTS)) / MILLION)
  return PROPERTY_RUNS === undefined ? few : Number(PROPERTY_RUNS)
}

/** Reads inputs, with the seed named in what is thrown. An input that fails is reduced, and kept. */
export function holds<T>(reader: Reader, inputs: fc.Arbitrary<T>, read: (input: T) => void, few: number = FEW): void {
  const timed = (input: T): void => {
    const from = performance.now()
    read(input)
    expect(performance.now() - from).toBeLessThan(MOST_MS)
  }
  keptOf<T>(reader).forEach(timed)
  told(reader, fc.check(fc.property(inputs, timed), { seed: SEED, numRuns: inputsOf(reader, few) }))
}

/** The same of a reader that takes its time. */
export async function holdsInTime<T>(
  reader: Reader,
  inputs: fc.Arbitrary<T>,
  read: (input: T) => Promise<void>,
): Promise<void> {
  for (const input of keptOf<T>(reader)) await read(input)
  told(reader, await fc.check(fc.asyncProperty(inputs, read), { seed: SEED, numRuns: inputsOf(reader) }))
}

const fileOf = (reader: Reader): URL => new URL(`${reader.replace(/[^\p{L}\p{N}]+/gu, '-')}.json`, FAILED)

function keptOf<T>(reader: Reader): T[] {
  const file = fileOf(reader)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T[]) : []
}

function told<T>(reader: Reader, found: fc.RunDetails<[T]>): void {
  if (FUZZ_INPUTS !== undefined) console.error(`${reader}: ${found.numRuns} inputs from seed ${SEED}`)
  if (!found.failed) return
  const file = fileOf(reader)
  mkdirSync(FAILED, { recursive: true })
  writeFileSync(file, `${JSON.stringify([...keptOf(reader), defined(found.counterexample)[0]], null, 1)}\n`)
  throw new Error(`${fc.defaultReportMessage(found)}\nkept in ${file.pathname}`, { cause: found.errorInstance })
}
