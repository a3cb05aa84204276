/** The commands and their options; each command has a file of its own. */
import { Command } from 'commander'
import { DRAFT_KINDS, ENGINE_VERSION } from '../src/plain.ts'
import { EXIT, refusedBySystem, UsageError } from './exit.ts'
import type { AuditOptions } from './audit.ts'
import type { EvidenceOptions } from './evidence.ts'
import type { ExplainOptions } from './explain.ts'
import type { WarCommandOptions } from './war.ts'
import { addServiceCommands } from './service.ts'
import type { FrontierArguments } from './frontier.ts'
import type { ReportOptions } from './report.ts'
import { PAGES } from './help-pages.ts'
import type { NewOptions } from './new.ts'
import { wantPlainProgress } from './plain-progress.ts'
import type { SensitivityOptions } from './sensitivity.ts'
import type { StabilityArguments } from './stability.ts'
import type { TippingCommandOptions } from './tipping.ts'
import type { UnlockCommandOptions } from './unlock.ts'
import type { RunCommandOptions } from './run.ts'
import type { ScoreCommandOptions } from './score.ts'
import type { SealCommandOptions } from './seal.ts'
import type { FitCommandOptions } from './fit.ts'
import type { SurvivalOptions } from './survival.ts'
import { count, demandValues, list, numbers, points, port, positive, wholeNumber } from './values.ts'

/** Options of every command that runs worlds. */
function withRun(command: Command): Command {
  return command
    .option('--worlds <n>', 'worlds to run', count)
    .option('--seed <k>', 'seed: same seed, same result', wholeNumber)
    .option('--threads <t>', 'threads to use', wholeNumber)
    .option('--posterior <file>', 'numbers of the front from a posterior that `fit` wrote')
    .option('--minutes <n>', 'most minutes that a case of very many packages may take (60)', positive)
    .option('--json', 'the result as JSON')
}

const program: Command = new Command('armistice')
program
  .version(ENGINE_VERSION)
  .description('Turns an argument about how a war could end into a model that anybody can run, question and rerun.')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .showSuggestionAfterError()
  .showHelpAfterError('(see `armistice --help`)')

let code: number = EXIT.done
const does = (action: () => Promise<number>): Promise<void> =>
  action().then((result) => {
    code = result
  })

withRun(program.command('run <case>').description('run the whole pipeline and print the brief'))
  .option('--scenario <id>', 'a scenario of the case')
  .option(
    '--arm-worlds <n>',
    'worlds for each scenario beside: those that claims compare with, and others up to eight',
    wholeNumber,
  )
  .option('--out <dir>', 'store the run in a folder')
  .option('--strict', 'exit with 3 if a finding falls short')
  .action((name: string, options: RunCommandOptions) =>
    does(async () => (await import('./run.ts')).runCommand(name, options)),
  )

program
  .command('check <case...>')
  .description('what is wrong with case files, and which numbers have no source')
  .option('--json', 'diagnostics as JSON')
  .option('--fix', 'apply the fixes that are sure')
  .action((names: string[], options: { json?: boolean; fix?: boolean }) =>
    does(async () => (await import('./check.ts')).checkCommand(names, options)),
  )

withRun(
  program
    .command('explain <case> <what>')
    .description('why a package or a claim stands or falls, or what strikes out packages (`space`), down to the line'),
)
  .option('--scenario <id>', 'a scenario of the case')
  .option('--quick', 'without the search for what would turn the verdict, or for the nearest terms')
  .action((name: string, what: string, options: ExplainOptions) =>
    does(async () => (await import('./explain.ts')).explainCommand(name, what, options)),
  )

program
  .command('unlock <case>')
  .description('the smallest changes that open a deal, and what the deals that stand rest on')
  .option('--scenario <id>', 'a scenario of the case')
  .option('--month <m>', 'month of the talks, 1 if not named', wholeNumber)
  .option('--worlds <n>', 'worlds to look at', count)
  .option('--seed <k>', 'seed: same seed, same result', wholeNumber)
  .option('--world <i>', 'look at this one world, and list every smallest set', wholeNumber)
  .option('--minutes <n>', 'most minutes that a case of very many packages may take (60)', positive)
  .option('--payment <points>', 'most points of deal value that a payment brings a player, 10 if not named', points)
  .option('--json', 'the result as JSON')
  .action((name: string, options: UnlockCommandOptions) =>
    does(async () => (await import('./unlock.ts')).unlockCommand(name, options)),
  )

