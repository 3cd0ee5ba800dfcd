import { Command, CommanderError } from 'commander'
import { entries } from './commands/index.gen.ts'
import type { CliCommand, CommandIo } from './define-command.ts'

export interface CliStreams {
  stdout(text: string): void
  stderr(text: string): void
}

/**
 * Runs one command line (without node and script) and answers its exit code: 0 when the command did its work,
 * whatever the verdict; 1 when it could not; 2 when the command line was wrong.
 */
export async function runCli(
  argv: readonly string[],
  streams: CliStreams,
  commands: readonly CliCommand[] = entries,
): Promise<number> {
  const program = createProgram(streams, commands)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    streams.stderr(`bonafide: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

function createProgram(streams: CliStreams, commands: readonly CliCommand[]): Command {
  const program = new Command('bonafide')
    .description('Self-hosted identity verification')
    .option('--json', 'print one JSON document on standard output')
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.stdout(text), writeErr: (text) => streams.stderr(text) })
  for (const entry of commands) {
    const command = program.command(entry.name).description(entry.summary)
    entry.configure(command, createIo(program, streams))
  }
  return program
}

function createIo(program: Command, streams: CliStreams): CommandIo {
  return {
    answer(document, text) {
      const json = program.opts<{ json?: boolean }>().json === true
      streams.stdout(`${json ? JSON.stringify(document) : asText(document, text)}\n`)
    },
    progress: (text) => streams.stderr(`${text}\n`),
  }
}

function asText(document: unknown, text?: string | readonly string[]): string {
  if (typeof text === 'string') return text
  return text === undefined ? JSON.stringify(document, undefined, 2) : text.join('\n')
}
