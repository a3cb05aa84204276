import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/properties.ts'],
    pool: 'threads',
    isolate: false,
    // One more than is left over by default where there are two cores: tests of the app and of servers wait as much as
    // they work.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: process.env['PROPERTY_RUNS'] === undefined ? 400_000 : 1_200_000,
    hookTimeout: 120_000,
  },
})
export default config
