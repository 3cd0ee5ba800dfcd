import type { Command } from 'commander'

/** Where a command speaks: one answer on standard output, everything else on standard error. */
export interface CommandIo {
  /**
   * The answer of the command, once. With `--json` the document is printed as one JSON text; otherwise `text`
   * (lines for people), or the document itself, indented, where a command has no better form.
   */
  answer(document: unknown, text?: string | readonly string[]): void
  /** A line about what is going on, on standard error. */
  progress(text: string): void
}

/** One command of `bonafide`. Its file is named after it and lies in `commands/`. */
export interface CliCommand {
  readonly name: string
  readonly summary: string
  /** Adds arguments, options, sub-commands and the action. Heavy packages are imported inside the action. */
  configure(command: Command, io: CommandIo): void
}

export function defineCommand(command: CliCommand): CliCommand {
  return command
}

/** The command could not do its work; the message is shown as it is and must tell the person what to do. */
export class CommandError extends Error {
  readonly code = 'command-failed'
}
