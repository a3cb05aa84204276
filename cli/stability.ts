/** `armistice stability FILE|CASE`: the graph model for conflict resolution on a `.gmcr` file, a YAML model, or the
 *  game of a case. */
import {
  defined,
  renderDiagnostic,
  analyseStability,
  attributedGraph,
  compileStability,
  DEFAULT_STABILITY_QUESTION,
  expectedGame,
  inverseStability,
  readStability,
  STABILITY_CONCEPTS,
  stabilityFormatOf,
  stabilityGraph,
  whyStability,
  writeGraphml,
  writeStability,
} from '../src/internal.ts'
import { statSync } from 'node:fs'
import type { AskedConcept, CompiledStability, StabilityRecord } from '../src/internal.ts'
import { gameLines, inverseSentences, stabilityLines, stateNamer, whySentences } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { demandUnread, EXIT, UsageError } from './exit.ts'
import { readText } from './read-text.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { askIn } from './row-store.ts'

export interface StabilityArguments {
  readonly json?: boolean
  /** A state to explain, by number or label. */
  readonly why?: string
  /** A state to find preferences for. */
  readonly inverse?: string
  readonly of?: string
  readonly concept?: string
  readonly horizon?: number
  readonly from?: string
  readonly matrix?: boolean
  readonly svg?: string
  readonly graphml?: string
  readonly gmcr?: string
  readonly yaml?: string
  /** Of the game of a case. */
  readonly worlds?: number
  readonly scenario?: string
  readonly seed?: number
  readonly threads?: number
  readonly out?: string
  readonly resume?: string
  readonly posterior?: string
  readonly minutes?: number
}

/** Bytes beyond which a file is not read. */
const LARGEST_FILE = 16 * 1024 * 1024
/** Pixels across: a page of print. */
const WIDTH = 720

/** Prints the analysis, or what is asked of one state. @returns the exit code. @throws UsageError. */
export async function stabilityCommand(file: string, options: StabilityArguments): Promise<number> {
  for (const path of [options.svg, options.graphml, options.gmcr, options.yaml]) checkOutFile(path)
  if (options.why === undefined && options.inverse === undefined)
    demandUnread(options, ['of', 'concept'], 'it goes with `--why` or `--inverse`')
  if (isCase(file)) return gameCommand(file, options)
  const ofGames = ['worlds', 'scenario', 'seed', 'threads', 'minutes', 'posterior', 'out', 'resume']
  demandUnread(options, ofGames, `it is of the game of a case, and \`${file}\` is none`)
  const compiled = read(file)
  if (compiled === null) return EXIT.input
  if (options.why !== undefined || options.inverse !== undefined) return ask(compiled, options)
  const from = options.from === undefined ? null : stateNamed(compiled, options.from)
  const asked = { horizon: options.horizon ?? 0, from, matrix: options.matrix ?? false }
  const record = analyseStability(compiled, { ...DEFAULT_STABILITY_QUESTION, ...asked })
  await writeFiles(compiled, record, options)
  const text = options.json === true ? JSON.stringify(record, null, 1) : stabilityLines(record).join('\n')
  process.stdout.write(`${text}\n`)
  return EXIT.done
}

/** A case by its name, or a file that says `armistice:`. */
function isCase(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined || found.isDirectory()) return !/\.gmcr$/i.test(file)
  return found.size <= LARGEST_FILE && /^armistice\s*:/m.test(readText(file))
}

/** The game of a case: asked of threads, and then as any other model with states ranked by expected points. */
async function gameCommand(name: string, options: StabilityArguments): Promise<number> {
  const { worlds, scenario, seed, threads, out, resume, posterior, minutes } = options
  const asked = { ...askIn(resume), worlds, scenario, seed, kind: 'stability' as const }
  const found = await askOfCase(name, asked, { threads, out, resume, posterior, minutes })
  if (typeof found === 'number') return found
  const { record, code } = found
  const compiled = expectedGame(record)
  if (options.why !== undefined || options.inverse !== undefined) return ask(compiled, options)
  await writeFiles(compiled, record.expected, options)
  process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `${gameLines(record).join('\n')}\n`)
  return code
}

