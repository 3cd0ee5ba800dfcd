import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Random } from '@bonafide/engine'
import {
  type AccessKey,
  accessKeyField,
  type Config,
  createCustody,
  createLog,
  type Judge,
  loadMasterKeys,
  readConfig,
  startService,
} from '@bonafide/service'
import { copyDatabaseTemplate } from '@bonafide/testing'
import { createTestJudge } from './test-judge.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  /** Of a temporary key. */
  readonly securityToken?: string
}

export interface LiveService {
  readonly url: string
  /** Host and port. */
  readonly host: string
  readonly dataDir: string
  /** The key that the first start made. */
  readonly credentials: Credentials
  readonly callbackSecret: string
  readonly logged: readonly string[]
  /** Sets the service's clock; undefined is the real time. */
  setClock(time: Date | undefined): void
  /** Keeps the service's clock at one moment until it is set. */
  stopClock(at: Date): void
  now(): Date
  /** Inserts a key with a given id and secret, under a tenant of its own. */
  insertKey(
    credentials: Credentials,
    change?: Partial<Pick<AccessKey, 'active' | 'allowV2' | 'allowedOperations'>>,
  ): Promise<void>
  /** The tenant that a key was inserted under. */
  tenantOf(accessKeyId: string): Promise<string>
  /** Calls that a key signed by version 2, as they were counted. */
  v2CallsOf(accessKeyId: string): Promise<number>
  changeKey(accessKeyId: string, change: Partial<Pick<AccessKey, 'active' | 'allowV2'>>): Promise<void>
  /** Closes the service and starts it again on the same data folder and port; `between` does something to the folder. */
  restart(between?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export interface LiveServiceOptions extends Partial<Config> {
  /** `processes`: those of the main program; a judge without networks when absent. */
  readonly judge?: Judge | 'processes'
  /** Draws the challenges; the system's random numbers when absent. */
  readonly random?: Random
  /** Another service on the same `databaseUrl`, whose master key this one uses. */
  readonly beside?: LiveService
}

/** One user does all of them, in tests that are about something else. */
const MANY = 100_000

/** The real service over HTTP on a free port and a fresh data folder; only the judging of pictures is replaced. */
export async function startLiveService(options: LiveServiceOptions = {}): Promise<LiveService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-wire-'))
  if (options.databaseUrl === undefined) await copyDatabaseTemplate(dataDir)
  for (const name of ['master.key', 'access-key.json']) {
    if (options.beside !== undefined) await cp(join(options.beside.dataDir, name), join(dataDir, name))
  }
  const clock: { offsetMs: number; stoppedAt?: Date | undefined } = { offsetMs: 0 }
  const now = () => clock.stoppedAt ?? new Date(Date.now() + clock.offsetMs)
  const logged: string[] = []
  const start = (port: number) => {
    const { judge: _judge, beside: _beside, random, ...settings } = options
    const { config } = readConfig({}, { callLimits: 'none', userAttemptsADay: MANY, ...settings, port, dataDir })
    return startService({
      config,
      ...(options.judge === 'processes' ? {} : { judge: options.judge ?? createTestJudge() }),
      browserFiles: join(dataDir, 'browser'),
      clock: { now },
      ...(random === undefined ? {} : { random }),
      log: createLog('debug', { write: (line) => void logged.push(line) }),
    })
  }
  let service = await start(0)
  const { url } = service
  const custody = createCustody(await loadMasterKeys(join(dataDir, 'master.key')))
  const first: { AccessKeyId: string; AccessKeySecret: string; CallbackSecret: string } = JSON.parse(
    await readFile(join(dataDir, 'access-key.json'), 'utf8'),
  )
  return {
    url,
    host: new URL(url).host,
    dataDir,
    credentials: { accessKeyId: first.AccessKeyId, accessKeySecret: first.AccessKeySecret },
    callbackSecret: first.CallbackSecret,
    logged,
    now,
    stopClock: (at) => {
      clock.stoppedAt = at
    },
    setClock: (time) => {
      clock.stoppedAt = undefined
      clock.offsetMs = time === undefined ? 0 : time.getTime() - Date.now()
    },
    insertKey: async ({ accessKeyId, accessKeySecret }, change = {}) => {
      // Ids of keys may differ in case only.
      const tenantId = `tenant-${Buffer.from(accessKeyId).toString('hex')}`
      const tenant = { id: tenantId, wrappedKey: custody.newTenantKey(tenantId) }
      const createdAt = now()
      const settings = { iframeParents: [], returnAddresses: [], policy: {}, retentionDays: 30 }
      await service.store.createTenant({
        ...tenant,
        name: tenant.id,
        mode: 'test',
        settings,
        sealedCallbackSecrets: [],
        createdAt,
      })
      const sealedSecret = custody
        .tenant(tenant)
        .seal(accessKeyField(accessKeyId), new TextEncoder().encode(accessKeySecret))
      const key = {
        id: accessKeyId,
        tenantId: tenant.id,
        sealedSecret,
        active: true,
        allowV2: true,
        createdAt,
        ...change,
      }
      await service.store.createAccessKey(key)
    },
    tenantOf: async (accessKeyId) => (await service.store.findAccessKey(accessKeyId))?.tenantId ?? '',
    v2CallsOf: async (id) => (await service.store.findAccessKey(id))?.v2Uses?.calls ?? 0,
    changeKey: (id, change) => service.store.setAccessKey(id, change),
    restart: async (between) => {
      await service.close()
      await between?.()
      service = await start(Number(new URL(url).port))
    },
    close: async () => {
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
      await rm(`${dataDir}.deletions.log`, { force: true })
    },
  }
}
