import { type DataOptions, withDataOptions } from '../data-options.ts'
import { defineCommand } from '../define-command.ts'
import { maintainInstallation } from '../maintain-installation.ts'

export default defineCommand({
  name: 'export',
  summary: 'Writes an embedded installation into one file, sealed as it is',
  configure(command, io) {
    withDataOptions(command.argument('<file>', 'new file')).action(async (file: string, options: DataOptions) => {
      const { exportTo } = await import('@bonafide/service')
      const counts = await maintainInstallation(options, (config, log) => exportTo(file, config, log))
      io.answer({ file, ...counts }, `${counts.rows} rows and ${counts.blobs} blobs written to ${file}`)
    })
  },
})
