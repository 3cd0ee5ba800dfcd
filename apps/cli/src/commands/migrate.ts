import { type DataOptions, withDataOptions } from '../data-options.ts'
import { defineCommand } from '../define-command.ts'
import { maintainInstallation } from '../maintain-installation.ts'

export default defineCommand({
  name: 'migrate',
  summary: 'Brings the database up to date without starting the service',
  configure(command, io) {
    withDataOptions(command).action(async (options: DataOptions) => {
      const { migrateDatabase } = await import('@bonafide/service')
      const applied = await maintainInstallation(options, migrateDatabase)
      io.answer({ applied }, applied.length === 0 ? 'The database is up to date.' : [...applied])
    })
  },
})
