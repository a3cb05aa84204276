import { defined } from '../case/defined.ts'
import { decimalOf } from '../methods/frontier/grid-points.ts'
import type { Decimal } from '../methods/frontier/grid-points.ts'
import { quoted } from '../text/diagnostic.ts'
import { fail, warn } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
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
import type { XmlElement } from '../text/xml-tree.ts'
import { elementsNamed, escapeXml, parseXml } from '../text/xml-tree.ts'

/** Reads a GENIUS domain and its profiles: XML with `objective`, `issue index name`, `item value evaluation`,
 *  `weight index value`, `reservation`, `discount_factor`. The domain is the file with no weights; a single profile may
 *  stand alone. Issue indexes may start anywhere: weights refer to the index written. Values a profile holds and the
 *  domain lacks are left out with a warning. Integer issues become one value an integer, evaluated by their linear
 *  function, held between 0 and 1. Utility is normalised (see `Reading`) as GENIUS does it.
 *  Source: Lin et al. 2014, Computational Intelligence 30, 48.
 *  @param files text by file name, in the order wanted for profiles. */
export function readGeniusXml(files: Readonly<Record<string, string>>): DomainReading {
  return readFiles(files, domainOf)
}

function domainOf(files: readonly Reporter[]): Domain | null {
  const parsed = files.map((problems) => ({ problems, root: parseXml(problems) }))
  const found = parsed.flatMap(({ problems, root }) => (root === null ? [] : [{ problems, root }]))
  const readable = found.filter(isOfDomain)
  const isProfile = ({ root }: Readable): boolean => elementsNamed(root, 'weight').length > 0
  const source = readable.find((one) => !isProfile(one)) ?? readable[0]
  if (source === undefined) return null
  for (const other of readable) {
    if (other !== source && !isProfile(other)) {
      fail(
        other.problems,
        other.root.at,
        'second-domain',
        `neither a profile nor the domain, which is \`${source.problems.file}\``,
      )
    }
  }
  const drafts = issueElements(source.root).map((element) => issueDraft(source.problems, element))
  const issues = checkIssues(source.problems, drafts, source.root.at)
  const profiles = readable.filter(isProfile).map((one) => readProfile(one.problems, one.root, issues))
  const domain: Domain = { name: baseName(source.problems.file), issues, profiles }
  return checkComplete(domain, source.problems)
}

interface Readable {
  readonly problems: Reporter
  readonly root: XmlElement
}

/** Says so of files that are nothing of a domain, and of profiles that are not additive. */
function isOfDomain({ problems, root }: Readable): boolean {
  const [ufun] = elementsNamed(root, 'ufun')
  if (ufun !== undefined) {
    fail(problems, ufun.at, 'nonlinear', 'this profile is nonlinear; only additive profiles are read')
    return false
  }
  if (elementsNamed(root, 'issue').length > 0 || elementsNamed(root, 'objective').length > 0) return true
  warn(problems, root.at, 'passed-over', `\`${root.name}\` is neither a domain nor a profile; the file is passed over`)
  return false
}

function baseName(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
}

function issueElements(root: XmlElement): XmlElement[] {
  return elementsNamed(root, 'issue')
}

function attribute(problems: Reporter, element: XmlElement, name: string): Placed<string> {
  const found = element.attributes.get(name)
  if (found !== undefined) return found
  fail(problems, element.at, 'missing-attribute', `\`${element.name}\` has no \`${name}\``)
  return { value: '', at: element.at }
}

function issueDraft(problems: Reporter, element: XmlElement): IssueDraft {
  const name = attribute(problems, element, 'name')
  const kind = kindOf(element)
  if (kind !== undefined && !['discrete', 'integer'].includes(kind.value)) {
    fail(
      problems,
      kind.at,
      'issue-kind',
      `issue \`${name.value}\` is \`${kind.value}\`; only discrete and integer issues have packages to compare`,
    )
  }
  if (!isInteger(element)) return { name, values: items(element).map((item) => attribute(problems, item, 'value')) }
  const { low, high } = bounds(problems, element)
  return { name, values: Array.from({ length: high - low + 1 }, (_, k) => ({ value: String(low + k), at: name.at })) }
}

/** Items of the issue itself: older files nest others in a similarity function. */
function items(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child.name === 'item')
}

function isInteger(element: XmlElement): boolean {
  return kindOf(element)?.value === 'integer' && items(element).length === 0
}

function kindOf(element: XmlElement): Placed<string> | undefined {
  return element.attributes.get('vtype') ?? element.attributes.get('type')
}

/** Most values of an integer issue. */
const WIDEST = 100_000

function bounds(problems: Reporter, element: XmlElement): { readonly low: number; readonly high: number } {
  const range = element.children.find((child) => child.name === 'range') ?? element
  const [lower, upper] = [attribute(problems, range, 'lowerbound'), attribute(problems, range, 'upperbound')]
  const [low, high] = [readNumber(problems, lower, 'the lower bound'), readNumber(problems, upper, 'the upper bound')]
  const whole = Number.isSafeInteger(low) && Number.isSafeInteger(high)
  if (whole && high >= low && high - low < WIDEST) return { low, high }
  fail(problems, upper.at, 'bad-range', `from ${low} to ${high} is not a range of at most ${WIDEST} integers`)
  return { low: 0, high: 0 }
}

