/** `armistice compare CASE --scenarios a,b,c`: the same worlds under each. */
import { compareLines } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { screen } from './run.ts'
import type { RunOptions } from './run.ts'

export async function compareCommand(
  name: string,
  options: RunOptions & { readonly scenarios: readonly string[] },
): Promise<number> {
  const { scenario, scenarios, worlds, seed, threads, posterior, minutes, json } = options
  const found = await askOfCase(
    name,
    { kind: 'compare', scenario, scenarios, worlds, seed },
    { threads, posterior, minutes },
  )
  if (typeof found === 'number') return found
  process.stdout.write(
    json ? `${JSON.stringify(found.record)}\n` : `${screen(compareLines(found.opened.case, found.record))}\n`,
  )
  return found.code
}
