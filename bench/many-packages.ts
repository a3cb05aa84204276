/** Worlds of cases with very many packages: milliseconds a world, the first ones apart, before the compiler of the
 *  engine has settled. node dist/bench/many-packages.js [--worlds 200] */
import { parseArgs } from 'node:util'
import { compile, load, newTally, simulator } from '../src/internal.ts'
import { manyPackages } from './many-packages-case.ts'
import type { Size } from './many-packages-case.ts'

const SIZES: readonly (Size & { readonly wanted: number })[] = [
  { parties: 8, issues: 8, options: 4, chain: 0, wanted: 20 },
  { parties: 8, issues: 8, options: 4, chain: 7, wanted: 20 },
  { parties: 3, issues: 12, options: 6, chain: 0, wanted: 5 },
  { parties: 3, issues: 12, options: 6, chain: 11, wanted: 5 },
]

const { values: given } = parseArgs({ options: { worlds: { type: 'string', default: '200' } } })
const half = Math.max(1, Math.floor(Number(given.worlds) / 2))
console.log('parties issues options ties   first ms   ms a world   CPU ms   wanted')
for (const { wanted, ...size } of SIZES) {
  const loaded = load(manyPackages(size), 'many.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]?.message)
  const model = compile(loaded.case, null, { worlds: 2 * half, seed: 3 })
  const play = simulator(model)
  const tally = newTally(model)
  const start = performance.now()
  play(0, half, tally)
  const [warm, before] = [performance.now(), process.cpuUsage()]
  play(half, 2 * half, tally)
  const cpu = process.cpuUsage(before)
  const each = [(warm - start) / half, (performance.now() - warm) / half, (cpu.user + cpu.system) / 1000 / half]
  const { parties, issues, options, chain } = size
  const cells = [
    String(parties).padStart(7),
    String(issues).padStart(6),
    String(options).padStart(7),
    String(chain).padStart(4),
  ]
  console.log(
    `${cells.join(' ')} ${each.map((ms) => ms.toFixed(2).padStart(11)).join(' ')} ${String(wanted).padStart(8)}`,
  )
}
