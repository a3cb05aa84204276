import { defined } from '../case/defined.ts'
import { decimalOf } from '../methods/frontier/grid-points.ts'
import type { Decimal } from '../methods/frontier/grid-points.ts'
import { quoted } from '../text/diagnostic.ts'
import type { Span } from '../text/diagnostic.ts'
import { fail, warn } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
import { stringify } from 'yaml'
import type { Domain, Profile } from '../methods/frontier/domain.ts'
import type { DomainReading, Given, IssueDraft, WrittenDomain } from './domain-checks.ts'
import {
  checkComplete,
  checkIssues,
  checkProfile,
  fileName,
  readFiles,
  noDealNumber,
  normalisedProfile,
  profileFileNames,
  readNumber,
} from './domain-checks.ts'
import { entriesOrError, itemsOrError, optional, parseNodes, required, scalarOrError } from './node-readers.ts'
import type { Entry, Node } from '../text/tree.ts'
import { child } from '../text/tree.ts'

/** Reads a NegMAS scenario folder: the file with `issues` is the domain, files with `weights` or `values` are
 *  profiles, each of type `LinearAdditiveUtilityFunction` or `LinearUtilityAggregationFunction` with `TableFun`
 *  values, or lines over values that are numbers; a discounted function is read for the one inside it.
 *  `reserved_value: -.inf` means that the file gives none. Utility is as written (`raw`). Other files of the
 *  folder (`_info.yml`, `_stats.yml`) are passed over. @param files text by file name, in the order wanted for
 *  profiles. */
export function readNegmasYaml(files: Readonly<Record<string, string>>): DomainReading {
  return readFiles(files, domainOf)
}

function domainOf(files: readonly Reporter[]): Domain | null {
  const parsed = files.map((problems) => ({ problems, root: parseNodes(problems) }))
  const readable = parsed.flatMap(({ problems, root }) => (root === null ? [] : [{ problems, root }]))
  const source = readable.find(({ root }) => child(root, 'issues') !== null)
  if (source === undefined) {
    const [at] = readable
    if (at !== undefined) fail(at.problems, at.root.span, 'missing-domain', 'no file holds a domain (`issues`)')
    return null
  }
  const drafts = issueDrafts(source.problems, defined(child(source.root, 'issues')))
  const issues = checkIssues(source.problems, drafts, source.root.span)
  const others = readable.filter((one) => one !== source && isProfile(one.problems, one.root))
  const read = others.map(({ problems, root }) => readProfile(problems, root, issues))
  const profiles = read.filter((one) => one !== null)
  if (profiles.length < read.length) return null
  const named = child(source.root, 'name')
  const name = named === null ? 'domain' : scalarOrError(source.problems, named, '`name`').value
  return checkComplete({ name, issues, profiles }, source.problems)
}

/** Most values that a range stands for. */
const WIDEST = 100_000

function issueDrafts(problems: Reporter, issues: Node): IssueDraft[] {
  return itemsOrError(problems, issues, '`issues`').map((node) => {
    const entries = entriesOrError(problems, node, 'an issue')
    const name = required(problems, entries, 'name', node.span)
    const values = required(problems, entries, 'values', node.span)
    return {
      name: name === null ? { value: '', at: node.span } : scalarOrError(problems, name, '`name`'),
      values: values === null ? [] : valuesOf(problems, entries, values),
    }
  })
}

/** Values of an issue: a list, or a number n for 0 … n − 1, or two bounds of a contiguous issue. */
function valuesOf(problems: Reporter, entries: readonly Entry[], node: Node): Placed<string>[] {
  const type = optional(entries, 'type')
  const contiguous = type?.kind === 'scalar' && type.text.endsWith('ContiguousIssue')
  if (type?.kind === 'scalar' && /Continuous/.test(type.text)) {
    fail(problems, type.span, 'issue-kind', `\`${type.text}\` has no packages to compare; only discrete issues have`)
  }
  if (node.kind === 'list' && !(contiguous && node.items.length === 2)) {
    return node.items.map((item) => scalarOrError(problems, item, 'a value'))
  }
  const ends =
    node.kind === 'list'
      ? node.items.map((v) => scalarOrError(problems, v, 'a bound').value)
      : ['0', String(Number(scalarOrError(problems, node, '`values`').value) - 1)]
  const [low, high] = [Number(ends[0]), Number(ends[1])]
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high) && high >= low && high - low < WIDEST) {
    return Array.from({ length: high - low + 1 }, (_, k) => ({ value: String(low + k), at: node.span }))
  }
  fail(problems, node.span, 'bad-range', `not a range of at most ${WIDEST} integers`)
  return []
}

/** Says so of a file that is nothing of a domain. */
function isProfile(problems: Reporter, root: Node): boolean {
  if (root.kind !== 'map' || ['type', 'values', 'weights', 'ufun'].some((key) => child(root, key) !== null)) return true
  warn(problems, root.span, 'passed-over', 'neither a domain nor a profile; the file is passed over')
  return false
}

