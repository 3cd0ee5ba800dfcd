import type { AttemptView, ChannelProblem, SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { openBrowser } from './test-browser.ts'

const VERSION = '2026-03.de'
let test: TestService

beforeAll(async () => {
  test = await openTestService()
  await ask(VERSION)
}, 60_000)
afterAll(() => test.close(), 60_000)

/** security.md F5 */
describe('what a person agreed to', () => {
  it('is kept with its time, in the export and in the audit, and is asked for once', async () => {
    const [id, browser] = await opened({ MerchantUserId: 'agreeing', ShowGuidePage: '0' })
    const { body } = await browser.open()
    expect(body).toMatchObject({ consentVersion: VERSION, config: { showGuidePage: true } })
    test.advance(5_000)
    const before = test.now().getTime()
    expect(await begin(browser, { consent: VERSION })).toMatchObject({ step: 'document-01' })
    const looked = await browser.send<SessionView>('GET', '/session')
    expect(looked.body).not.toHaveProperty('consentVersion')
    await ask('2027-01')
    test.advance(60_000)
    expect(await begin(browser)).toMatchObject({ step: 'document-01' })
    await ask(VERSION)

    const exported = (await order('subject.export', { tenant: 'default', merchantUserId: 'agreeing' })) as {
      verifications: { consent: { version: string; at: string } }[]
    }
    const [verification] = exported.verifications
    expect(verification?.consent.version).toBe(VERSION)
    const at = new Date(verification?.consent.at ?? 0).getTime()
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThan(before + 60_000)
    const noted = (await test.service.store.auditOf(id)).filter(({ event }) => event === 'consent-given')
    expect(noted.map(({ detail }) => detail)).toEqual([{ version: VERSION }])
  })

  it('is needed where the tenant asks for it: without it, or with another, nothing is captured', async () => {
    const [, browser] = await opened({})
    await browser.open()
    for (const consent of [{}, { consent: 'another' }]) {
      expect(await begin(browser, consent)).toMatchObject({ code: 'request-invalid' })
    }
  })

  it('is not asked for where the tenant asks nothing', async () => {
    await ask('')
    const [id, browser] = await opened({})
    expect((await browser.open()).body).not.toHaveProperty('consentVersion')
    expect(await begin(browser, { consent: VERSION })).toMatchObject({ step: 'document-01' })
    expect(await test.service.store.findTransaction(id)).not.toHaveProperty('consent')
  })
})

const order = (command: string, args: object) =>
  administer(
    readConfig({}, { dataDir: test.dataDir }).config,
    { command, args },
    createLog('silent', { write: () => {} }),
  )

async function ask(consentVersion: string): Promise<void> {
  await order('tenants.set', { id: 'default', consentVersion })
}

async function opened(change: Readonly<Record<string, string>>) {
  const { body } = await test.call('Initialize', { ...ORDER, ...change })
  const id = body.Result?.['TransactionId'] ?? ''
  return [id, openBrowser(test.url, id)] as const
}

async function begin(browser: ReturnType<typeof openBrowser>, consent: { readonly consent?: string } = {}) {
  const request = { step: 'document-01', ...consent }
  return (await browser.send<AttemptView | ChannelProblem>('POST', '/attempts', request)).body
}
