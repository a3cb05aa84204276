import { defined } from '../case/defined.ts'
import { fail, hint, reporterOf, warn, within } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
import type { Domain, Profile } from '../methods/frontier/domain.ts'
import { quoted } from '../text/diagnostic.ts'
import type { Diagnostic, Span } from '../text/diagnostic.ts'

/** What reading some files gave: a domain, unless an error is among the diagnostics. */
export interface DomainReading {
  readonly domain: Domain | null
  readonly diagnostics: readonly Diagnostic[]
}

/** A number that a file gives to something, with the place where that is named. */
export interface Given extends Placed<string> {
  readonly key: Span
}

export interface IssueDraft {
  readonly name: Placed<string>
  readonly values: readonly Placed<string>[]
}

/** A number as a file has it: text, since `NaN` and `abc` are to be reported and not read. */
export interface ProfileDraft {
  readonly name: string
  readonly at: Span
  /** By issue name. */
  readonly weights: ReadonlyMap<string, Given>
  /** By issue name, then value. */
  readonly evaluations: ReadonlyMap<string, ReadonlyMap<string, Given>>
  readonly noDeal: Placed<string> | null
  readonly discount: Placed<string> | null
  /** Whether a value with no evaluation counts 0 in this format, rather than being an error. */
  readonly missingIsZero: boolean
  /** Issues whose evaluations are not scaled by their greatest. */
  readonly unscaled: ReadonlySet<string>
}

/** Most values an issue may have: more is a mistake, or meant to exhaust memory. */
const MOST_VALUES = 100_000

/** Issues with their values, checked: named, not twice, not empty. A domain whose packages cannot be numbered is
 *  allowed, with a warning: its frontier can be merged all the same. */
export function checkIssues(problems: Reporter, issues: readonly IssueDraft[], whole: Span): Domain['issues'] {
  const seen = new Set<string>()
  let count = 1n
  const distinct = issues.map(({ name, values }) => ({ name, values: distinctValues(problems, name.value, values) }))
  if (issues.length === 0) fail(problems, whole, 'empty-domain', 'the domain has no issue')
  for (const { name, values } of distinct) {
    if (seen.has(name.value)) {
      fail(problems, name.at, 'duplicate-issue', `issue \`${name.value}\` stands twice`)
    }
    seen.add(name.value)
    if (values.length === 0) fail(problems, name.at, 'empty-issue', `issue \`${name.value}\` has no value`)
    if (values.length > MOST_VALUES) {
      fail(
        problems,
        name.at,
        'too-large',
        `issue \`${name.value}\` has ${values.length} values, more than ${MOST_VALUES}`,
      )
    }
    count *= BigInt(Math.max(1, values.length))
  }
  if (count > BigInt(Number.MAX_SAFE_INTEGER)) {
    warn(
      problems,
      whole,
      'large-domain',
      `the domain has ${count} packages, more than can be numbered (2^53 − 1)`,
      'its frontier is found by merging issues; nothing that enumerates packages will run',
    )
  }
  return distinct.map(({ name, values }) => ({ name: name.value, values: values.map(({ value }) => value) }))
}

/** Each value once: published domains repeat some, and all tools read them as one. */
function distinctValues(
  problems: Reporter,
  issue: string,
  values: readonly Placed<string>[],
): readonly Placed<string>[] {
  const known = new Set<string>()
  return values.filter(({ value, at }) => {
    if (!known.has(value)) return known.add(value)
    warn(problems, at, 'duplicate-value', `value ${quoted(value)} stands twice in issue ${quoted(issue)}; once counts`)
    return false
  })
}

/** A profile over the issues, checked: a weight for each issue, an evaluation for each value. */
export function checkProfile(problems: Reporter, issues: Domain['issues'], draft: ProfileDraft): Profile {
  for (const [name, { key }] of draft.weights) {
    if (!issues.some((issue) => issue.name === name)) unknownIssue(problems, key, name, issues)
  }
  for (const [name, row] of draft.evaluations) {
    const issue = issues.find((other) => other.name === name)
    if (issue === undefined) {
      if (!draft.weights.has(name)) unknownIssue(problems, [...row.values()][0]?.key ?? draft.at, name, issues)
      continue
    }
    const known = new Set(issue.values)
    for (const [value, { key }] of row) if (!known.has(value)) unknownValue(problems, key, value, issue)
  }
  const discount = draft.discount === null ? 1 : readNumber(problems, draft.discount, 'the discount factor')
  if (draft.discount !== null && (discount < 0 || discount > 1)) {
    const message = `the discount factor ${discount} is not between 0 and 1; no settlement uses it`
    warn(problems, draft.discount.at, 'out-of-range', message)
  }
  const weights = issues.map((issue) => weightOf(problems, issue, draft))
  if (issues.length > 0 && draft.weights.size > 0 && weights.every((weight) => weight === 0)) {
    fail(problems, draft.at, 'zero-weights', `every weight of profile \`${draft.name}\` is 0`)
  }
  return {
    name: draft.name,
    weights,
    evaluations: issues.map((issue) => evaluationsOf(problems, issue, draft)),
    tops: topsOf(issues, draft),
    noDeal: draft.noDeal === null ? null : readNumber(problems, draft.noDeal, 'the reservation value'),
    noDealPackage: null,
    discount,
  }
}

