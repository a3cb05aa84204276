import { defined } from '../case/defined.ts'
import { quoted } from '../text/diagnostic.ts'
import { fail, hint, warn } from '../text/report.ts'
import type { Reporter } from '../text/report.ts'
import type { Domain, Profile } from '../methods/frontier/domain.ts'
import type { DomainReading, Given, IssueDraft, WrittenDomain } from './domain-checks.ts'
import {
  checkComplete,
  checkIssues,
  checkProfile,
  fileName,
  readFiles,
  normalisedProfile,
  profileFileNames,
} from './domain-checks.ts'
import { entriesOrError, itemsOrError, optional, parseNodes, required, scalarOrError } from './node-readers.ts'
import type { Entry, Node } from '../text/tree.ts'
import { child } from '../text/tree.ts'

const PROFILE = 'LinearAdditiveUtilitySpace'

/** Reads a GeniusWeb domain (`name`, `issuesValues`) and its profiles (`LinearAdditiveUtilitySpace`), JSON. The
 *  domain is the file with `issuesValues` at its root, or the one inside the first profile. No deal is worth the
 *  profile's `reservationBid`. A value that a profile leaves out counts 0, with a warning. Utility is as written
 *  (`raw`). Number issues, and utility spaces of other kinds, are errors. Source: the GeniusWeb profile reference,
 *  TU Delft.
 *  @param files text by file name, in the order wanted for profiles. */
export function readGeniusWebJson(files: Readonly<Record<string, string>>): DomainReading {
  return readFiles(files, domainOf)
}

function domainOf(files: readonly Reporter[]): Domain | null {
  const parsed = files.map((problems) => ({ problems, root: parseNodes(problems) }))
  const readable = parsed.flatMap(({ problems, root }) => (root === null ? [] : [{ problems, root }]))
  const apart = readable.find(({ root }) => child(root, 'issuesValues') !== null)
  const first = readable.find(({ root }) => child(root, PROFILE) !== null)
  const inside = first === undefined ? null : child(child(first.root, PROFILE), 'domain')
  const source = apart ?? (inside === null ? undefined : { problems: defined(first).problems, root: inside })
  for (const { problems, root } of readable) {
    if (root !== apart?.root && child(root, PROFILE) === null) notAProfile(problems, root)
  }
  if (source === undefined) {
    const [at] = readable
    if (at !== undefined) {
      fail(at.problems, at.root.span, 'missing-domain', 'no file holds a domain (`issuesValues`)')
    }
    return null
  }
  const issues = checkIssues(source.problems, issueDrafts(source.problems, source.root), source.root.span)
  const profiles = readable.flatMap(({ problems, root }) => {
    const body = child(root, PROFILE)
    return body === null ? [] : [readProfile(problems, body, issues)]
  })
  const named = child(source.root, 'name')
  const name = named === null ? 'domain' : scalarOrError(source.problems, named, '`name`').value
  return checkComplete({ name, issues, profiles }, source.problems)
}

function notAProfile(problems: Reporter, root: Node): void {
  const kind = root.kind === 'map' ? root.entries[0] : undefined
  const at = kind?.keySpan ?? root.span
  if (kind === undefined || !/UtilitySpace|Profile$/i.test(kind.key)) {
    warn(problems, at, 'passed-over', 'neither a domain nor a profile; the file is passed over')
    return
  }
  fail(problems, at, 'profile-kind', `${quoted(kind.key)} is not additive; only a \`${PROFILE}\` is read`)
}

function issueDrafts(problems: Reporter, domain: Node): IssueDraft[] {
  const issues = child(domain, 'issuesValues')
  if (issues === null) return []
  return entriesOrError(problems, issues, '`issuesValues`').map(({ key, keySpan, value }) => {
    const list = required(problems, entriesOrError(problems, value, `issue \`${key}\``), 'values', keySpan)
    const items = list === null ? [] : itemsOrError(problems, list, '`values`')
    return { name: { value: key, at: keySpan }, values: items.map((item) => scalarOrError(problems, item, 'a value')) }
  })
}

