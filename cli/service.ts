/** Commands of a server and its workers. Nothing of them is loaded before it is asked for: `armistice run` opens no database and pays for none. */
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import type { WorkerCommandOptions } from './worker.ts'

const DATABASE = 'address of the Postgres, instead of DATABASE_URL'

function count(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1, such as 2')
  return value
}

/** @param does runs a command and keeps its exit code. */
export function addServiceCommands(program: Command, does: (action: () => Promise<number>) => Promise<void>): void {
  program
    .command('worker')
    .description('compute for a server, from the same Postgres')
    .option('--database <url>', DATABASE)
    .option('--threads <t>', 'chunks at once (1)', count)
    .option('--lease <s>', 'seconds of silence after which its chunk goes to another (15)', count)
    .action((options: WorkerCommandOptions) => does(async () => (await import('./worker.ts')).workerCommand(options)))
}