withRun(program.command('compare <case>').description('the same worlds under several scenarios'))
  .requiredOption('--scenarios <a,b>', 'scenarios, separated by commas', list)
  .option('--scenario <id>', 'the scenario to compare with, instead of the case as written')
  .action((name: string, options: RunCommandOptions & { scenarios: string[] }) =>
    does(async () => (await import('./compare.ts')).compareCommand(name, options)),
  )

program
  .command('fit <case>')
  .description('the front estimated from a monthly series up to the date of the case, as a posterior that `run` uses')
  .requiredOption(
    '--series <file>',
    'CSV with `month` and `change_km2` or `area_km2`, and `fire_ratio` where there is one',
  )
  .option('--model <name>', 'localLevel or ar1; the one of the case if not named')
  .option('--seed <k>', 'seed: same seed, same draws', wholeNumber)
  .option('--out <file>', 'write the posterior')
  .option('--json', 'the posterior as JSON')
  .action((name: string, options: FitCommandOptions) =>
    does(async () => (await import('./fit.ts')).fitCommand(name, options)),
  )

withRun(
  program
    .command('seal <case>')
    .description('a dated forecast of every claim and number, under a digest that shows any change'),
)
  .option('--out <file>', 'write the sealed forecast; without it goes to the screen whole')
  .action((name: string, options: SealCommandOptions) =>
    does(async () => (await import('./seal.ts')).sealCommand(name, options)),
  )

withRun(
  program.command('score <case>').description('a forecast against what came, beside forecasts that need no model'),
)
  .option('--observed <file>', 'CSV with `month` and `change_km2` or `area_km2`, from before the date on')
  .option('--outcomes <file>', 'CSV with `what` and `value`: claims (yes or no) and numbers of the case')
  .option(
    '--seal <file>',
    'the forecast that was sealed, or the id that `runs` lists it by; without it one is made now',
  )
  .option('--server <url>', 'the server that keeps it')
  .option('--token <token>', 'a token for that server')
  .option('--rolling', 'score every forecaster at every month of the series as well')
  .option('--with <files>', 'claims of other scores, for calibration over cases, separated by commas', list)
  .option('--out <file>', 'write the score')
  .action((name: string, options: ScoreCommandOptions) =>
    does(async () => (await import('./score.ts')).scoreCommand(name, options)),
  )

withRun(program.command('war <case>').description('the projection of the war alone'))
  .option('--scenario <id>', 'a scenario of the case')
  .option('--series <file>', 'CSV of the front, drawn before the date')
  .option('--svg <file>', 'write the front before the date and after as a picture; needs --series')
  .action((name: string, options: WarCommandOptions) =>
    does(async () => (await import('./war.ts')).warCommand(name, options)),
  )

program
  .command('frontier <file...>')
  .description('Pareto frontier and solutions of a negotiation domain: GENIUS XML, GeniusWeb JSON, NegMAS folder')
  .option('--json', 'the result as JSON')
  .option('--csv', 'the frontier as CSV')
  .option('--svg <file>', 'write the utility plane')
  .option('--ties <n>', 'packages listed for each point', wholeNumber)
  .option('--weights <a,b>', 'Nash weights by profile', numbers)
  .option('--reading <name>', 'how the numbers are meant, where not as the format has it')
  .action(
    (files: string[], options: Omit<FrontierArguments, 'files' | 'json' | 'csv'> & { json?: boolean; csv?: boolean }) =>
      does(async () =>
        (await import('./frontier.ts')).frontierCommand({
          ...options,
          files,
          json: options.json ?? false,
          csv: options.csv ?? false,
        }),
      ),
  )

