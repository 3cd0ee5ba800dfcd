import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDemo } from '@bonafide/demo'
import { type Client, createClient } from '@bonafide/server-sdk'
import { administer, createLog, type RunningService, readConfig, startService } from '@bonafide/service'
import { copyDatabaseTemplate } from '@bonafide/testing'
import { offends, standsAt } from './manners.ts'

const HOST = '127.0.0.1'
const BROWSER_FILES = fileURLToPath(new URL('../../../packages/sdk-web/dist/browser', import.meta.url))

/** The service with its real judging processes, and the demo bank beside it. */
export interface Stack {
  readonly service: RunningService
  readonly demoUrl: string
  readonly dataDir: string
  readonly client: Client
  /** Opens another account, and speaks for it. */
  openAccount(id: string, mode: 'test' | 'live'): Promise<Client>
  /** Everything that the service logged. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

export async function startStack(): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-e2e-'))
  await copyDatabaseTemplate(dataDir)
  const demoPort = await unusedPort()
  const demoOrigin = `http://${HOST}:${demoPort}`
  const { config } = readConfig({}, { host: HOST, port: 0, dataDir, callbackOrigins: [demoOrigin], logLevel: 'info' })
  const logged: string[] = []
  const log = createLog(config.logLevel, {
    write(line: string) {
      logged.push(line)
      if (line.includes('"policy-violated"')) offends(line)
    },
  })
  const service = await startService({ config, log, browserFiles: BROWSER_FILES })
  const command = (name: string, args: object) => administer(config, { command: name, args }, log)
  await command('tenants.set', { id: 'default', iframeParents: [demoOrigin] })
  const key = JSON.parse(await readFile(join(dataDir, 'access-key.json'), 'utf8'))
  const access = { accessKeyId: key.AccessKeyId, accessKeySecret: key.AccessKeySecret }
  const demo = await createDemo({
    serviceUrl: service.url,
    ...access,
    callbackSecret: key.CallbackSecret,
    port: demoPort,
  })
  for (const origin of [service.url, demo.url]) standsAt(origin)
  return {
    service,
    demoUrl: demo.url,
    dataDir,
    client: createClient({ endpoint: service.url, ...access }),
    logged,
    async openAccount(id, mode) {
      await command('tenants.create', { id, name: id, mode })
      const issued = (await command('keys.create', { tenant: id })) as typeof key
      const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = issued
      return createClient({ endpoint: service.url, accessKeyId, accessKeySecret })
    },
    close: async () => {
      await demo.close()
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** From the range that the system hands out by turns: stacks of tests that run side by side do not meet there. */
function unusedPort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, HOST, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => found(port))
    })
  })
}
