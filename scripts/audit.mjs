// Asks the registry whether anything that is installed has a known hole. Ends with 1 where one is high or critical; where
// the registry does not answer it says so and ends with 0, since nothing was found.
import { spawnSync } from 'node:child_process'
import { root } from './setup.mjs'

const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const report = read(stdout)
const counts = report?.metadata?.vulnerabilities
if (!counts) {
  const why = report?.message ?? report?.error?.summary ?? error?.message ?? 'it does not answer'
  console.log(`npm audit: not done, the registry was not to be asked (${why})`)
} else {
  const told = Object.entries(counts).filter(([kind, count]) => kind !== 'total' && count > 0)
  console.log(
    `npm audit: ${told.length === 0 ? 'no known holes' : told.map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
  )
  if (counts.high + counts.critical > 0) {
    for (const [name, { severity, range }] of Object.entries(report.vulnerabilities ?? {}))
      console.log(`  ${name} ${range}: ${severity}`)
    process.exitCode = 1
  }
}

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