withRun(
  program
    .command('stability <file>')
    .description('stability by the graph model: the game of a case, a `.gmcr` file, or YAML that says `stability: 1`'),
)
  .option('--scenario <id>', 'a scenario of the case that the moves are made from')
  .option('--out <dir>', 'keep rows of the game of a case in a folder')
  .option('--resume <dir>', 'go on with the rows of a folder')
  .option('--why <state>', 'why the state is stable, or not')
  .option('--inverse <state>', 'preferences that would make the state stable')
  .option('--of <decider>', 'for one decision maker only')
  .option('--concept <name>', 'nash, gmr, smr, seq, sseq or sim')
  .option('--horizon <h>', 'limited-move stability of so many moves', count)
  .option('--from <state>', 'the status quo, instead of that of the file')
  .option('--matrix', 'the matrix form beside the definitions')
  .option('--svg <file>', 'write the graph as a picture')
  .option('--graphml <file>', 'write the graph for Gephi, yEd and the like')
  .option('--gmcr <file>', 'write the model as `.gmcr`')
  .option('--yaml <file>', 'write the model as YAML')
  .action((name: string, options: StabilityArguments) =>
    does(async () => (await import('./stability.ts')).stabilityCommand(name, options)),
  )

withRun(
  program
    .command('sensitivity <case>')
    .description('what an output hangs on: Sobol indices of its inputs, and more where asked'),
)
  .option('--of <output>', 'a claim, or an output such as dealBy:12, noDealValue:ACTOR, front:12')
  .option('--scenario <id>', 'a scenario of the case')
  .option('--base-points <n>', 'base points of the design (1024)', wholeNumber)
  .option('--inputs <n>', 'inputs to analyse, chosen by Morris screening (60)', wholeNumber)
  .option('--second', 'second-order indices')
  .option('--shapley', 'Shapley effects, with the correlations of the case')
  .option('--pawn', 'PAWN, for yes/no outputs')
  .option('--voi', 'value of information: what to research next')
  .option('--interval <w>', 'withhold numbers whose interval is wider than ±w', positive)
  .option('--csv', 'the table as CSV')
  .option('--svg <file>', 'write a tornado')
  .option('--out <dir>', 'keep rows in a folder')
  .option('--resume <dir>', 'go on with the rows of a folder')
  .action((name: string, options: SensitivityOptions) =>
    does(async () => (await import('./sensitivity.ts')).sensitivityCommand(name, options)),
  )

withRun(program.command('audit <case>').description('which findings could have come out otherwise'))
  .option('--universes <n>', 'universes of random numbers (160)', count)
  .option('--scenario <id>', 'a scenario of the case')
  .option('--out <dir>', 'keep rows in a folder')
  .option('--resume <dir>', 'go on with the rows of a folder')
  .action((name: string, options: AuditOptions) =>
    does(async () => (await import('./audit.ts')).auditCommand(name, options)),
  )

withRun(program.command('tipping <case>').description('what would have to be otherwise for a verdict to turn'))
  .requiredOption('--claim <id>', 'a claim; C1.2 is its second test')
  .option('--by <quantity,quantity>', 'assumptions; two give a map', list)
  .option('--pairs', 'which two turn it together')
  .option('--inputs <n>', 'assumptions to look at closely (12)', wholeNumber)
  .option('--scenario <id>', 'a scenario of the case')
  .option('--svg <file>', 'write a tornado, or the map of two')
  .option('--out <dir>', 'keep rows in a folder')
  .option('--resume <dir>', 'go on with the rows of a folder')
  .action((name: string, options: TippingCommandOptions) =>
    does(async () => (await import('./tipping.ts')).tippingCommand(name, options)),
  )

withRun(
  program.command('report <case>').description('the brief as one file that works offline: .html, .md, .json or .pdf'),
)
  .requiredOption('-o, --out <file>', 'where to write it; its ending says what')
  .option('--scenario <id>', 'a scenario of the case')
  .option('--template <file>', 'a document with blocks computed from the case; `argument` for that of the case')
  .option('--no-live', 'a page with a template holds text and pictures only')
  .action((name: string, options: RunCommandOptions & ReportOptions) =>
    does(async () => (await import('./report.ts')).reportCommand(name, options)),
  )

program
  .command('evidence <file>')
  .description(
    'rival hypotheses against evidence: a case, or a CSV matrix with an item a row and a hypothesis a column',
  )
  .option('--set <id>', 'a hypothesis set of the case')
  .option('--count <rule>', 'how a group of dependent items counts: strongest, mean, or a correlation from 0 to 1')
  .option('--scale <CC=1,II=0.05>', 'likelihoods for ratings', list)
  .option('--without <a,b>', 'items or groups to leave out', list)
  .option('--draws <n>', 'draws for the interval of the posterior (4000)', wholeNumber)
  .option('--seed <k>', 'seed: same seed, same result', wholeNumber)
  .option('--json', 'the result as JSON')
  .option('--csv', 'the matrix as CSV')
  .option('--svg <file>', 'write the matrix as a picture')
  .action((file: string, options: EvidenceOptions) =>
    does(async () => (await import('./evidence.ts')).evidenceCommand(file, options)),
  )

