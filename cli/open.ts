/** `armistice open`: serves the app on this machine only. Static files from the built app, nothing else: no path of a
 *  request leaves that folder. */
import { defined } from '../src/internal.ts'
import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isForHost, isOwnOrigin, LOOPBACK } from '../server/hosts.ts'
import { appFiles, typeOf } from './app-files.ts'
import { EXIT, UsageError } from './exit.ts'
import { caseFile, isBundledFile } from './read-case.ts'
import { readText } from './read-text.ts'

/** The app needs its own scripts, styles set by its editor, workers of its own, and nothing from elsewhere. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"

export interface Served {
  readonly url: string
  close(): Promise<void>
}

/** The case that the app opens on: the name of one that comes along, or a file's text, read anew at each request so
 *  that a reload shows what was saved. */
export type Opened =
  | { readonly kind: 'bundled'; readonly id: string }
  | { readonly kind: 'file'; readonly text: () => string }

/** Name in addresses of the app, and path on this server, of a case opened from a file. */
const OPENED = 'opened'
const OPENED_PATH = '/opened.yaml'

/** Serves the app on loopback. Its own files are read once, at the start, so a request can name only what was there.
 *  @param port 0 takes a free one. @param opened the gallery where it is left out. @throws UsageError where the app is
 *  not built. */
export async function serveApp(port: number, opened: Opened | null = null): Promise<Served> {
  const files = appFiles()
  if (!files?.some(([path]) => path === '/index.html'))
    throw new UsageError('the app is not built; `npm start` builds it')
  const documents = new Map<string, () => Buffer>(files.map(([path, body]) => [path, () => body]))
  if (opened) {
    const page = openedOn(defined(documents.get('/index.html'))(), opened.kind === 'bundled' ? opened.id : OPENED)
    documents.set('/index.html', () => page)
    if (opened.kind === 'file') documents.set(OPENED_PATH, () => Buffer.from(opened.text()))
  }
  const server = createServer((request, response) => {
    const { host, origin } = request.headers
    if (!isForHost(host, LOOPBACK) || !isOwnOrigin(origin, host)) {
      response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not for this host\n')
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' }).end('only GET\n')
      return
    }
    const path = pathOf(request.url)
    try {
      answer(response, documents, path === '/' ? '/index.html' : path, request.method === 'HEAD')
    } catch {
      // The case is read anew each time, and may be gone.
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('cannot be read\n')
    }
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
        // A request half sent, or a connection kept open, would hold the end up.
        server.closeAllConnections()
      }),
  }
}

/** The page of the app with the name of the case to open, which it reads where its address names none. */
function openedOn(page: Buffer, id: string): Buffer {
  return Buffer.from(page.toString('utf8').replace('<head>', `<head><meta name="armistice-opened" content="${id}">`))
}

/** The path of a request line, without its query. Documents are looked up by it and nothing else, so that it needs no
 *  reading beyond: `//` and the like are no document. */
function pathOf(url: string | undefined): string {
  return defined((url ?? '/').split(/[?#]/, 1)[0])
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
  documents: ReadonlyMap<string, () => Buffer>,
  path: string,
  headOnly: boolean,
): void {
  const document = documents.get(path)
  response.setHeader('Content-Security-Policy', POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Cache-Control', 'no-cache')
  const body = document ? bodyOf(document) : null
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

/** Null where a file that was there can no longer be read. */
function bodyOf(document: () => Buffer): Buffer | null {
  try {
    return document()
  } catch {
    return null
  }
}

/** Serves until Ctrl+C. */
export async function openCommand(name: string, options: { readonly port?: number }): Promise<number> {
  const file = caseFile(name)
  const isBundled = isBundledFile(name, file)
  readText(file)
  const served = await serveApp(
    options.port ?? 0,
    isBundled ? { kind: 'bundled', id: name } : { kind: 'file', text: () => readText(file) },
  )
  process.stderr.write(`the app is at ${served.url} (Ctrl+C ends it)\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => {
      resolve()
    })
  })
  await served.close()
  return EXIT.done
}
