/** A browser's worker that answers asks: the runner's port, and nothing else. */
import { serveAsks } from '../../runner/port.ts'
import type { Port } from '../../runner/port.ts'

serveAsks(globalThis as unknown as Port, {
  breathe: () => new Promise((done) => setTimeout(done)),
  slice: 20,
  showAt: [],
  samplers: new Map(),
  memory: new Map(),
})
