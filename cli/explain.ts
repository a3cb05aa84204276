/** `armistice explain CASE PACKAGE-or-CLAIM`: why it stands or falls, down to the line and the source.
 *  `armistice explain CASE space`: what strikes out all packages but those that suit everybody. */
import { claimText, decidingTest, nearText, oppositeLines, packageText, strikesText } from '../present/words/index.ts'
import { oppositeOf } from '../src/internal.ts'
import type { ClaimExplained } from '../src/internal.ts'
import { askOfCase } from './ask.ts'
import { EXIT, UsageError } from './exit.ts'
import { paragraphs } from './run.ts'
import type { RunOptions } from './run.ts'

/** What stands for all packages, where the case has no package or claim of that name. */
const SPACE = 'space'
/** Most worlds in which every package is looked at one by one. */
const NEAR_WORLDS = 400
/** Worlds behind each estimate of what would turn a verdict, and inputs looked at closely: an answer while one reads
 *  the verdict. */
const OPPOSITE_WORLDS = 200
const OPPOSITE_INPUTS = 3

export interface ExplainOptions extends RunOptions {
  /** No search: for what would turn a verdict, or for nearer terms. */
  readonly quick?: boolean
}

export async function explainCommand(name: string, what: string, options: ExplainOptions): Promise<number> {
  const { scenario, worlds, seed, threads, posterior, minutes } = options
  if (what === SPACE) {
    if (options.quick === true)
      throw new UsageError('`--quick` is for a claim or a package: nothing is searched for here')
    const found = await askOfCase(name, { kind: 'space', scenario, worlds, seed }, { threads, posterior, minutes })
    if (typeof found === 'number') return found
    print(options, found.record, strikesText(found.opened.case, found.record, found.opened.file))
    return found.code
  }
  const found = await askOfCase(
    name,
    { kind: 'explain', what, scenario, worlds, seed },
    { threads, posterior, minutes },
  )
  if (typeof found === 'number') return found
  const { record, opened, code } = found
  if (code !== 0) process.stderr.write('partial: fewer worlds than asked for were run\n')
  if ('claim' in record) {
    const text = claimText(opened.case, record.claim, record.finding ?? undefined, opened.file)
    const test = code === 0 && options.quick !== true ? decidingTest(record.claim, record.finding) : null
    if (test === null || options.json !== true) print(options, record, text)
    return test === null ? code : opposite(name, test, options, { record, file: opened.file })
  }
  const text = packageText(opened.case, record, opened.file)
  if (code !== 0 || options.quick === true) {
    print(options, record, text)
    return code
  }
  const few = worlds === undefined ? undefined : Math.min(worlds, NEAR_WORLDS)
  const near = await askOfCase(
    name,
    { kind: 'near', what, scenario, worlds: few, seed },
    { threads, posterior, minutes },
  )
  if (typeof near !== 'number') {
    print(options, { ...record, nearest: near.record }, [...text, ...nearText(opened.case, near.record)])
    return near.code
  }
  // Why there are no nearest terms is said already; the package is explained all the same.
  print(options, { ...record, nearest: null }, text)
  return near === EXIT.interrupted ? near : EXIT.done
}

/** What would have to be true for the opposite, behind the verdict: broken off, the verdict is there already. */
async function opposite(
  name: string,
  claim: string,
  options: RunOptions,
  { record, file }: { readonly record: ClaimExplained; readonly file: string },
): Promise<number> {
  const { scenario, seed, threads, posterior, minutes, json } = options
  const worlds = Math.min(options.worlds ?? OPPOSITE_WORLDS, OPPOSITE_WORLDS)
  process.stderr.write(
    `Next, what would turn it: every assumption of the case at both ends of its range, ${worlds} worlds each, which takes minutes in a case of hundreds of assumptions. ` +
      `How long it takes here is told within seconds; ${json === true ? 'with Ctrl+C the verdict alone is printed' : 'Ctrl+C leaves it at the verdict above'}, and \`--quick\` goes without.\n`,
  )
  const wanted = { kind: 'tipping' as const, claim, inputs: OPPOSITE_INPUTS, scenario, worlds, seed }
  const found = await askOfCase(name, wanted, { threads, posterior, minutes })
  const isThere = typeof found !== 'number'
  const lines = (quantity: number): number | null =>
    isThere ? (found.opened.case.quantities[quantity]?.provenance.place.line ?? null) : null
  const nearest = isThere ? oppositeOf(found.record, OPPOSITE_INPUTS, lines) : null
  if (json === true) print(options, { ...record, opposite: nearest }, [])
  else if (isThere && nearest !== null)
    process.stdout.write(`${oppositeLines(found.record, nearest, file).join('\n')}\n`)
  if (isThere) return found.code
  return found === EXIT.interrupted ? found : EXIT.done
}

function print({ json }: RunOptions, record: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(record)}\n` : `${paragraphs(lines)}\n`)
}
