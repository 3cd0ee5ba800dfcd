import type { Command } from 'commander'

export interface DataOptions {
  readonly data?: string
}

/** Adds the options that say which service a command is about. */
export function withDataOptions(command: Command): Command {
  return command.option('--data <folder>', 'data folder of the service (default: BONAFIDE_DATA or ./data)')
}

/**
 * Carries out administration: through the running service when one holds the data folder, otherwise on the folder
 * itself. Also works beside other processes on PostgreSQL (`DATABASE_URL`).
 */
export async function administerFrom<T>(options: DataOptions, command: string, args: object): Promise<T> {
  const { administer, createLog, readConfig } = await import('@bonafide/service')
  const overrides = options.data === undefined ? {} : { dataDir: options.data }
  const { config } = readConfig(process.env, overrides)
  const log = createLog('error', { write: (line) => void process.stderr.write(line) })
  return (await administer(config, { command, args }, log)) as T
}
