/** Commands of a server and its workers. Nothing of them is loaded before it is asked for: `armistice run` opens no
 *  database and pays for none. */
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import type { RunsOptions } from './runs.ts'
import type { ServeCommandOptions, StoreOptions } from './serve.ts'
import type { TokenCreateOptions } from './token.ts'
import { list, port } from './values.ts'
import type { WorkerCommandOptions } from './worker.ts'

const DATABASE = 'address of the Postgres, instead of DATABASE_URL'
const FOLDER = 'folder of the embedded store (.armistice in your home)'

function count(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1, such as 2')
  return value
}

function countOrNone(text: string): number {
  return text === '0' ? 0 : count(text)
}

const names = (text: string): string[] => list(text.toLowerCase())

type Does = (action: () => Promise<number>) => Promise<void>

/** @param does runs a command and keeps its exit code. */
export function addServiceCommands(program: Command, does: Does): void {
  program
    .command('serve')
    .description('the app, cases and asks over HTTP, for you or for a team')
    .option('--folder <dir>', FOLDER)
    .option('--database <url>', DATABASE)
    .option('--port <n>', 'port to listen on (7420)', port)
    .option('--address <ip>', 'address to listen on (127.0.0.1); beyond this machine tokens are needed')
    .option('--host-name <a,b>', 'names by which the server may be addressed', names)
    .option('--tokens', 'ask for tokens on this machine as well')
    .option('--threads <t>', 'chunks that the server computes at once itself; 0 leaves them to workers', countOrNone)
    .option('--quiet', 'no log of requests')
    .action((options: ServeCommandOptions) => does(async () => (await import('./serve.ts')).serveCommand(options)))

  program
    .command('worker')
    .description('compute for a server, from the same Postgres')
    .option('--database <url>', DATABASE)
    .option('--threads <t>', 'chunks at once (1)', count)
    .option('--lease <s>', 'seconds of silence after which its chunk goes to another (15)', count)
    .action((options: WorkerCommandOptions) => does(async () => (await import('./worker.ts')).workerCommand(options)))

  program
    .command('runs')
    .description('what was asked of a server, and how it stands')
    .option('--server <url>', 'address of the server, instead of ARMISTICE_SERVER')
    .option('--token <token>', 'token, instead of ARMISTICE_TOKEN')
    .option('--json', 'the list as JSON')
    .action((options: RunsOptions) => does(async () => (await import('./runs.ts')).runsCommand(options)))

  program
    .command('mcp')
    .description('the questions as tools for an assistant, over stdin and stdout (Model Context Protocol)')
    .action(() => does(async () => (await import('./mcp.ts')).mcpCommand()))

  addTokenCommands(program, does)
}

function addTokenCommands(program: Command, does: Does): void {
  const token = program.command('token').description('who may use a server: create, list, revoke')
  const withStore = (command: Command): Command =>
    command.option('--folder <dir>', FOLDER).option('--database <url>', DATABASE)
  withStore(token.command('create').description('a token, shown once'))
    .option('--label <text>', 'whose it is')
    .option('--role <role>', 'read, run or admin (run)')
    .option('--days <n>', 'days that it holds; for ever if left out', count)
    .action((options: TokenCreateOptions) => does(async () => (await import('./token.ts')).tokenCreateCommand(options)))
  withStore(token.command('list').description('tokens without their secrets')).action((options: StoreOptions) =>
    does(async () => (await import('./token.ts')).tokenListCommand(options)),
  )
  withStore(token.command('revoke <id>').description('a token that is to hold no longer')).action(
    (id: string, options: StoreOptions) =>
      does(async () => (await import('./token.ts')).tokenRevokeCommand(id, options)),
  )
}
