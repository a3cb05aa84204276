/** `armistice war CASE`: the projection alone. */
import { warLines } from '../present/words/index.ts'
import { compute } from './compute.ts'
import type { ComputeOptions } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { screen } from './run.ts'

export async function warCommand(name: string, options: ComputeOptions & { readonly json?: boolean }): Promise<number> {
  const computed = await compute(name, { ...options, beside: [] })
  if (!computed) return EXIT.input
  if (!computed.case.war)
    throw new UsageError(`case ${computed.case.id} has no \`war\` section, so there is nothing to project`)
  const { arms, case: about, seed, worlds, engine } = computed.summary
  const { war, regions } = arms[0]!
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ armistice: 1, engine, case: about, seed, worlds, war, regions })}\n`
      : `${screen(warLines(computed.summary))}\n`,
  )
  return computed.summary.partial ? EXIT.interrupted : EXIT.done
}