program
  .command('survival <file>')
  .description(
    "how long things last: a CSV table, or the project's own: `truces`, `war-ends`, `durability` (the model against the record)",
  )
  .option('--time <column>', 'how long each spell lasted')
  .option('--event <column>', 'whether it ended: 1, or 0 where it was still going on')
  .option('--by <column>', 'groups to compare')
  .option('--covariates <a,b>', 'what may bear on it', list)
  .option('--cluster <column>', 'rows with one value may depend on each other')
  .option('--where <conditions>', 'rows to take, such as `guarantee >= 1, war_days > 365`')
  .option('--at <a,b>', 'times to print', (text: string) => list(text).map(positive))
  .option('--family <a,b>', 'families of curves to fit: weibull, exponential, lognormal, loglogistic', list)
  .option('--ties <name>', 'ties in Cox: efron or breslow')
  .option('--class <name>', 'truces: a reference class')
  .option('--pairs', 'truces: count pairs of states, not ceasefires')
  .option('--override <file>', "truces: a second coder's table")
  .option('--lasted <months>', 'war-ends: how long the war has lasted', points)
  .option('--without <keys>', 'war-ends: rows to leave out, such as the war itself', list)
  .option('--json', 'the result as JSON')
  .option('--svg <file>', 'write the curves')
  .action((file: string, options: SurvivalOptions) =>
    does(async () => (await import('./survival.ts')).survivalCommand(file, options)),
  )

program
  .command('new <name>')
  .description('a case file to start from')
  .option('--title <text>', 'its title')
  .option('--as-of <date>', 'its date, YYYY-MM-DD')
  .option('--template <kind>', `${DRAFT_KINDS.join(', ')}; asked for on a terminal`)
  .action((name: string, options: NewOptions) => does(async () => (await import('./new.ts')).newCommand(name, options)))

program
  .helpCommand(false)
  .command('help [topic]')
  .description(`help on a command, or a page: ${PAGES.join(', ')}`)
  .action((topic: string | undefined) => does(async () => (await import('./help.ts')).helpCommand(program, topic)))

program
  .command('open [case]')
  .description('open the app on a case, on this machine')
  .option('--port <n>', 'port to listen on', port)
  .action((name: string | undefined, options: { port?: number }) =>
    does(async () => (await import('./open.ts')).openCommand(name ?? 'ukraine-2025', options)),
  )

program
  .command('start', { hidden: true })
  .description('the flagship, then the app')
  .option('--port <n>', 'port of the app', port)
  .action((options: { port?: number }) => does(async () => (await import('./start.ts')).startCommand(options)))

addServiceCommands(program, does)

demandValues(program)

program.hook('preAction', (_, action) => {
  wantPlainProgress(action.opts()['json'] !== true)
})

/** The commands, for who goes through all of them. */
export const commands: Command = program

/** Carries out a command.
 *  @param argv as the process has it: the command begins at the third. @returns the exit code. */
export async function armistice(argv: readonly string[]): Promise<number> {
  code = EXIT.done
  try {
    await program.parseAsync(argv)
  } catch (error) {
    code = explainFailure(error)
  }
  return code
}

function explainFailure(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`armistice: ${error.message}\n`)
    return EXIT.usage
  }
  const outside = refusedBySystem(error)
  if (outside !== null) {
    process.stderr.write(`armistice: ${outside}\n`)
    return EXIT.input
  }
  if (['too-many-packages', 'too-much-to-search'].includes((error as { code?: string }).code ?? '')) {
    process.stderr.write(`armistice: ${(error as Error).message}\n`)
    return EXIT.input
  }
  const commander = error as { code?: string; exitCode?: number }
  if (commander.code?.startsWith('commander.')) return commander.exitCode === 0 ? EXIT.done : EXIT.usage
  process.stderr.write(
    `armistice: this is a defect, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  return EXIT.input
}
