/** The server of `armistice open`, asked as nobody should ask. */
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApp } from '../../cli/open.ts'

let served: Awaited<ReturnType<typeof serveApp>>
let port = 0

beforeAll(async () => {
  served = await serveApp(0, { kind: 'file', text: () => 'armistice: 1\n' })
  port = Number(new URL(served.url).port)
})
afterAll(() => served.close())

/** The status line that raw bytes get, '' where the connection ends without one. */
function statusOf(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1')
    })
    socket.on('error', () => resolve(got.split('\r\n')[0]!))
    socket.on('close', () => resolve(got.split('\r\n')[0]!))
  })
}

const asked = (line: string, host: string = `127.0.0.1:${port}`): string =>
  `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`

test.each([
  ['GET //', 404],
  ['GET //opened.yaml', 404],
  ['GET /\\\\', 404],
  ['GET http:', 400],
  ['GET ///////', 404],
  ['GET /%', 404],
  ['GET /..%2f..%2fetc/passwd', 404],
  ['GET /../../etc/passwd', 404],
  ['GET //[', 404],
  ['GET /opened.yaml', 200],
  ['GET /opened.yaml?x=//', 200],
  ['HEAD /opened.yaml', 200],
  ['POST /opened.yaml', 405],
  ['PUT /opened.yaml', 405],
  ['TRACE /', 405],
  ['DELETE /', 405],
  ['OPTIONS /', 405],
])('%s: %i', async (line, status) => {
  expect(await statusOf(asked(line))).toContain(` ${status} `)
  // It is still there.
  expect(await statusOf(asked('GET /opened.yaml'))).toContain(' 200 ')
})

test('only this machine reaches it', async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const { address } of outside) {
    const reached = await new Promise((resolve) => {
      const socket = connect({ port, host: address, timeout: 2000 }, () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('timeout', () => resolve(false))
    })
    expect([address, reached]).toEqual([address, false])
  }
  expect(new URL(served.url).hostname).toBe('127.0.0.1')
})

test('a name that is not this machine gets nothing', async () => {
  expect(await statusOf(asked('GET /opened.yaml', 'rebound.example'))).toContain(' 421 ')
})

test('a request half sent does not hold up the end', async () => {
  const other = await serveApp(0)
  const socket = connect(Number(new URL(other.url).port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHo'))
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  const ended = new Promise((resolve) => socket.once('close', resolve))
  await other.close()
  await ended
  expect(socket.destroyed).toBe(true)
})
