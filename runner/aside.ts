/** Asks answered on a thread of their own, so that this one hears a signal at once, however long a step takes there. */
import { Worker } from 'node:worker_threads'
import type { Port } from './port.ts'
import { throughPort } from './port.ts'
import type { Runner } from './runner.ts'

/** Milliseconds that a thread is given to say what it has; then it is ended. */
const GRACE = 600

export function aside(): Runner {
  const worker = new Worker(new URL('./aside-thread.js', import.meta.url))
  const port: Port = {
    postMessage: (message) => worker.postMessage(message),
    addEventListener: (_, hear) => void worker.on('message', (data: unknown) => hear({ data })),
  }
  const through = throughPort(port)
  const ended = new Promise<never>((_, reject) => worker.once('error', reject))
  ended.catch(() => {})
  return {
    submit(subject, ask, watch = {}) {
      const deaf = new Promise<{ readonly kind: 'stopped' }>((resolve) => {
        const stop = (): void => void setTimeout(() => resolve({ kind: 'stopped' }), GRACE)
        if (watch.signal?.aborted) stop()
        else watch.signal?.addEventListener('abort', stop, { once: true })
      })
      return Promise.race([through.submit(subject, ask, watch), deaf, ended])
    },
    close: () => worker.terminate().then(() => {}),
  }
}
