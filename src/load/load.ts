/** A case file: YAML text in, a `Case` or diagnostics out. Ends in bounded time and memory whatever the text is, and
 *  never throws. */
import type { Case } from '../case/case.ts'
import { hasToAgree } from '../case/actors.ts'
import { actorAt } from '../case/indices.ts'
import { sha256 } from '../math/sha256.ts'
import { warnUnkinded, warnUnsourced } from './checks/lacking.ts'
import { warnUnread } from './checks/read-by.ts'
import { checkSense } from './checks/sense.ts'
import { warnCurlyQuotes } from './checks/curly-quotes.ts'
import { withoutConsequences } from './held-back.ts'
import type { Reread } from './held-back.ts'
import { readActors } from './sections/actors.ts'
import { readBargaining } from './sections/bargaining.ts'
import { CASE } from './case-shape.ts'
import { readClaims } from './sections/claims.ts'
import { checkId, conform } from './conform.ts'
import { readConsequences } from './sections/consequences.ts'
import { at, has, rootCursor, text as textAt, textOrNull } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { quoted } from '../text/diagnostic.ts'
import { byPlace, lineStarts } from '../text/diagnostic.ts'
import type { Diagnostic, Span } from '../text/diagnostic.ts'
import { resolveDerived } from './sections/derived.ts'
import { readEventChances, readEvents } from './sections/dated-changes.ts'
import { readDurability } from './sections/durability.ts'
import { RESERVED_WORDS } from './sections/events.ts'
import { readGame } from './sections/game.ts'
import type { Has } from './sections/knows.ts'
import { readBaseRate } from './sections/base-rate.ts'
import { readGivers } from './sections/givers.ts'
import { readOutcome } from './sections/outcome.ts'
import { readSources } from './sections/header.ts'
import { readEvidence, readHypotheses } from './sections/hypotheses.ts'
import { readIssues, readTerritories, readPackages } from './sections/issues.ts'
import { MAX_LENGTH } from '../text/limits.ts'
import type { Problem } from '../text/limits.ts'
import { gatherNames } from '../text/names.ts'
import { parseYaml, surprise } from '../text/parse.ts'
import type { Parsed } from '../text/parse.ts'
import { readCorrelations, readQuantities } from './sections/quantities.ts'
import { diagnosticAt, fail, inside } from '../text/report.ts'
import { newReading } from './reading.ts'
import type { Reading } from './reading.ts'
import { readOrdered } from './sections/ordered.ts'
import { checkVotes, readConsents, readRules } from './sections/rules.ts'
import { reparse } from '../text/reparse.ts'
import { readSteps } from './sections/steps.ts'
import { readScenarios } from './sections/scenarios.ts'
import { readRedLines, readScores } from './sections/scores.ts'
import type { Node } from '../text/tree.ts'
import { readWar } from './sections/war.ts'

/** What a text comes to: a case with its warnings, or its errors. */
export type Loaded =
  | {
      readonly ok: true
      readonly case: Case
      readonly warnings: readonly Diagnostic[]
      /** SHA-256 of the text, hex. */
      readonly digest: string
    }
  | {
      readonly ok: false
      /** Not empty, in the order of the file. */
      readonly errors: readonly Diagnostic[]
      readonly warnings: readonly Diagnostic[]
    }

/** Reads a case: names become indices and units one system, once.
 *  @param text of the file, YAML. @param file its name, for messages.
 *  @returns the case with the SHA-256 of its text, or all that is wrong with it, in the order of the file. Never throws
 *  for what a file holds.
 *  @example
 *  const loaded = load(text, 'case.yaml')
 *  loaded.ok // → true
 *  load('armistice: 1\nid: Two words\n', 'mine.yaml').ok // → false
 */
export function load(text: string, file: string): Loaded {
  return loadedFrom(readCase(text, file), text)
}

/** What a reading of a text comes to. */
export function loadedFrom({ read, diagnostics }: CaseRead, text: string): Loaded {
  const sorted = [...diagnostics].sort(byPlace)
  const errors = sorted.filter((one) => one.severity === 'error')
  const warnings = sorted.filter((one) => one.severity === 'warning')
  if (read !== null && errors.length === 0) return { ok: true, case: read.case, warnings, digest: sha256(text) }
  return { ok: false, errors, warnings }
}

export interface CaseRead {
  readonly read: { readonly case: Case; readonly reading: Reading } | null
  readonly diagnostics: readonly Diagnostic[]
  /** What the text was parsed to; null where its YAML had a problem. */
  readonly tree: { readonly text: string; readonly root: Node } | null
}

/** As {@link load}, with what the reader learned on the way, for those who edit the text.
 *  @param before the reading of the text before an edit: where only a number was rewritten, its tree serves again. */
