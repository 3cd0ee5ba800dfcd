import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createPictures } from '@bonafide/imaging'
import { createClient } from '@bonafide/server-sdk'
import { openPglite, openSqlStore } from '@bonafide/service'
import { afterAll, describe, expect, it } from 'vitest'
import { openCallbackReceiver } from '../processes/callback-receiver.ts'
import { reservePort } from '../processes/reserve-port.ts'
import { PROGRAMS, serviceProcess } from '../processes/service-process.ts'
import { faceSubject, persist, type Trial } from './support/persistent-client.ts'

const DEEP = process.env['BONAFIDE_TEST_DEEP'] === '1'
/** `npm run chaos` kills more often, with a lighter judge. */
const KILLS = DEEP ? 30 : 2
/** Verifications under way at once. */
const CLIENTS = 4

describe('the embedded service under kill -9', () => {
  const cleanUps: (() => Promise<unknown>)[] = []
  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
  })

  it(`loses no accepted submission, decides once and calls back, over ${KILLS} kills`, {
    timeout: 900_000,
  }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-survival-'))
    cleanUps.push(() => rm(dataDir, { recursive: true, force: true }))
    const callbacks = await openCallbackReceiver()
    cleanUps.push(callbacks.close)
    const { port, release } = await reservePort()
    cleanUps.push(async () => release())
    const service = serviceProcess({
      name: 'bonafide serve',
      program: PROGRAMS.bonafide,
      port,
      env: { BONAFIDE_DATA: dataDir, BONAFIDE_CALLBACK_ORIGINS: callbacks.url },
    })
    const { url } = service
    await service.start()
    cleanUps.push(service.stop)
    const key = JSON.parse(await readFile(join(dataDir, 'access-key.json'), 'utf8'))
    const client = createClient({
      endpoint: url,
      accessKeyId: key.AccessKeyId,
      accessKeySecret: key.AccessKeySecret,
      maxTries: 1,
    })
    const gray = { width: 480, height: 640, data: new Uint8Array(480 * 640 * 3).fill(120) }
    const frame = await createPictures().encodeJpeg(gray, 60)

    const trials: Trial[] = []
    let running = true
    const worker = async (name: string): Promise<void> => {
      for (let count = 1; running; count += 1) {
        const merchantBizId = `${name}n${count}`
        const callbackUrl = `${callbacks.url}/done`
        await persist({
          service: url,
          client,
          merchantBizId,
          callbackUrl,
          subject: faceSubject(frame),
          onStarted: (trial) => trials.push(trial),
        })
      }
    }
    const workers = Array.from({ length: CLIENTS }, (_, index) => worker(`w${index}`))
    const work = Promise.all(workers)
    work.catch(() => undefined)

    for (let kill = 0; kill < KILLS; kill += 1) {
      await wait(randomInt(200, 6000))
      await service.kill()
      await service.start()
    }
    running = false
    await work

    const finished = trials.filter((trial) => trial.finished)
    expect(finished.length).toBe(trials.length)
    expect(finished.length).toBeGreaterThanOrEqual(CLIENTS)
    for (const { transactionId, merchantBizId } of finished) {
      expect(await client.checkResult({ transactionId, merchantBizId })).toMatchObject({
        passed: false,
        subCode: '205',
      })
    }
    await callbacks.until(finished.map(({ transactionId }) => transactionId))
    await service.stop()
    expect(await decisionsOf(dataDir, finished)).toEqual(finished.map(() => 1))
    console.log(`${KILLS} kills, ${finished.length} verifications, ${callbacks.received.size} of them called back`)
  })
})

/** How often each transaction was decided, by its audit trail, whose chain must hold. */
async function decisionsOf(dataDir: string, trials: readonly Trial[]): Promise<readonly number[]> {
  const database = await openPglite(join(dataDir, 'database'))
  const store = await openSqlStore(database, { judgingDeadlineMs: 60_000, onError: () => undefined })
  try {
    expect(await store.verifyAudit()).toBeUndefined()
    const trails = await Promise.all(trials.map(({ transactionId }) => store.auditOf(transactionId)))
    return trails.map((trail) => trail.filter(({ event }) => event === 'concluded').length)
  } finally {
    await store.close()
  }
}
