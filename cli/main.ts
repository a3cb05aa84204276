#!/usr/bin/env node
/** `armistice`: one file a command; results on stdout, progress and notes on stderr. */
import { EXIT, whyRefused } from './exit.ts'
import { armistice } from './program.ts'

// A reader such as `head` that has seen enough is no failure, and hides none: the rest is said to nobody, and the exit
// code is that of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return
  process.stderr.write(`armistice: the answer could not be written: ${whyRefused(error) ?? error.message}\n`)
  process.exit(EXIT.input)
})

process.exitCode = await armistice(process.argv)