/** Null where it is of a kind that is not read: what else it lacks would follow from that. */
function readProfile(problems: Reporter, root: Node, issues: Domain['issues']): Profile | null {
  const outer = entriesOrError(problems, root, 'a profile')
  const { entries, discount } = innerFunction(problems, outer, 0)
  const affine = isAffine(problems, optional(entries, 'type'))
  if (affine === null) return null
  const values = affine ? null : required(problems, entries, 'values', root.span)
  const name = optional(outer, 'name') ?? optional(entries, 'name')
  const rows = values === null ? [] : byIssue(problems, values, '`values`', issues)
  const base = problems.file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
  const bias = affine ? biasOf(problems, entries) : 0
  return checkProfile(problems, issues, {
    name: name === null ? base : scalarOrError(problems, name, '`name`').value,
    at: root.span,
    weights: weightsOf(problems, optional(entries, 'weights'), root, issues),
    evaluations: affine
      ? new Map(issues.map((issue) => [issue.name, numericValues(problems, issue, root.span)]))
      : new Map(
          rows.map(([issue, node]) => [
            issue,
            tableOf(
              problems,
              node,
              issues.find((one) => one.name === issue),
            ),
          ]),
        ),
    noDeal: reservedValue(problems, optional(outer, 'reserved_value') ?? optional(entries, 'reserved_value'), bias),
    discount,
    missingIsZero: false,
    unscaled: new Set(),
  })
}

const LINEAR: readonly string[] = ['LinearAdditiveUtilityFunction', 'LinearUtilityAggregationFunction']
/** Σ weight · value, the values of the issues being numbers. */
const AFFINE: readonly string[] = ['AffineUtilityFunction', 'LinearUtilityFunction']

/** Whether the function is affine in the values themselves; null where it is of a kind that is not read. */
function isAffine(problems: Reporter, type: Node | null): boolean | null {
  if (type === null || type.kind !== 'scalar') return false
  const name = type.text.replace(/^.*\./, '')
  if (AFFINE.includes(name)) return true
  if (!LINEAR.includes(name)) {
    const message = `${quoted(type.text)} is nonlinear, or of a kind that is not known; only additive functions are read`
    fail(problems, type.span, 'nonlinear', message, `additive are \`${[...LINEAR, ...AFFINE].join('`, `')}\``)
    return null
  }
  return false
}

/** Functions may discount others this deep. */
const MOST_NESTED = 8

/** The function that a discounted one discounts, with its discount factor. Time is no part of a settlement, so it is
 *  kept and not applied. */
function innerFunction(
  problems: Reporter,
  entries: readonly Entry[],
  depth: number,
): { readonly entries: readonly Entry[]; readonly discount: Placed<string> | null } {
  const [type, inner] = [optional(entries, 'type'), optional(entries, 'ufun')]
  if (inner === null || type?.kind !== 'scalar' || !/Disc/i.test(type.text) || depth > MOST_NESTED)
    return { entries, discount: null }
  const factor = optional(entries, 'discount')
  const message = `${quoted(type.text)}: the function inside is read; its discount over time is kept and not applied`
  warn(problems, type.span, 'discounted', message)
  const within = innerFunction(problems, entriesOrError(problems, inner, '`ufun`'), depth + 1)
  const discount = factor === null ? within.discount : scalarOrError(problems, factor, '`discount`')
  return { entries: within.entries, discount: discount?.value === '' ? null : discount }
}

function biasOf(problems: Reporter, entries: readonly Entry[]): number {
  const node = optional(entries, 'bias')
  return node === null ? 0 : readNumber(problems, scalarOrError(problems, node, '`bias`'), 'the bias')
}

/** The values of an issue as numbers, by themselves. */
function numericValues(problems: Reporter, issue: Domain['issues'][number], at: Span): Map<string, Given> {
  const row = new Map<string, Given>()
  for (const value of issue.values) {
    if (Number.isNaN(Number(value))) {
      const message = `value ${quoted(value)} of issue ${quoted(issue.name)} is no number, and the function adds up numbers`
      fail(problems, at, 'bad-number', message)
      return row
    }
    row.set(value, { value, at, key: at })
  }
  return row
}

/** Weights of 1 where the file gives none. */
function weightsOf(problems: Reporter, node: Node | null, root: Node, issues: Domain['issues']): Map<string, Given> {
  if (node === null) return new Map(issues.map(({ name }) => [name, { value: '1', at: root.span, key: root.span }]))
  return new Map(
    byIssue(problems, node, '`weights`', issues).map(([issue, weight]) => [
      issue,
      { ...scalarOrError(problems, weight, 'a weight'), key: weight.span },
    ]),
  )
}

/** A list in the order of the issues, or a map by issue name. */
function byIssue(problems: Reporter, node: Node, what: string, issues: Domain['issues']): (readonly [string, Node])[] {
  if (node.kind === 'map') return node.entries.map(({ key, value }) => [key, value])
  const items = itemsOrError(problems, node, what)
  if (items.length > issues.length) {
    warn(problems, defined(items[issues.length]).span, 'too-many', `${what} has more items than the domain has issues`)
  }
  return items.slice(0, issues.length).map((item, i) => [defined(issues[i]).name, item])
}

type Line = (value: Decimal) => Decimal

