/** The thread of {@link aside}. */
import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { defined } from '../src/plain.ts'
import { serveAsks } from './port.ts'
import type { Port } from './port.ts'

const here = defined(parentPort)
const port: Port = {
  postMessage: (message) => here.postMessage(message),
  addEventListener: (_, hear) => void here.on('message', (data: unknown) => hear({ data })),
}
serveAsks(port, { breathe: () => setImmediate(), slice: 20, showAt: [], samplers: new Map(), memory: new Map() })
