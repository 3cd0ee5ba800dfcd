export type { CliCommand, CommandIo } from './define-command.ts'
export { CommandError, defineCommand } from './define-command.ts'
export type { CliStreams } from './run-cli.ts'
export { runCli } from './run-cli.ts'
