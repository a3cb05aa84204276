/** `armistice open`: serves the app on this machine only. Static files from the built app, nothing else: no path of a request leaves that folder. */
import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { isForHost, isOwnOrigin, LOOPBACK } from '../server/hosts.ts'
import { appFiles, typeOf } from './app-files.ts'
import { EXIT, UsageError } from './exit.ts'
import { caseFile } from './read-case.ts'
import { readText } from './read-text.ts'

/** The app needs its own scripts, styles set by its editor, workers of its own, and nothing from elsewhere. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"

export interface Served {
  readonly url: string
  close(): Promise<void>
}

/** Serves the app on loopback. Every file is read once, at the start, so a request can name only what was there.
 *  @param port 0 takes a free one. @param extra further documents by path, such as the case opened. @throws UsageError where the app is not built. */
export async function serveApp(port: number, extra: Readonly<Record<string, string>> = {}): Promise<Served> {
  const files = appFiles()
  if (!files) throw new UsageError('the app is not built; `npm start` builds it')
  const documents = new Map<string, Buffer>([
    ...files,
    ...Object.entries(extra).map(([path, text]): [string, Buffer] => [path, Buffer.from(text)]),
  ])
  const server = createServer((request, response) => {
    const { host, origin } = request.headers
    if (!isForHost(host, LOOPBACK) || !isOwnOrigin(origin, host)) {
      response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not for this host\n')
      return
    }
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    answer(response, documents, path === '/' ? '/index.html' : path, request.method === 'HEAD')
  })
  await listening(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new UsageError(`port ${port} is taken; name another with --port, or none for a free one`)
          : error,
      )
    })
    server.listen(port, '127.0.0.1', () => {
      resolve()
    })
  })
}

function answer(
  response: ServerResponse,
  documents: ReadonlyMap<string, Buffer>,
  path: string,
  headOnly: boolean,
): void {
  const body = documents.get(path)
  response.setHeader('Content-Security-Policy', POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Cache-Control', 'no-cache')
  if (!body) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n')
    return
  }
  response.writeHead(200, {
    'Content-Type': typeOf(path),
    'Content-Length': body.length,
  })
  response.end(headOnly ? undefined : body)
}

/** Serves until Ctrl+C. */
export async function openCommand(name: string, options: { readonly port?: number }): Promise<number> {
  const text = readText(caseFile(name))
  const served = await serveApp(options.port ?? 0, { '/opened.yaml': text })
  process.stderr.write(`the app is at ${served.url} (Ctrl+C ends it)\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => {
      resolve()
    })
  })
  await served.close()
  return EXIT.done
}
