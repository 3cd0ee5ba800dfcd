import { builtBrowserFiles } from '../built-browser-files.ts'
import { defineCommand } from '../define-command.ts'

interface ServeOptions {
  readonly port?: string
  readonly role?: string
  readonly host?: string
  readonly data?: string
  readonly deletionLog?: string
  readonly publicUrl?: string
  readonly faceModels?: string
  readonly browserFiles?: string
}

export default defineCommand({
  name: 'serve',
  summary: 'Runs the service until it is told to stop',
  configure(command, io) {
    command
      .option('--role <role>', 'all, api or worker (default: all)')
      .option('--port <port>')
      .option('--host <address>')
      .option('--data <folder>', 'data folder')
      .option('--deletion-log <file>', 'record of deletions (default: beside the data folder)')
      .option('--public-url <origin>', 'origin under which browsers reach the service')
      .option('--face-models <file>', 'face networks of your own (docs/face-models.md)')
      .option('--browser-files <folder>', 'built browser SDK (default: that of @bonafide/sdk-web)')
      .action(async (options: ServeOptions) => {
        const { createLog, readConfig, startService } = await import('@bonafide/service')
        const { config, warnings } = readConfig({ ...process.env, ...environmentOf(options) })
        for (const warning of warnings) io.progress(`warning: ${warning}`)
        const service = await startService({
          config,
          browserFiles: options.browserFiles ?? builtBrowserFiles(),
          log: createLog(config.logLevel, { write: (line) => void process.stderr.write(line) }),
        })
        const { url, dataDir, accessKeyFile } = service
        io.answer({ url, dataDir, ...(accessKeyFile === undefined ? {} : { accessKeyFile }) }, [
          `Bonafide listens on ${url}`,
          ...(accessKeyFile === undefined ? [] : [`First access key written to ${accessKeyFile}`]),
        ])
        await untilStopped()
        await service.close()
      })
  },
})

/** The options of the command line under the names of the settings, so that both are read by the same rules. */
function environmentOf({
  role,
  port,
  host,
  data,
  deletionLog,
  publicUrl,
  faceModels,
}: ServeOptions): Record<string, string> {
  const given = {
    BONAFIDE_ROLE: role,
    BONAFIDE_PORT: port,
    BONAFIDE_HOST: host,
    BONAFIDE_DATA: data,
    BONAFIDE_DELETION_LOG: deletionLog,
    BONAFIDE_FACE_MODELS: faceModels,
    BONAFIDE_PUBLIC_URL: publicUrl,
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
}
