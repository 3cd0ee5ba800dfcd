import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelProblem } from '@bonafide/protocol'
import { copyDatabaseTemplate } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { openBrowser } from './test-browser.ts'

const DAY_MS = 24 * 3_600_000
const LIMITS = { maxAttempts: 3, userAttemptsADay: 4, deviceAttemptsADay: 5 }
const REFUSED = { status: 429, code: 'attempts-exhausted', clientCode: 1014 }

let dataDir = ''
let test: TestService

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bonafide-attempts-'))
  await copyDatabaseTemplate(dataDir)
  test = await openTestService({ dataDir, ...LIMITS })
}, 60_000)
afterAll(async () => {
  await test.close()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

/** security.md C6: each limit is exceeded. */
describe('attempts', () => {
  it('of one step of a transaction are limited', async () => {
    const begin = await beginner('user-of-one')
    expect([await begin(), await begin(), await begin()]).toEqual(['begun', 'begun', 'begun'])
    expect(await begin()).toEqual(REFUSED)
  })

  it('of one user are limited over all transactions, for a day, also when the service is started again', async () => {
    const first = await beginner('user-of-many')
    expect([await first(), await first()]).toEqual(['begun', 'begun'])
    await test.service.close()
    test = await openTestService({ dataDir, ...LIMITS })
    const second = await beginner('user-of-many')
    expect([await second(), await second(), await second()]).toEqual(['begun', 'begun', REFUSED])
    expect(await (await beginner('another-user'))()).toBe('begun')
    test.advance(DAY_MS)
    expect(await (await beginner('user-of-many'))()).toBe('begun')
  })

  it('of one browser are limited whoever its users are', async () => {
    const device = 'a-random-name-of-it'
    const begun = []
    for (let user = 0; user < 6; user += 1) begun.push(await (await beginner(`guest-${user}`, device))())
    expect(begun).toEqual([...Array(5).fill('begun'), REFUSED])
    expect(await (await beginner('guest-5', 'another-random-name'))()).toBe('begun')
  })

  it('are begun under no name that is none', async () => {
    expect(await (await beginner('user-of-none', 'x'))()).toMatchObject({ status: 400, code: 'request-invalid' })
  })
})

/** Answers what each further attempt at the first step comes to. */
async function beginner(MerchantUserId: string, device?: string) {
  const { body } = await test.call('Initialize', { ...ORDER, MerchantUserId })
  const browser = openBrowser(test.url, body.Result?.['TransactionId'] ?? '')
  await browser.open()
  return async () => {
    const request = { step: 'document-01', ...(device === undefined ? {} : { device }) }
    const reply = await browser.send<ChannelProblem>('POST', '/attempts', request)
    if (reply.status === 200) return 'begun'
    const { code, clientCode } = reply.body
    return { status: reply.status, code, clientCode }
  }
}