type Issue = Domain['issues'][number]

function topsOf(issues: Domain['issues'], draft: ProfileDraft): Profile['tops'] {
  const tops = issues.map((issue) => topOf(issue, draft))
  return tops.every((top) => top === null) ? null : tops
}

/** See `Profile.tops`. Evaluations that cannot be read are reported where the value is known. */
function topOf(issue: Issue, draft: ProfileDraft): number | null {
  if (draft.unscaled.has(issue.name)) return 1
  const row = draft.evaluations.get(issue.name)
  if (row === undefined || row.size <= issue.values.length) return null
  const numbers = [...row.values()].map(({ value }) => Number(value)).filter((value) => Number.isFinite(value))
  return numbers.length === 0 ? null : numbers.reduce((a, b) => Math.max(a, b))
}

function weightOf(problems: Reporter, issue: Issue, draft: ProfileDraft): number {
  const written = draft.weights.get(issue.name)
  if (written === undefined) {
    fail(problems, draft.at, 'missing-weight', `profile \`${draft.name}\` has no weight for issue \`${issue.name}\``)
    return 0
  }
  const weight = readNumber(problems, written, `the weight of \`${issue.name}\``)
  if (weight < 0) {
    fail(
      problems,
      written.at,
      'negative-weight',
      `the weight of \`${issue.name}\` is negative`,
      'a weight says how much an issue matters; to turn preferences round, turn its evaluations round',
    )
  }
  return weight
}

function evaluationsOf(problems: Reporter, issue: Issue, draft: ProfileDraft): number[] {
  const row = draft.evaluations.get(issue.name)
  if (row === undefined) {
    fail(problems, draft.at, 'missing-issue', `profile \`${draft.name}\` does not evaluate issue \`${issue.name}\``)
    return issue.values.map(() => 0)
  }
  return issue.values.map((value) => {
    const written = row.get(value)
    if (written !== undefined) return readNumber(problems, written, `the evaluation of \`${value}\``)
    const at = [...row.values()][0]?.key ?? draft.at
    const message = `profile \`${draft.name}\` does not evaluate value \`${value}\` of issue \`${issue.name}\``
    if (draft.missingIsZero) warn(problems, at, 'missing-value', message, 'it counts 0')
    else fail(problems, at, 'missing-value', message)
    return 0
  })
}

/** Numbers of such size, multiplied and added up over a domain, stay finite. */
const GREATEST = 1e100

/** A finite decimal number. */
export function readNumber(problems: Reporter, written: Placed<string>, what: string): number {
  const text = written.value.trim()
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(value)) {
    fail(problems, written.at, 'bad-number', `${what} is ${quoted(written.value)}, not a finite number`)
    return 0
  }
  if (value === 0 || (Math.abs(value) <= GREATEST && Math.abs(value) >= 1 / GREATEST)) return value
  fail(problems, written.at, 'out-of-range', `${what} is ${quoted(written.value)}: no number beyond 1e±100 is read`)
  return 0
}

function unknownIssue(problems: Reporter, at: Span, name: string, issues: Domain['issues']): void {
  fail(
    problems,
    at,
    'unknown-issue',
    `the domain has no issue \`${name}\``,
    hint(
      problems,
      name,
      at,
      issues.map((issue) => issue.name),
    ),
  )
}

/** Common in published profiles, and harmless: no package can have the value. */
function unknownValue(problems: Reporter, at: Span, value: string, issue: Issue): void {
  warn(
    problems,
    at,
    'unknown-value',
    `issue \`${issue.name}\` of the domain has no value \`${value}\`; it is left out`,
    hint(problems, value, at, issue.values),
  )
}

