// What has to be there before anything runs: the packages of the lockfile, the built command line, the built app. Needs
// nothing but Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Smallest Node that the dependencies support. */
const OLDEST = [20, 19]

/** Folders that the command line is built from, and those that the app is. */
const PROGRAM = ['src', 'present', 'runner', 'store', 'cluster', 'server', 'cli', 'bench']
const APP = ['src', 'present', 'web', 'cases']

export function fail(message) {
  console.error(message)
  process.exit(1)
}

export function bin(name) {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
}

/** Runs a program with this one's terminal, and ends as it ends where it fails.
 *  @param out where its output goes: `error` keeps what a setup step says out of the answer on stdout. */
export function run(command, args, { variables = {}, out = 'inherit' } = {}) {
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: ['inherit', out === 'error' ? process.stderr : 'inherit', 'inherit'],
    env: { ...process.env, ...variables },
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

/** Sets up what is missing. Two calls at the same time wait for each other.
 *  @param app whether the app is built as well. */
export function setUp({ app = false } = {}) {
  checkNode()
  if (isDone(app)) return
  const release = takeTurn()
  try {
    once('node_modules/.install-stamp', lockDigest(), () => {
      // An installation empties the folder first, also where it is a link to somebody else's.
      if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
        fail('node_modules is a link to another folder, and not of these dependencies: take it away, or install there')
      console.error('installing dependencies')
      run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { out: 'error' })
    })
    once('dist/.build-stamp', newest(PROGRAM), () => run(bin('tsc'), ['-b'], { out: 'error' }))
    if (!app) return
    once('dist/.app-stamp', newest(APP), () => {
      console.error('building the app')
      for (const config of ['web/vite.config.ts', 'web/page.config.ts'])
        run(bin('vite'), ['build', '--config', config, '--logLevel', 'warn'], { out: 'error' })
    })
  } finally {
    release()
  }
}

function isDone(app) {
  return (
    isStamped('node_modules/.install-stamp', lockDigest()) &&
    isStamped('dist/.build-stamp', newest(PROGRAM)) &&
    (!app || isStamped('dist/.app-stamp', newest(APP)))
  )
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    fail(`Armistice needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}`)
  }
}

const digest = (text) => createHash('sha256').update(text).digest('hex')

function lockDigest() {
  return digest(readFileSync(join(root, 'package-lock.json'), 'utf8') + process.platform + process.arch)
}

/** Names, times and sizes of all files in folders, so that a build is made exactly when there is something to build. */
function newest(folders) {
  const files = []
  const walk = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name)
      if (entry.isDirectory()) walk(file)
      else files.push(`${file} ${statSync(file).mtimeMs} ${statSync(file).size}`)
    }
  }
  folders.filter((folder) => existsSync(join(root, folder))).forEach((folder) => walk(join(root, folder)))
  return digest(files.sort().join('\n'))
}

function isStamped(stamp, inputs) {
  const file = join(root, stamp)
  return existsSync(file) && readFileSync(file, 'utf8') === inputs
}

/** Runs a step unless its stamp says that it ran on the same inputs. */
function once(stamp, inputs, step) {
  if (isStamped(stamp, inputs)) return
  step()
  mkdirSync(join(root, stamp, '..'), { recursive: true })
  writeFileSync(join(root, stamp), inputs)
}

/** Milliseconds between two looks at the lock, and how long one without a process is believed to be just made. */
const LOOK = 200
const YOUNG = 2000

/** Waits until no other process sets up. @returns what gives the turn back. */
function takeTurn() {
  const lock = join(root, '.armistice', 'setup.lock')
  mkdirSync(join(lock, '..'), { recursive: true })
  for (let said = false; ; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      const release = () => rmSync(lock, { force: true })
      process.once('exit', release)
      return release
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    else if (!said) {
      console.error('waiting for another setup in this folder to end')
      said = true
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK)
  }
}

function isAbandoned(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    if (!(holder > 0)) return Date.now() - statSync(lock).mtimeMs > YOUNG
    process.kill(holder, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
