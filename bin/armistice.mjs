#!/usr/bin/env node
// The command line. In a checkout it first sets up what is missing, so that it is there before the first build too.
import { existsSync } from 'node:fs'

const inCheckout = existsSync(new URL('../scripts/setup.mjs', import.meta.url))
if (inCheckout) {
  const { setUp } = await import('../scripts/setup.mjs')
  const needsApp = ['open', 'start', 'serve', 'report'].includes(process.argv[2])
  setUp({ app: needsApp })
}
await import('../dist/cli/main.js')
