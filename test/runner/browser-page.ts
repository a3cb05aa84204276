/** A page that has a worker answer every ask about a case, for the test that compares the answers with Node's. */
import { throughPort } from '../../runner/port.ts'
import type { Port } from '../../runner/port.ts'
import { asksOf, bytesOf, subjectOf } from './asks.ts'

async function answers(text: string): Promise<readonly string[]> {
  const worker = new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module' })
  const runner = throughPort(worker as unknown as Port)
  const subject = subjectOf(text)
  const found: string[] = []
  for (const ask of asksOf(subject)) found.push(bytesOf(await runner.submit(subject, ask)))
  worker.terminate()
  return found
}

Object.assign(globalThis, { answers })
