import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { API_VERSION, signV3, webDigests } from '@bonafide/protocol'
import { copyDatabaseTemplate } from '@bonafide/testing'
import { type Config, readConfig } from '../src/config.ts'
import { createLog } from '../src/http/log.ts'
import { type RunningService, startService } from '../src/main.ts'
import { createFakeJudge, type FakeJudge } from './fake-judge.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> & { readonly Code: string; readonly Result?: Record<string, string> }
}

export interface TestService {
  readonly service: RunningService
  readonly url: string
  readonly dataDir: string
  readonly judge: FakeJudge
  /** Every line that was logged. */
  readonly logged: string[]
  /** Moves the service's clock. */
  advance(ms: number): void
  /** Stops the service's clock, for what must lie within one second however busy the machine is; the answer lets it go on. */
  holdClock(): () => void
  now(): Date
  /** A signed call with the first access key. */
  call(action: string, params: Readonly<Record<string, string>>, key?: AccessKey): Promise<Reply>
  key: AccessKey
  close(): Promise<void>
}

export interface AccessKey {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
}

/** One user does all of them, in tests that are about something else. */
const MANY = 100_000

/** A service on a free port, a fresh data folder (or a given one) and its real database; only judging is a fake. */
export async function openTestService(settings: Partial<Config> = {}): Promise<TestService> {
  const dataDir = settings.dataDir ?? (await mkdtemp(join(tmpdir(), 'bonafide-test-')))
  if (settings.dataDir === undefined && settings.databaseUrl === undefined) await copyDatabaseTemplate(dataDir)
  const judge = createFakeJudge()
  const logged: string[] = []
  let offsetMs = 0
  let heldMs: number | undefined
  const now = () => new Date((heldMs ?? Date.now()) + offsetMs)
  const { config } = readConfig(
    {},
    {
      port: 0,
      dataDir,
      callbackOrigins: ['http://127.0.0.1:1'],
      callLimits: 'none',
      userAttemptsADay: MANY,
      deviceAttemptsADay: MANY,
      ...settings,
    },
  )
  const service = await startService({
    config,
    judge,
    browserFiles: join(dataDir, 'browser'),
    clock: { now },
    log: createLog('debug', { write: (line) => void logged.push(line) }),
  })
  const key = JSON.parse(await readFile(join(dataDir, 'access-key.json'), 'utf8')) as AccessKey
  return {
    service,
    url: service.url,
    dataDir,
    judge,
    logged,
    key,
    now,
    advance: (ms) => {
      offsetMs += ms
    },
    holdClock() {
      heldMs = Date.now()
      return () => {
        heldMs = undefined
      }
    },
    call: (action, params, other = key) => callAction(service.url, other, action, params, now()),
    async close() {
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A signed call to any service. */
export async function callAction(
  url: string,
  key: AccessKey,
  action: string,
  params: Readonly<Record<string, string>>,
  now: Date,
): Promise<Reply> {
  const pictures = Object.entries(params).filter(([name]) => name.includes('Picture'))
  const others = Object.entries(params).filter(([name]) => !name.includes('Picture'))
  const signed = await signV3(
    {
      method: 'POST',
      host: new URL(url).host,
      action,
      version: API_VERSION,
      query: others,
      form: pictures,
      accessKeyId: key.AccessKeyId,
      accessKeySecret: key.AccessKeySecret,
      nonce: randomUUID(),
      now,
    },
    webDigests,
  )
  const { host: _host, ...headers } = signed.headers
  const response = await fetch(url + signed.target, {
    method: 'POST',
    headers,
    ...(signed.body === '' ? {} : { body: signed.body }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] }
}

/** Parameters of Initialize that every product takes. */
export const ORDER = {
  ProductCode: 'eKYC_PRO',
  DocType: 'GLB03002',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
  ShowOcrResult: '0',
} as const