function readProfile(problems: Reporter, root: XmlElement, issues: Domain['issues']): Profile {
  const elements = issueElements(root)
  const byIndex = new Map(elements.map((e) => [attribute(problems, e, 'index').value, attribute(problems, e, 'name')]))
  const objectives = new Set(elementsNamed(root, 'objective').map((e) => e.attributes.get('index')?.value))
  const weights = new Map<string, Given>()
  for (const weight of elementsNamed(root, 'weight')) {
    const index = attribute(problems, weight, 'index')
    const issue = byIndex.get(index.value)
    if (issue !== undefined) weights.set(issue.value, { ...attribute(problems, weight, 'value'), key: issue.at })
    // A weight on an objective says nothing where all issues stand below one: they have their own.
    else if (!objectives.has(index.value))
      fail(problems, index.at, 'unknown-issue', `no issue of the profile has index ${quoted(index.value)}`)
  }
  const evaluations = new Map(elements.map((e) => [e.attributes.get('name')?.value ?? '', evaluationsIn(problems, e)]))
  const first = (name: string): Placed<string> | null => elementsNamed(root, name)[0]?.attributes.get('value') ?? null
  return checkProfile(problems, issues, {
    name: baseName(problems.file),
    at: root.at,
    weights,
    evaluations,
    noDeal: first('reservation'),
    discount: first('discount_factor'),
    missingIsZero: false,
    unscaled: new Set(elements.filter(isInteger).map((e) => e.attributes.get('name')?.value ?? '')),
  })
}

function evaluationsIn(problems: Reporter, element: XmlElement): Map<string, Given> {
  if (isInteger(element)) return linearEvaluations(problems, element)
  const row = new Map<string, Given>()
  for (const item of items(element)) {
    const value = attribute(problems, item, 'value')
    if (row.has(value.value)) {
      warn(problems, value.at, 'duplicate-value', `value \`${value.value}\` is evaluated twice; the last counts`)
    }
    row.set(value.value, { ...attribute(problems, item, 'evaluation'), key: value.at })
  }
  return row
}

/** `offset + slope · (value − lower bound)`, held between 0 and 1, as in GENIUS. */
function linearEvaluations(problems: Reporter, element: XmlElement): Map<string, Given> {
  const { low, high } = bounds(problems, element)
  const evaluator = element.children.find((child) => child.name === 'evaluator')
  if (evaluator === undefined) return new Map()
  const slope = decimalOf(readNumber(problems, attribute(problems, evaluator, 'slope'), 'the slope'))
  const offset = decimalOf(readNumber(problems, attribute(problems, evaluator, 'offset'), 'the offset'))
  return new Map(
    Array.from({ length: high - low + 1 }, (_, k) => {
      const value = clippedLine(offset, slope, BigInt(k))
      return [String(low + k), { value, at: evaluator.at, key: evaluator.at }] as const
    }),
  )
}

/** `offset + slope · steps` as a decimal, held between 0 and 1. Worked out in decimals, since 0.1 + 2 · 0.3 has to be
 *  0.7 for packages to tie that the file makes equal. */
function clippedLine(offset: Decimal, slope: Decimal, steps: bigint): string {
  const places = Math.max(0, -offset.exponent, -slope.exponent)
  const at = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent + places)
  const [sum, one] = [at(offset) + at(slope) * steps, 10n ** BigInt(places)]
  return `${sum < 0n ? 0n : sum > one ? one : sum}e-${places}`
}

/** Writes a domain as GENIUS XML: one domain file, one a profile. Utilities are those of the domain, divided by a
 *  common factor where GENIUS, which normalises, cannot hold them otherwise (then stated in `lost`).
 *  @param reading how the domain's numbers are meant. */
export function writeGeniusXml(domain: Domain, reading: 'raw' | 'normalised'): WrittenDomain {
  const lost: string[] = []
  const names = profileFileNames(domain)
  const files: Record<string, string> = { [`${fileName(domain.name)}.xml`]: domainXml(domain) }
  domain.profiles.forEach((profile, k) => {
    const { name, noDealPackage } = profile
    const { profile: scaled, factor } = normalisedProfile(profile, reading, 'atMostOne')
    if (factor !== 1) lost.push(`utilities of \`${name}\` are multiplied by ${factor}`)
    if (noDealPackage !== null) lost.push(`the no-deal package of \`${name}\` is written as its utility`)
    const noDeal = noDealNumber(profile, reading)
    files[`${names[k]}.xml`] = profileXml(domain, scaled, noDeal === null ? null : noDeal * factor)
  })
  return { files, lost }
}

/** `objective` with its issues, each item with some more attributes. */
function objectiveXml(domain: Domain, more: (issue: number, option: number) => string): string[] {
  return [
    `  <objective index="0" description="" name="${escapeXml(domain.name)}" type="objective" etype="objective">`,
    ...domain.issues.flatMap((issue, i) => [
      `    <issue index="${i + 1}" name="${escapeXml(issue.name)}" vtype="discrete" type="discrete" etype="discrete">`,
      ...issue.values.map((value, o) => `      <item index="${o + 1}" value="${escapeXml(value)}" ${more(i, o)}/>`),
      '    </issue>',
    ]),
  ]
}

function domainXml(domain: Domain): string {
  return [
    '<negotiation_template>',
    `<utility_space number_of_issues="${domain.issues.length}">`,
    ...objectiveXml(domain, () => 'cost="0" description=""'),
    '  </objective>',
    '</utility_space>',
    '</negotiation_template>',
    '',
  ].join('\n')
}

function profileXml(domain: Domain, profile: Profile, noDeal: number | null): string {
  const weights = profile.weights.map((weight, i) => `    <weight index="${i + 1}" value="${weight}"/>`)
  return [
    '<utility_space>',
    ...objectiveXml(domain, (i, o) => `cost="0.0" evaluation="${defined(defined(profile.evaluations[i])[o])}"`),
    ...weights,
    '  </objective>',
    `  <discount_factor value="${profile.discount}"/>`,
    ...(noDeal === null ? [] : [`  <reservation value="${noDeal}"/>`]),
    '</utility_space>',
    '',
  ].join('\n')
}
