import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { administer, createLog, openPostgres, readConfig } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reservePort } from '../processes/reserve-port.ts'
import { PROGRAMS, serviceProcess } from '../processes/service-process.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiClient, openApiCore, openApiCoreV2 } from './official-clients.ts'

const ORDER = {
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}
const silent = createLog('silent', { write: () => undefined })

type Called = Pick<LiveService, 'host' | 'credentials'>

interface Tally {
  readonly taken: number
  readonly refused: readonly unknown[]
}

/** So many calls of Initialize at once, by turns at each service. */
async function call(services: readonly Called[], times: number, order: Record<string, string>): Promise<Tally> {
  const calls = Array.from({ length: times }, (_, index) => {
    const service = services[index % services.length]
    if (service === undefined) throw new Error('no service')
    return openApiCore.call(service.host, service.credentials, { action: 'Initialize', query: { ...ORDER, ...order } })
  })
  const settled = await Promise.allSettled(calls)
  const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  return { taken: times - refused.length, refused }
}

const TEN_A_SECOND = { ProductCode: 'eKYC', DocType: '01000000' }
const FIFTY_A_SECOND = { ProductCode: 'FACE_LIVENESS' }

/** A quarter into a second, so many seconds from now. */
function stopClocks(services: readonly LiveService[], seconds: number): void {
  const at = new Date((Math.floor(Date.now() / 1000) + seconds) * 1000 + 250)
  for (const service of services) service.stopClock(at)
}

function limitsHold(services: () => readonly LiveService[]): void {
  it('refuse exactly the surplus at twice the limit, and say when to come again', async () => {
    stopClocks(services(), 0)
    const { taken, refused } = await call(services(), 20, TEN_A_SECOND)
    expect([taken, refused.length]).toEqual([10, 10])
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'Throttling.Api', statusCode: 403, retryAfter: 1000 })
    }
  })

  it('hold for any second, also where the clock turns from one to the next', async () => {
    const turn = Math.ceil(Date.now() / 1000) * 1000 + 2000
    for (const service of services()) service.stopClock(new Date(turn - 400))
    expect((await call(services(), 7, TEN_A_SECOND)).taken).toBe(7)
    for (const service of services()) service.stopClock(new Date(turn + 200))
    const { taken, refused } = await call(services(), 10, TEN_A_SECOND)
    expect(taken).toBe(3)
    for (const error of refused) expect(error).toMatchObject({ retryAfter: 400 })
  })

  it('count each second and each product by itself', async () => {
    stopClocks(services(), 8)
    expect((await call(services(), 10, TEN_A_SECOND)).taken).toBe(10)
    expect((await call(services(), 60, FIFTY_A_SECOND)).taken).toBe(50)
    stopClocks(services(), 10)
    expect((await call(services(), 11, TEN_A_SECOND)).taken).toBe(10)
  })
}

describe('the documented limits of calls a second', () => {
  let service: LiveService
  beforeAll(async () => {
    service = await startLiveService({ callLimits: 'documented' })
  })
  afterAll(() => service.close())

  limitsHold(() => [service])

  it('give way to those of the tenant', async () => {
    const { config } = readConfig({}, { dataDir: service.dataDir })
    await administer(config, { command: 'tenants.set', args: { id: 'default', limits: { eKYC: 3 } } }, silent)
    stopClocks([service], 13)
    expect((await call([service], 6, TEN_A_SECOND)).taken).toBe(3)
    service.setClock(undefined)
  })
})

