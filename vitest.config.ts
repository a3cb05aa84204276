import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/properties.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: process.env['PROPERTY_RUNS'] === undefined ? 400_000 : 1_200_000,
  },
})
export default config
