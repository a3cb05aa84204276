/** `armistice explain CASE PACKAGE-or-CLAIM`: why it stands or falls, down to the line and the source.
 *  `armistice explain CASE space`: what strikes out all packages but those that suit everybody. */
import { compile, encodes, explainPackage, packageNamed, strikes } from '../src/index.ts'
import { claimText, packageText, strikesText } from '../present/words/index.ts'
import type { Case } from '../src/index.ts'
import { compute, openCase } from './compute.ts'
import type { ComputeOptions } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { wrap } from './run.ts'

/** Enough for intervals of about two points of percentage, in a second. */
const EXPLAIN_WORLDS = 2000
/** What stands for all packages, where the case has no package of that name. */
const SPACE = 'space'

type ExplainOptions = ComputeOptions & { readonly json?: boolean }

export async function explainCommand(name: string, what: string, options: ExplainOptions): Promise<number> {
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const claim = opened.case.claims.find(({ id }) => id === what)
  if (claim) {
    const computed = claim.test ? await compute(name, options) : null
    const finding = computed?.summary.findings.find((candidate) => candidate.claim === claim.id)
    const parts = encodes(opened.case, claim.id)
    print(
      options,
      { claim, finding: finding ?? null, encodedBy: parts },
      claimText(opened.case, claim, finding, opened.file),
    )
    return EXIT.done
  }
  const { scenario, worlds = EXPLAIN_WORLDS, seed } = options
  const model = compile(opened.case, scenario ?? null, {
    worlds,
    armWorlds: 0,
    beside: [],
    ...(seed === undefined ? {} : { seed }),
  })
  if (what === SPACE && !opened.case.packages.some(({ id }) => id === SPACE)) {
    const found = strikesOrExplain(model)
    print(options, found, strikesText(opened.case, found, opened.file))
    return EXIT.done
  }
  const explanation = explainPackage(model, chosenPackage(opened.case, what))
  print(options, explanation, packageText(opened.case, explanation, opened.file))
  return EXIT.done
}

function chosenPackage(theCase: Case, what: string): readonly number[] {
  const chosen = packageNamed(theCase, what)
  if (typeof chosen === 'string')
    throw new UsageError(
      `${chosen}; name a claim (${ids(theCase.claims)}), a package (${ids(theCase.packages)}), its number, issue=option,issue=option, or \`${SPACE}\` for all packages`,
    )
  return chosen
}

function strikesOrExplain(model: Parameters<typeof strikes>[0]): ReturnType<typeof strikes> {
  try {
    return strikes(model)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

function ids(named: readonly { readonly id: string }[]): string {
  return named.map(({ id }) => id).join(', ')
}

function print({ json }: ExplainOptions, document: unknown, lines: readonly string[]): void {
  const width = Math.max(60, Math.min(120, process.stdout.columns ?? 100))
  process.stdout.write(
    json ? `${JSON.stringify(document)}\n` : `${lines.flatMap((text) => wrap(text, width, '')).join('\n')}\n`,
  )
}
