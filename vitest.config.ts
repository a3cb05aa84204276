import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** What takes longest, first, so that nothing long is left for the end; what waits for servers stands before what
 *  computes. */
const LONGEST = [
  'test/cluster/servers',
  'test/server/serve',
  'test/cases/flagship',
  'test/runner/',
  'test/web/',
  'test/cli/',
  'test/present/charts/',
  'test/store/',
  'test/server/',
  'test/answers/',
  'test/cases/',
]

function rank({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((part) => moduleId.includes(`/${part}`))
  return at === -1 ? LONGEST.length : at
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/properties.ts'],
    globalSetup: ['test/store-folder.ts'],
    pool: 'threads',
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // More than processors: tests of the app and of servers wait as much as they work.
    maxWorkers: availableParallelism() + 1,
    testTimeout: process.env['PROPERTY_RUNS'] === undefined ? 400_000 : 1_200_000,
    hookTimeout: 120_000,
  },
})
export default config
