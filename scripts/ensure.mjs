// Sets up what is missing, then starts the app or runs the tests. Needs nothing but Node.
import { createHash, randomInt } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** Smallest Node that the dependencies support. */
const OLDEST = [20, 19]

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    fail(`Armistice needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}`)
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

function run(command, args, variables = {}) {
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...variables },
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

const digest = (text) => createHash('sha256').update(text).digest('hex')

/** Runs a step unless its stamp says that it ran on the same inputs. */
function once(stamp, inputs, step) {
  const file = join(root, stamp)
  if (existsSync(file) && readFileSync(file, 'utf8') === inputs) return
  step()
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, inputs)
}

function install() {
  const inputs = digest(readFileSync(join(root, 'package-lock.json'), 'utf8') + process.platform + process.arch)
  once('node_modules/.install-stamp', inputs, () => {
    console.error('installing dependencies')
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  })
}

/** Newest change of any source, so that a build is made exactly when there is something to build. */
function sources(folders) {
  const newest = []
  const walk = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name)
      if (entry.isDirectory()) walk(file)
      else newest.push(`${file} ${statSync(file).mtimeMs} ${statSync(file).size}`)
    }
  }
  folders.filter((folder) => existsSync(join(root, folder))).forEach((folder) => walk(join(root, folder)))
  return digest(newest.sort().join('\n'))
}

function build() {
  once('dist/.build-stamp', sources(['src', 'present', 'runner', 'store', 'cluster', 'server', 'cli', 'bench']), () =>
    run(bin('tsc'), ['-b']),
  )
}

function buildApp() {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return
  once('dist/.app-stamp', sources(['src', 'present', 'web', 'cases']), () => {
    console.error('building the app')
    run(bin('vite'), ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'])
  })
}

function test(args, variables) {
  run(bin('tsc'), ['-p', 'tsconfig.web.json'])
  buildApp()
  run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], variables)
}

checkNode()
install()
build()
const [task, ...rest] = process.argv.slice(2)
if (task === 'start') {
  buildApp()
  run(process.execPath, [join(root, 'dist/cli/main.js'), 'start', ...rest])
} else if (task === 'test') {
  test(rest)
} else if (task === 'conformance') {
  const seed = process.env.PROPERTY_SEED ?? String(randomInt(2 ** 31))
  console.error(`property tests draw from seed ${seed}: PROPERTY_SEED=${seed} npm run conformance draws the same`)
  test(rest, { PROPERTY_SEED: seed, PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '2000' })
} else if (task === 'bench') {
  const [name, ...options] = rest
  const benches = readdirSync(join(root, 'bench'))
    .filter((file) => existsSync(join(root, 'dist/bench', file.replace(/\.ts$/, '.js'))) && file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((bench) => !bench.endsWith('-inputs'))
  if (!benches.includes(name)) fail(`usage: npm run bench -- ${benches.join('|')} [options]`)
  buildApp()
  run(process.execPath, [join(root, `dist/bench/${name}.js`), ...options])
} else if (task !== 'build') {
  fail('usage: node scripts/ensure.mjs start|test|conformance|bench|build')
}
