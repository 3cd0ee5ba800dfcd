import type { Config, Log } from '@bonafide/service'
import type { DataOptions } from './data-options.ts'
import { CommandError } from './define-command.ts'

/** Works on the data of the configured installation itself, without a service; refusals are told as they are. */
export async function maintainInstallation<T>(
  options: DataOptions,
  work: (config: Config, log: Log) => Promise<T>,
): Promise<T> {
  const { createLog, readConfig } = await import('@bonafide/service')
  const overrides = options.data === undefined ? {} : { dataDir: options.data }
  const { config } = readConfig(process.env, overrides)
  try {
    return await work(config, createLog('error', { write: (line) => void process.stderr.write(line) }))
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new CommandError(`${error.message}.`, { cause: error })
    throw error
  }
}