/** Reads the files of a domain with a reporter each. @param read gives the domain as far as it can be read. */
export function readFiles(
  files: Readonly<Record<string, string>>,
  read: (files: readonly Reporter[]) => Domain | null,
): DomainReading {
  const reporters = Object.entries(files).map(([file, text]) => reporterOf(file, text))
  const domain = within(reporters, () => read(reporters))
  const diagnostics = reporters.flatMap((file) => file.found)
  return { domain: diagnostics.some((d) => d.severity === 'error') ? null : domain, diagnostics }
}

/** A domain comes with a profile at least. */
export function checkComplete(domain: Domain, domainFile: Reporter): Domain {
  if (domain.profiles.length > 0) return domain
  const message = `domain ${quoted(domain.name)} comes with no profile`
  fail(domainFile, { offset: 0, length: 1 }, 'missing-profile', message, 'name the profile files after the domain file')
  return domain
}

/** A profile in other units: its utilities are `factor` times what they were. */
export interface Rescaled {
  readonly profile: Profile
  readonly factor: number
}

/** The profile as one whose evaluations are at most 1 and whose weights add up to no more than 1, as GENIUS and
 *  GeniusWeb define utility, without changing utilities except for a common factor. Numbers that already are so stay
 *  as they are.
 *  @param sum what the weights have to come to: `one` (GeniusWeb), or `atMostOne` (GENIUS leaves a lower sum). */
export function normalisedProfile(profile: Profile, reading: 'raw' | 'normalised', sum: 'one' | 'atMostOne'): Rescaled {
  const greatest = profile.evaluations.map((row) => row.reduce((a, b) => Math.max(a, b)))
  if (reading === 'normalised' && sum === 'atMostOne' && profile.tops === null) return { profile, factor: 1 }
  const total = profile.weights.reduce((all, weight) => all + weight, 0)
  const is = (value: number): boolean => Math.abs(value - 1) < 1e-9
  const tops = greatest.map((most, issue) => (reading === 'raw' ? 1 : (profile.tops?.[issue] ?? most)))
  const fits = is(total) || (sum === 'atMostOne' && reading === 'normalised' && total < 1)
  const legal = reading === 'raw' && sum === 'one' && profile.evaluations.flat().every((e) => e >= 0 && e <= 1)
  if (fits && (legal || greatest.every((most, issue) => is(most) && is(defined(tops[issue])))))
    return { profile, factor: 1 }
  const scale = reading === 'raw' || total <= 1 ? 1 : total
  const swings = profile.weights.map((weight, issue) =>
    defined(tops[issue]) > 0 ? (weight * defined(greatest[issue])) / defined(tops[issue]) / scale : 0,
  )
  const reached = swings.reduce((a, b) => a + b, 0)
  const factor = is(reached) || (sum === 'atMostOne' && reached < 1) ? 1 : 1 / reached
  return {
    factor,
    profile: {
      ...profile,
      weights: swings.map((swing) => swing * factor),
      evaluations: profile.evaluations.map((row, issue) =>
        row.map((e) => (defined(greatest[issue]) > 0 ? e / defined(greatest[issue]) : 0)),
      ),
      tops: null,
      noDeal: profile.noDeal === null ? null : profile.noDeal * factor,
    },
  }
}

/** Files by name, and what the format could not hold. */
export interface WrittenDomain {
  readonly files: Readonly<Record<string, string>>
  readonly lost: readonly string[]
}

/** A name fit for a file on any system. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '') || 'unnamed'
}

/** Profile names made distinct as file names, in order. */
export function profileFileNames(domain: Domain): string[] {
  const used = new Set([fileName(domain.name).toLowerCase()])
  return domain.profiles.map((profile) => {
    let name = fileName(profile.name)
    for (let k = 2; used.has(name.toLowerCase()); k++) name = `${fileName(profile.name)}-${k}`
    used.add(name.toLowerCase())
    return name
  })
}

/** What no deal is worth to the profile as a number in its own reading, null if the file gave nothing. */
export function noDealNumber(profile: Profile, reading: 'raw' | 'normalised'): number | null {
  if (profile.noDealPackage === null) return profile.noDeal
  const { profile: scaled } = reading === 'normalised' ? normalisedProfile(profile, reading, 'atMostOne') : { profile }
  return profile.noDealPackage.reduce(
    (sum, option, issue) => sum + defined(scaled.weights[issue]) * defined(defined(scaled.evaluations[issue])[option]),
    0,
  )
}
