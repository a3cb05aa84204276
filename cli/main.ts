#!/usr/bin/env node
/** `armistice`: one file a command; results on stdout, progress and notes on stderr. */
import * as nodeModule from 'node:module'
import { EXIT, whyRefused } from './exit.ts'

// Code compiled by one start serves the next, where Node can keep it (from 22.1 on; NODE_DISABLE_COMPILE_CACHE=1 keeps
// none). What is imported after this is kept.
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown }
enableCompileCache?.()

// A reader such as `head` that has seen enough is no failure, and hides none: the rest is said to nobody, and the exit
// code is that of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return
  process.stderr.write(`armistice: the answer could not be written: ${whyRefused(error) ?? error.message}\n`)
  process.exit(EXIT.input)
})

const { armistice } = await import('./program.ts')
process.exitCode = await armistice(process.argv)