const server = process.env['BONAFIDE_TEST_DATABASE_URL']
if (server !== undefined) {
  describe('the documented limits over two services on PostgreSQL', () => {
    const name = `bonafide_${randomUUID().replaceAll('-', '')}`
    const services: LiveService[] = []
    beforeAll(async () => {
      await onServer(server, `create database ${name}`)
      const databaseUrl = new URL(server)
      databaseUrl.pathname = `/${name}`
      const options = { callLimits: 'documented', databaseUrl: databaseUrl.href } as const
      const first = await startLiveService(options)
      services.push(first, await startLiveService({ ...options, beside: first }))
    })
    afterAll(async () => {
      for (const service of services.reverse()) await service.close()
      await onServer(server, `drop database ${name}`)
    })

    limitsHold(() => services)
  })

  it('two API processes on PostgreSQL refuse exactly the surplus at twice the limit', async () => {
    const name = `bonafide_${randomUUID().replaceAll('-', '')}`
    await onServer(server, `create database ${name}`)
    const databaseUrl = new URL(server)
    databaseUrl.pathname = `/${name}`
    const folder = await mkdtemp(join(tmpdir(), 'bonafide-limits-'))
    const first = join(folder, 'first')
    const ports = [await reservePort(), await reservePort()]
    const now = String(Date.now())
    const processes = ports.map(({ port }, index) =>
      serviceProcess({
        name: `api ${index}`,
        program: PROGRAMS.light,
        port,
        env: {
          DATABASE_URL: databaseUrl.href,
          BONAFIDE_ROLE: 'api',
          BONAFIDE_CALL_LIMITS: 'documented',
          LIGHT_CLOCK_STANDS_AT: now,
          ...(index === 0
            ? { BONAFIDE_DATA: first }
            : { BONAFIDE_DATA: join(folder, 'second'), BONAFIDE_MASTER_KEY_FILE: join(first, 'master.key') }),
        },
      }),
    )
    try {
      for (const one of processes) await one.start()
      const { AccessKeyId, AccessKeySecret } = JSON.parse(await readFile(join(first, 'access-key.json'), 'utf8'))
      const credentials = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret }
      const called = processes.map(({ url }) => ({ host: new URL(url).host, credentials }))
      const { taken, refused } = await call(called, 20, TEN_A_SECOND)
      expect([taken, refused.length]).toEqual([10, 10])
      for (const error of refused) expect(error).toMatchObject({ code: 'Throttling.Api', retryAfter: 1000 })
    } finally {
      for (const one of processes) await one.stop()
      for (const port of ports) port.release()
      await rm(folder, { recursive: true, force: true })
      await onServer(server, `drop database ${name}`)
    }
  })
}

describe('the rights of an access key', () => {
  let service: LiveService
  beforeAll(async () => {
    service = await startLiveService()
  })
  afterAll(() => service.close())

  const keepalive = { action: 'KeepaliveIntl' }
  const check = { action: 'CheckResult', query: { TransactionId: 'x', MerchantBizId: 'biz0001' } }

  it('let it call what was allowed and nothing else', async () => {
    const { credentials, set } = await issue({ allow: ['KeepaliveIntl'] })
    expect((await openApiCore.call(service.host, credentials, keepalive))['Code']).toBe('Success')
    const denied = { code: 'Forbidden.RAMUserAccessDenied', statusCode: 403 }
    await expect(openApiCore.call(service.host, credentials, check)).rejects.toMatchObject(denied)
    await set({ allow: 'all' })
    await expect(openApiCore.call(service.host, credentials, check)).rejects.toMatchObject({
      code: 'TransactionIdInvalid',
    })
  })

  it('may leave out signatures of version 2', async () => {
    const { credentials, set } = await issue({ v2: false })
    expect((await openApiClient.call(service.host, credentials, keepalive))['Code']).toBe('Success')
    await expect(openApiCoreV2.call(service.host, credentials, keepalive)).rejects.toMatchObject({
      code: 'InvalidSignatureMethod',
    })
    await set({ v2: true })
    expect((await openApiCoreV2.call(service.host, credentials, keepalive))['Code']).toBe('Success')
  })

  it('are given for operations that exist only', async () => {
    await expect(issue({ allow: ['NoSuchOperation'] })).rejects.toThrow('must be operations of the API')
  })

  /** A key of a tenant of its own, with rights, as the operator makes it. */
  async function issue(rights: object) {
    const { config } = readConfig({}, { dataDir: service.dataDir })
    const run = async (command: string, args: object) => {
      const answer = await administer(config, { command, args }, silent)
      return new Map<string, unknown>(Object.entries(answer ?? {}))
    }
    const tenant = `tenant-${randomUUID().slice(0, 8)}`
    await run('tenants.create', { id: tenant, name: tenant, mode: 'test' })
    const key = await run('keys.create', { tenant, ...rights })
    const [accessKeyId, accessKeySecret] = [String(key.get('AccessKeyId')), String(key.get('AccessKeySecret'))]
    const set = (change: object) => run('keys.set', { id: accessKeyId, ...change })
    return { credentials: { accessKeyId, accessKeySecret }, set }
  }
})

async function onServer(url: string, statement: string): Promise<void> {
  const database = await openPostgres({ url, onError: () => undefined })
  try {
    await database.run(statement)
  } finally {
    await database.close()
  }
}