export function readCase(text: string, file: string, before: CaseRead | null = null): CaseRead {
  const { root, problems } = parsedAfter(text, before)
  const tree = root !== null && problems.length === 0 ? { text, root } : null
  const first = rereadable(text, file, root, problems)
  return { read: first.read, diagnostics: withoutConsequences(first, (mended) => reread(mended, file)), tree }
}

function reread(text: string, file: string): Reread {
  const { root, problems } = parseYaml(text)
  return rereadable(text, file, root, problems)
}

function rereadable(
  text: string,
  file: string,
  root: Node | null,
  problems: readonly Problem[],
): Reread & Pick<CaseRead, 'read'> {
  const { read, diagnostics, words } = readRoot(text, file, root, problems)
  return {
    text,
    file,
    root: problems.some(({ severity }) => severity === 'error') ? null : root,
    read,
    diagnostics,
    words,
  }
}

function parsedAfter(text: string, before: CaseRead | null): Parsed {
  const root = before?.tree && text.length <= MAX_LENGTH ? reparse(before.tree.text, before.tree.root, text) : null
  return root === null ? parseYaml(text) : { root, problems: [] }
}

interface RootRead extends Pick<CaseRead, 'read' | 'diagnostics'>, Pick<Reread, 'words'> {}

/** Problems of YAML that leave a place without its value. */
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['tag', 'unknown-alias', 'merge-key'])

const NO_WORDS: Reread['words'] = new Map()

function readRoot(text: string, file: string, root: Node | null, problems: readonly Problem[]): RootRead {
  const starts = root === null && problems.every(({ span }) => span.offset === 0) ? [0] : lineStarts(text)
  const parsed = problems.map((problem) => diagnosticAt({ file, starts }, problem))
  const failed = (problem: Problem): RootRead => ({
    read: null,
    words: NO_WORDS,
    diagnostics: [...parsed, diagnosticAt({ file, starts }, problem)],
  })
  if (root === null) return parsed.length > 0 ? { read: null, words: NO_WORDS, diagnostics: parsed } : failed(NOT_A_MAP)
  if (root.kind !== 'map')
    return parsed.some((one) => one.severity === 'error')
      ? { read: null, words: NO_WORDS, diagnostics: parsed }
      : failed(NOT_A_MAP)
  let reading: Reading | null = null
  try {
    reading = newReading(text, file, gatherNames(root))
    conform(reading, root, CASE)
    warnCurlyQuotes(reading, root)
    const read = { case: readSections(reading, rootCursor(root, CASE)), reading }
    warnUnsourced(reading)
    if (![...parsed, ...reading.found].some((one) => one.severity === 'error')) {
      checkSense(reading, root, read.case)
      warnUnread(reading, root, read.case)
      warnUnkinded(reading)
    }
    // Where a value could not be had from the YAML, what is said of its place would follow from that.
    const found = parsed.some(({ code }) => WITHOUT_VALUE.has(code)) ? [] : reading.found
    return { read, words: reading.words, diagnostics: [...parsed, ...found] }
  } catch (thrown) {
    const stopped = failed(surprise(thrown))
    return { ...stopped, diagnostics: [...stopped.diagnostics, ...(reading?.found ?? [])] }
  }
}

const NOT_A_MAP: Problem = {
  code: 'wrong-kind',
  severity: 'error',
  message: 'a case is a map that starts with `armistice: 1`',
  span: { offset: 0, length: 1 },
  help: '`armistice new NAME` writes a case to start from',
}

/** The order matters for ids only: quantities come first, since fields refer to them; what refers to any quantity
 *  comes last. */
