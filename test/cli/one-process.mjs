/** Runs commands of the built command line one after the other, each as if it were alone: its words, its folder, its
 *  output and its exit code are its own. */
import { pathToFileURL } from 'node:url'

const [, , main] = process.argv
let turn = Promise.resolve()

process.on('disconnect', () => process.exit())
process.on('message', (order) => {
  turn = turn.then(() => run(order))
})

async function run({ id, words, folder }) {
  const said = { out: '', err: '' }
  const taking = (key) => (text) => {
    said[key] += typeof text === 'string' ? text : Buffer.from(text).toString()
    return true
  }
  const before = [process.stdout.write, process.stderr.write]
  process.stdout.write = taking('out')
  process.stderr.write = taking('err')
  process.chdir(folder)
  process.argv = [process.execPath, main, ...words]
  process.exitCode = 0
  try {
    // The query makes it another module, whose imports are those that are here already.
    await import(`${pathToFileURL(main)}?${id}`)
  } finally {
    ;[process.stdout.write, process.stderr.write] = before
    process.stdout.removeAllListeners('error')
  }
  const code = Number(process.exitCode)
  process.exitCode = 0
  process.send({ id, code, ...said })
}
