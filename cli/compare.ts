/** `armistice compare CASE --scenarios a,b,c`: the same worlds under each. */
import { compareLines } from '../present/words/index.ts'
import { compute } from './compute.ts'
import type { ComputeOptions } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { screen } from './run.ts'

export async function compareCommand(
  name: string,
  options: ComputeOptions & { readonly scenarios: readonly string[]; readonly json?: boolean },
): Promise<number> {
  if (options.scenarios.length === 0) throw new UsageError('name at least one scenario: --scenarios a,b')
  const computed = await compute(name, {
    ...options,
    beside: options.scenarios,
    armWorlds: options.worlds ?? 2000,
    worlds: options.worlds ?? 2000,
  })
  if (!computed) return EXIT.input
  process.stdout.write(
    options.json ? `${JSON.stringify(computed.summary)}\n` : `${screen(compareLines(computed.summary))}\n`,
  )
  return computed.summary.partial ? EXIT.interrupted : EXIT.done
}