function readSections(reading: Reading, root: Cursor): Case {
  const section = (key: string): Cursor => at(root, key)
  const header = readHeader(reading, root)
  readQuantities(reading, section('quantities'))
  const { actors, vetoPlayers } = readParties(reading, root)
  const hypotheses = readHypotheses(reading, section('hypotheses'))
  const evidence = readEvidence(reading, section('evidence'))
  const issues = readIssues(reading, section('issues'), RESERVED_WORDS)
  const { rules: written, consents } = readRulesAndConsents(reading, root, vetoPlayers)
  const scores = readScores(reading, section('scores'), { actors, needed: scoresNeeded(root) })
  checkLeans(reading, section('consents').span, consents, scores)
  const redLines = readRedLines(reading, section('redLines'))
  const war = readWar(reading, section('war'), actors, textAt(section('asOf')))
  const durability = readDurability(reading, section('durability'), { hasWar: has(root, 'war'), veto: vetoPlayers })
  const bargaining = readBargaining(reading, section('bargaining'), {
    veto: vetoPlayers,
    warMonths: war === null ? null : war.months,
  })
  const consequences = readConsequences(reading, section('consequences'))
  const packages = readPackages(reading, section('packages'))
  const knows = whatClaimsMayAsk({ war, bargaining, durability, consequences, vetoPlayers })
  const inSteps = readSteps(reading, section('steps'), { issues, has: knows, rules: written })
  const chances = readEventChances(reading, section('events'))
  resolveDerived(reading)
  const correlations = readCorrelations(reading, section('correlations'))
  const ordered = readOrdered(reading, section('ordered'))
  const scenarios = readScenarios(reading, section('scenarios'), { hypotheses, vetoPlayers, war })
  const events = readEvents(reading, section('events'), { war, bargaining, hypotheses, evidence, issues, chances })
  const game = readGame(reading, section('game'), { scenarios, scores })
  const claims = readClaims(reading, section('claims'), knows)
  return {
    ...header,
    sources: readSources(reading, section('sources')),
    actors,
    vetoPlayers,
    quantities: reading.quantities,
    correlations,
    ordered,
    hypotheses,
    evidence,
    issues,
    territories: readTerritories(reading, section('issues'), issues),
    ...inSteps,
    consents,
    scores,
    redLines,
    war,
    durability,
    bargaining,
    events,
    consequences,
    packages,
    scenarios,
    game,
    claims,
    questions: reading.questions,
    outcome: readOutcome(reading, section('outcome'), textAt(section('asOf'))),
    givers: readGivers(reading, section('givers'), textAt(section('asOf'))),
    baseRate: readBaseRate(reading, section('baseRate'), { began: war?.began ?? '', asOf: textAt(section('asOf')) }),
  }
}

function readHeader(reading: Reading, root: Cursor): Pick<Case, 'id' | 'title' | 'asOf' | 'summary' | 'question'> {
  const id = at(root, 'id')
  if (id.node?.kind === 'scalar') checkId(reading, id.node.text, inside(id.node))
  return {
    id: textAt(id),
    title: textAt(at(root, 'title')),
    asOf: textAt(at(root, 'asOf')),
    summary: textAt(at(root, 'summary')).trim(),
    question: textOrNull(at(root, 'question'))?.trim() || null,
  }
}

/** The actors, and those of them who have to agree. */
function readParties(reading: Reading, root: Cursor): Pick<Case, 'actors' | 'vetoPlayers'> {
  const actors = readActors(reading, at(root, 'actors'), { war: has(root, 'war'), issues: has(root, 'issues') })
  const vetoPlayers = actors.flatMap((actor, index) => (hasToAgree(actor.role) ? [actorAt(index)] : []))
  const compared = scoresNeeded(root)
  if (vetoPlayers.length === 0 && compared !== null && !reading.names.lost.has('actor'))
    fail(reading, compared, 'no-belligerent', 'nobody has to agree: no actor is a `belligerent` or a `party`', {
      help: 'give one of these roles to every actor whose no ends the talks',
    })
  return { actors, vetoPlayers }
}

function readRulesAndConsents(
  reading: Reading,
  root: Cursor,
  veto: Case['vetoPlayers'],
): Pick<Case, 'rules' | 'consents'> {
  const written = { rules: at(root, 'rules'), consents: at(root, 'consents') }
  const read = { rules: readRules(reading, written.rules), consents: readConsents(reading, written.consents) }
  checkVotes(reading, written, { ...read, veto })
  return read
}

function checkLeans(reading: Reading, span: Span, consents: Case['consents'], scores: Case['scores']): void {
  for (const { id, leans } of consents) {
    if (leans.every(({ by }) => scores.some(({ actor }) => actor === by))) continue
    fail(reading, span, 'missing-scores', `${quoted(id)} leans on an actor that has no score sheet`)
  }
}

function whatClaimsMayAsk(of: Pick<Case, 'war' | 'bargaining' | 'durability' | 'consequences' | 'vetoPlayers'>): Has {
  return {
    war: of.war?.months ?? null,
    foothold: of.war?.foothold != null,
    breaks: of.war?.breaks != null,
    bargaining: of.bargaining?.months ?? null,
    durability: of.durability !== null,
    veto: of.vetoPlayers,
    consequences: of.consequences !== null,
  }
}

/** Where to say that a score sheet is missing; null where nothing compares packages. */
function scoresNeeded(root: Cursor): Span | null {
  for (const key of ['scores', 'bargaining']) {
    const entry = root.node?.kind === 'map' ? root.node.entries.find((one) => one.key === key) : undefined
    if (entry !== undefined) return entry.keySpan
  }
  return null
}
