import { type DataOptions, withDataOptions } from '../data-options.ts'
import { defineCommand } from '../define-command.ts'
import { maintainInstallation } from '../maintain-installation.ts'

export default defineCommand({
  name: 'import',
  summary: 'Brings an exported installation into an empty PostgreSQL database',
  configure(command, io) {
    withDataOptions(command.argument('<file>', 'what `bonafide export` wrote')).action(
      async (file: string, options: DataOptions) => {
        const { importFrom } = await import('@bonafide/service')
        const counts = await maintainInstallation(options, (config, log) => importFrom(file, config, log))
        io.answer(counts, `${counts.rows} rows and ${counts.blobs} blobs brought in`)
      },
    )
  },
})
