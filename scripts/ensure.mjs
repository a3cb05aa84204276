// Sets up what is missing, then starts the app or runs the tests. Needs nothing but Node.
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bin, fail, root, run, setUp } from './setup.mjs'

function test(args, variables) {
  run(bin('tsc'), ['-p', 'tsconfig.web.json'])
  run(bin('biome'), ['ci', '--colors=off', '.'])
  run(bin('knip'), ['--no-progress'])
  run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], { variables })
}

function conformance(args) {
  const seed = process.env.PROPERTY_SEED ?? String(randomInt(2 ** 31))
  console.error(`property tests draw from seed ${seed}: PROPERTY_SEED=${seed} npm run conformance draws the same`)
  test(args, {
    PROPERTY_SEED: seed,
    PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '2000',
    // Of all readers together.
    FUZZ_INPUTS: process.env.FUZZ_INPUTS ?? '1000000',
  })
}

function bench([name, ...options]) {
  const benches = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.ts') && existsSync(join(root, 'dist/bench', file.replace(/\.ts$/, '.js'))))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((file) => !file.endsWith('-inputs'))
  if (!benches.includes(name)) fail(`usage: npm run bench -- ${benches.join('|')} [options]`)
  run(process.execPath, [join(root, `dist/bench/${name}.js`), ...options])
}

const [task, ...rest] = process.argv.slice(2)
setUp({ app: task !== 'build' })
switch (task) {
  case 'start':
    run(process.execPath, [join(root, 'dist/cli/main.js'), 'start', ...rest])
    break
  case 'test':
    test(rest)
    break
  case 'conformance':
    conformance(rest)
    break
  case 'bench':
    bench(rest)
    break
  case 'build':
    break
  default:
    fail('usage: node scripts/ensure.mjs start|test|conformance|bench|build')
}