function readProfile(problems: Reporter, body: Node, issues: Domain['issues']): Profile {
  const entries = entriesOrError(problems, body, `\`${PROFILE}\``)
  const utilities = required(problems, entries, 'issueUtilities', body.span)
  const weights = required(problems, entries, 'issueWeights', body.span)
  const name = optional(entries, 'name')
  const numbers = (node: Node | null, what: string): Map<string, Given> =>
    node === null
      ? new Map()
      : new Map(
          entriesOrError(problems, node, what).map(({ key, keySpan, value }) => [
            key,
            { ...scalarOrError(problems, value, `\`${key}\``), key: keySpan },
          ]),
        )
  const evaluations = utilities === null ? [] : entriesOrError(problems, utilities, '`issueUtilities`')
  const profile = checkProfile(problems, issues, {
    name: name === null ? 'profile' : scalarOrError(problems, name, '`name`').value,
    at: body.span,
    weights: numbers(weights, '`issueWeights`'),
    evaluations: new Map(
      evaluations.map((entry) => [entry.key, numbers(valueUtilities(problems, entry), '`valueUtilities`')]),
    ),
    noDeal: null,
    discount: null,
    missingIsZero: true,
    unscaled: new Set(),
  })
  const bid = child(optional(entries, 'reservationBid'), 'issuevalues')
  return { ...profile, noDealPackage: bid === null ? null : readBid(problems, bid, issues) }
}

/** Old and new files name the discrete utilities differently. */
function valueUtilities(problems: Reporter, entry: Entry): Node | null {
  const what = `the utilities of \`${entry.key}\``
  const kinds = entriesOrError(problems, entry.value, what)
  const discrete = optional(kinds, 'discreteutils') ?? optional(kinds, 'DiscreteValueSetUtilities')
  if (discrete !== null) {
    return required(problems, entriesOrError(problems, discrete, what), 'valueUtilities', entry.keySpan)
  }
  fail(
    problems,
    kinds[0]?.keySpan ?? entry.keySpan,
    'issue-kind',
    `issue \`${entry.key}\` has no discrete utilities; only those have packages to compare`,
  )
  return null
}

function readBid(problems: Reporter, bid: Node, issues: Domain['issues']): number[] {
  const entries = entriesOrError(problems, bid, '`reservationBid`')
  return issues.map((issue) => {
    const node = required(problems, entries, issue.name, bid.span)
    if (node === null) return 0
    const { value, at } = scalarOrError(problems, node, `\`${issue.name}\``)
    const option = issue.values.indexOf(value)
    if (option >= 0) return option
    fail(
      problems,
      at,
      'unknown-value',
      `issue \`${issue.name}\` has no value \`${value}\`, which the reservation bid names`,
      hint(problems, value, at, issue.values),
    )
    return 0
  })
}

/** Writes a domain as GeniusWeb JSON: one domain file, one a profile that holds the domain too. Utilities are those
 *  of the domain, divided by a common factor where they exceed 1 (then stated in `lost`). A no-deal value can only
 *  be written where it is that of a package.
 *  @param reading how the domain's numbers are meant. */
export function writeGeniusWebJson(domain: Domain, reading: 'raw' | 'normalised'): WrittenDomain {
  const lost: string[] = []
  const names = profileFileNames(domain)
  const plain = {
    name: domain.name,
    issuesValues: ordered(domain.issues.map((issue) => [issue.name, { values: issue.values }])),
  }
  const files: Record<string, string> = { [`${fileName(domain.name)}.json`]: `${JSON.stringify(plain, null, 2)}\n` }
  domain.profiles.forEach((profile, k) => {
    const { profile: scaled, factor } = normalisedProfile(profile, reading, 'one')
    if (factor !== 1) lost.push(`utilities of \`${profile.name}\` are multiplied by ${factor}`)
    if (profile.discount !== 1) lost.push(`the discount factor of \`${profile.name}\`, ${profile.discount}`)
    if (profile.noDeal !== null) {
      lost.push(`the reservation value of \`${profile.name}\`, ${profile.noDeal}: the format holds a bid only`)
    }
    files[`${names[k]}.json`] = `${JSON.stringify({ [PROFILE]: profileJson(domain, scaled, plain) }, null, 2)}\n`
  })
  return { files, lost }
}

function profileJson(domain: Domain, profile: Profile, plain: unknown): unknown {
  const { issues } = domain
  const byIssue = (of: (issue: number) => unknown): unknown => ordered(issues.map(({ name }, i) => [name, of(i)]))
  const valueUtilities = (i: number): unknown =>
    ordered(defined(issues[i]).values.map((value, o) => [value, defined(defined(profile.evaluations[i])[o])]))
  return {
    issueUtilities: byIssue((i) => ({ discreteutils: { valueUtilities: valueUtilities(i) } })),
    issueWeights: byIssue((i) => defined(profile.weights[i])),
    domain: plain,
    name: profile.name,
    ...(profile.noDealPackage === null
      ? {}
      : {
          reservationBid: {
            issuevalues: byIssue((i) => defined(defined(issues[i]).values[defined(defined(profile.noDealPackage)[i])])),
          },
        }),
  }
}

/** An object with these keys. Keys that look like integers move to the front when it is written; order carries no
 *  meaning. */
function ordered(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries)
}