/** The worth of every value of an issue: a table, or a line over values that are numbers. */
function tableOf(problems: Reporter, node: Node, issue: Domain['issues'][number] | undefined): Map<string, Given> {
  const type = child(node, 'type')
  const kind = type?.kind === 'scalar' ? type.text.replace(/^.*\./, '') : 'TableFun'
  if (kind === 'TableFun') {
    const mapping = child(node, 'mapping') ?? node
    return new Map(
      entriesOrError(problems, mapping, '`mapping`').map(({ key, keySpan, value }) => [
        key,
        { ...scalarOrError(problems, value, `\`${key}\``), key: keySpan },
      ]),
    )
  }
  const line = lineOf(problems, node, kind)
  if (line === null) {
    const message = `${quoted(kind)} is nonlinear, or of a kind that is not known; only tables and lines are read`
    fail(problems, defined(type).span, 'values-kind', message)
    return issue === undefined ? new Map() : constant(issue, node.span)
  }
  if (issue === undefined) return new Map()
  const numbers = kind === 'ConstFun' ? constant(issue, node.span) : numericValues(problems, issue, node.span)
  return new Map(
    [...numbers].map(([value, given]) => [value, { ...given, value: textOf(line(decimalOf(Number(given.value)))) }]),
  )
}

function constant(issue: Domain['issues'][number], at: Span): Map<string, Given> {
  return new Map(issue.values.map((value) => [value, { value: '0', at, key: at }]))
}

/** `slope · value + bias`, worked out in decimals, so that packages tie that the file makes equal. */
function lineOf(problems: Reporter, node: Node, kind: string): Line | null {
  const number = (key: string): Decimal => {
    const found = required(problems, entriesOrError(problems, node, 'a function'), key, node.span)
    return decimalOf(found === null ? 0 : readNumber(problems, scalarOrError(problems, found, key), `\`${key}\``))
  }
  switch (kind) {
    case 'AffineFun': {
      const [slope, bias] = [number('slope'), number('bias')]
      return (value) => sum(times(slope, value), bias)
    }
    case 'LinearFun': {
      const slope = number('slope')
      return (value) => times(slope, value)
    }
    case 'IdentityFun':
      return (value) => value
    case 'ConstFun': {
      const bias = number('bias')
      return () => bias
    }
    default:
      return null
  }
}

function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent }
}

function sum(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  const at = (one: Decimal): bigint => one.digits * 10n ** BigInt(one.exponent - exponent)
  return { digits: at(a) + at(b), exponent }
}

function textOf({ digits, exponent }: Decimal): string {
  return `${digits}e${exponent}`
}

/** @param bias what the function adds to every package, and so to no deal as well; it is taken off both. */
function reservedValue(problems: Reporter, node: Node | null, bias: number): Placed<string> | null {
  if (node === null) return null
  const written = scalarOrError(problems, node, '`reserved_value`')
  if (written.value === '' || /^(null|~|-\.inf)$/i.test(written.value)) return null
  if (bias === 0) return written
  const without = sum(decimalOf(readNumber(problems, written, 'the reserved value')), decimalOf(-bias))
  return { ...written, value: textOf(without) }
}

/** Writes a domain as a NegMAS scenario folder. Utilities are as the reading has them, weights as they are or, where
 *  the numbers are to be normalised, divided by their sum. @param reading how the domain's numbers are meant. */
export function writeNegmasYaml(domain: Domain, reading: 'raw' | 'normalised'): WrittenDomain {
  const lost: string[] = []
  const names = profileFileNames(domain)
  const space = {
    name: domain.name,
    type: 'DiscreteCartesianOutcomeSpace',
    issues: domain.issues.map(({ name, values }) => ({ name, type: 'CategoricalIssue', values })),
  }
  const files: Record<string, string> = { [`${fileName(domain.name)}.yml`]: toYaml(space) }
  domain.profiles.forEach((profile, k) => {
    const scaled = reading === 'raw' ? profile : normalisedProfile(profile, reading, 'one').profile
    if (profile.discount !== 1) lost.push(`the discount factor of \`${profile.name}\`, ${profile.discount}`)
    if (profile.noDealPackage !== null) {
      lost.push(`the no-deal package of \`${profile.name}\` is written as its utility`)
    }
    files[`${names[k]}.yml`] = toYaml({
      name: profile.name,
      type: 'LinearAdditiveUtilityFunction',
      reserved_value: noDealNumber(profile, reading) ?? -Infinity,
      values: domain.issues.map((issue, i) => ({
        mapping: Object.fromEntries(
          issue.values.map((value, o) => [value, defined(defined(scaled.evaluations[i])[o])]),
        ),
        type: 'TableFun',
      })),
      weights: scaled.weights,
    })
  })
  return { files, lost }
}

/** YAML 1.1, which PyYAML reads: there `no`, `on` and `12:30` need quotes to stay texts, and 1e-7 a point to be a
 *  number. No line is folded. */
function toYaml(value: unknown): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }).replace(
    /(?<=[:-] -?\d)(?=e[+-]\d+$)/gm,
    '.0',
  )
}
