/** `armistice explain CASE PACKAGE-or-CLAIM`: why it stands or falls, down to the line and the source. */
import { claimText, compile, encodes, explainPackage, packageNamed, packageText } from '../src/index.ts'
import { compute, openCase } from './compute.ts'
import type { ComputeOptions } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { wrap } from './run.ts'

/** Enough for intervals of about two points of percentage, in a second. */
const EXPLAIN_WORLDS = 2000

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
  const chosen = packageNamed(opened.case, what)
  if (typeof chosen === 'string')
    throw new UsageError(
      `${chosen}; name a claim (${ids(opened.case.claims)}), a package (${ids(opened.case.packages)}), its number, or issue=option,issue=option`,
    )
  const { scenario, worlds = EXPLAIN_WORLDS, seed } = options
  const model = compile(opened.case, scenario ?? null, {
    worlds,
    armWorlds: 0,
    beside: [],
    ...(seed === undefined ? {} : { seed }),
  })
  const explanation = explainPackage(model, chosen)
  print(options, explanation, packageText(opened.case, explanation, opened.file))
  return EXIT.done
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
