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
} from './domain-checks.ts'
import { entriesOrError, itemsOrError, optional, parseNodes, required, scalarOrError } from './node-readers.ts'
import type { Entry, Node } from '../text/tree.ts'
import { child } from '../text/tree.ts'

/** Reads a NegMAS scenario folder: the file with `issues` is the domain, files with `weights` or `values` are
 *  profiles, each of type `LinearAdditiveUtilityFunction` or `LinearUtilityAggregationFunction` with `TableFun`
 *  values. `reserved_value: -.inf` means that the file gives none. Utility is as written (`raw`). Other files of the
 *  folder (`_info.yml`, `_stats.yml`) are passed over. @param files text by file name, in the order wanted for
 *  profiles. */
export function readNegmasYaml(files: Readonly<Record<string, string>>): DomainReading {
  const own = Object.entries(files).filter(([file]) => !/(^|[\\/])_[^\\/]*$/.test(file))
  return readFiles(Object.fromEntries(own), domainOf)
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
  const drafts = issueDrafts(source.problems, child(source.root, 'issues')!)
  const issues = checkIssues(source.problems, drafts, source.root.span)
  const others = readable.filter((one) => one !== source)
  const profiles = others.map(({ problems, root }) => readProfile(problems, root, issues))
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

function readProfile(problems: Reporter, root: Node, issues: Domain['issues']): Profile {
  const entries = entriesOrError(problems, root, 'a profile')
  checkType(problems, optional(entries, 'type'))
  const values = required(problems, entries, 'values', root.span)
  const name = optional(entries, 'name')
  const rows = values === null ? [] : byIssue(problems, values, '`values`', issues)
  const base = problems.file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
  return checkProfile(problems, issues, {
    name: name === null ? base : scalarOrError(problems, name, '`name`').value,
    at: root.span,
    weights: weightsOf(problems, optional(entries, 'weights'), root, issues),
    evaluations: new Map(rows.map(([issue, node]) => [issue, tableOf(problems, node)])),
    noDeal: reservedValue(problems, optional(entries, 'reserved_value')),
    discount: null,
    missingIsZero: false,
  })
}

const LINEAR: readonly string[] = ['LinearAdditiveUtilityFunction', 'LinearUtilityAggregationFunction']

function checkType(problems: Reporter, type: Node | null): void {
  if (type === null || type.kind !== 'scalar') return
  const name = type.text.replace(/^.*\./, '')
  if (!LINEAR.includes(name)) {
    fail(problems, type.span, 'profile-kind', `\`${type.text}\` is not additive; only \`${LINEAR[0]}\` is read`)
  }
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
    warn(problems, items[issues.length]!.span, 'too-many', `${what} has more items than the domain has issues`)
  }
  return items.slice(0, issues.length).map((item, i) => [issues[i]!.name, item])
}

function tableOf(problems: Reporter, node: Node): Map<string, Given> {
  const mapping = child(node, 'mapping') ?? node
  const type = child(node, 'type')
  if (type?.kind === 'scalar' && !type.text.endsWith('TableFun')) {
    fail(problems, type.span, 'values-kind', `\`${type.text}\` is not read; only \`TableFun\` is`)
    return new Map()
  }
  return new Map(
    entriesOrError(problems, mapping, '`mapping`').map(({ key, keySpan, value }) => [
      key,
      { ...scalarOrError(problems, value, `\`${key}\``), key: keySpan },
    ]),
  )
}

function reservedValue(problems: Reporter, node: Node | null): Placed<string> | null {
  if (node === null) return null
  const written = scalarOrError(problems, node, '`reserved_value`')
  return written.value === '' || /^(null|~|-\.inf)$/i.test(written.value) ? null : written
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
    const scaled = reading === 'raw' ? profile : normalisedProfile(profile, reading).profile
    if (profile.discount !== 1) lost.push(`the discount factor of \`${profile.name}\`, ${profile.discount}`)
    if (profile.noDealPackage !== null) {
      lost.push(`the no-deal package of \`${profile.name}\` is written as its utility`)
    }
    files[`${names[k]}.yml`] = toYaml({
      name: profile.name,
      type: 'LinearAdditiveUtilityFunction',
      reserved_value: noDealNumber(profile, reading) ?? -Infinity,
      values: domain.issues.map((issue, i) => ({
        mapping: Object.fromEntries(issue.values.map((value, o) => [value, scaled.evaluations[i]![o]!])),
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