function read(file: string): CompiledStability | null {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined || found.isDirectory()) throw new UsageError(`no file \`${file}\``)
  if (found.size > LARGEST_FILE) throw new UsageError(`\`${file}\` has ${found.size} bytes; a model has far fewer`)
  const text = readText(file)
  const format = stabilityFormatOf(file, text)
  if (format === null) {
    throw new UsageError(`\`${file}\` is no stability model: name a \`.gmcr\` file, or YAML that says \`stability: 1\``)
  }
  const { model, diagnostics } = readStability(format, file, text)
  for (const one of diagnostics) process.stderr.write(`${renderDiagnostic(one, text)}\n`)
  return model === null ? null : compileStability(model)
}

/** The state, from 0, that a number from 1 or a label names. */
function stateNamed({ space, label }: CompiledStability, text: string): number {
  for (let s = 0; s < Math.min(space.states, 10_000); s++) if (label(s) === text) return s
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= space.states) return number - 1
  throw new UsageError(`there is no state \`${text}\`; they are numbered 1 to ${space.states}`)
}

function ask(compiled: CompiledStability, options: StabilityArguments): number {
  const { model, space, label } = compiled
  const concepts = options.concept === undefined ? ['nash', 'gmr', 'smr', 'seq', 'sseq'] : [options.concept]
  const unknown = concepts.find((one) => !STABILITY_CONCEPTS.includes(one as AskedConcept))
  if (unknown !== undefined) {
    throw new UsageError(`there is no concept \`${unknown}\`; there are ${STABILITY_CONCEPTS.join(', ')}`)
  }
  if (options.of !== undefined && !model.deciders.includes(options.of)) {
    throw new UsageError(`there is no decision maker \`${options.of}\`; there are ${model.deciders.join(', ')}`)
  }
  const state = stateNamed(compiled, defined(options.why ?? options.inverse))
  const deciders = model.deciders.flatMap((name, i) => (options.of === undefined || options.of === name ? [i] : []))
  const questions = concepts.flatMap((concept) =>
    deciders.map((decider) => ({ decider, state, concept: concept as AskedConcept })),
  )
  const name = stateNamer({
    list: Array.from({ length: space.states }, (_, s) => ({ id: s + 1, label: label(s), choices: {} })),
  })
  const why = options.why === undefined ? [] : questions.map((one) => whyStability(compiled, one))
  const inverse = options.inverse === undefined ? [] : questions.map((one) => inverseStability(compiled, one))
  const records = [...why, ...inverse].filter((one) => one !== null)
  if (records.length === 0) {
    throw new UsageError('reasons need preferences that order all states, and `sim` options that all combine')
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(records, null, 1)}\n`)
  else {
    const texts = [
      ...why.flatMap((one) => (one === null ? [] : [...whySentences(one, name), ''])),
      ...inverse.flatMap((one) => (one === null ? [] : [...inverseSentences(one, name), ''])),
    ]
    process.stdout.write(`${texts.join('\n')}`)
  }
  return EXIT.done
}

async function writeFiles(
  compiled: CompiledStability,
  record: StabilityRecord,
  options: StabilityArguments,
): Promise<void> {
  if (options.svg !== undefined || options.graphml !== undefined) {
    const graph = stabilityGraph(compiled, record)
    if (graph === null) throw new UsageError('the graph is too large to be drawn or written')
    if (options.graphml !== undefined) writeWhole(options.graphml, writeGraphml(attributedGraph(graph)))
    if (options.svg !== undefined) {
      // Pictures load only where one is asked for.
      const { stabilityGraphChart } = await import('../present/charts/index.ts')
      const chart = stabilityGraphChart(graph, { width: WIDTH })
      if (chart === null) throw new UsageError(`${graph.states.length} states are too many for a picture`)
      writeWhole(options.svg, `${chart.svg}\n`)
    }
  }
  if (options.yaml !== undefined) writeWhole(options.yaml, defined(writeStability('stability-yaml', compiled).text))
  if (options.gmcr !== undefined) {
    const { text, lost } = writeStability('gmcr', compiled)
    for (const what of lost) process.stderr.write(`not in ${options.gmcr}: ${what}\n`)
    if (text === null) throw new UsageError(`the model does not fit the format: ${lost.join('; ')}`)
    writeWhole(options.gmcr, text)
  }
}
