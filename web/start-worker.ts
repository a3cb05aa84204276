/** The worker of the app that holds the engine. */
import { startEngine } from './engine.ts'
import type { EngineWorker } from './engine.ts'
import type { Reply } from './protocol.ts'

/** The engine in a thread of the app. @param receive is told what comes of the run asked for last. */
export function startWorker(receive: (reply: Reply) => void): EngineWorker {
  return startEngine(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }), receive)
}
