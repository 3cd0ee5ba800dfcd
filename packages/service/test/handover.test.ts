import type { ChannelProblem, ClaimView, HandoverView, SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { type ChannelReply, openBrowser, pageMaterial, type TestBrowser } from './test-browser.ts'

let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

/** A desktop with an open session, and phones that may come. */
async function scene() {
  const { body } = await test.call('Initialize', ORDER)
  const id = body.Result?.['TransactionId'] ?? ''
  const desktop = openBrowser(test.url, id)
  await desktop.open()
  return { id, desktop, phone: openBrowser(test.url, id), stranger: openBrowser(test.url, id) }
}

async function offer(desktop: TestBrowser): Promise<string> {
  const { body } = await desktop.send<HandoverView>('POST', '/handover')
  return body.token ?? ''
}

const claim = (phone: TestBrowser, token: string) =>
  phone.repeat<ClaimView & ChannelProblem>(0, 'POST', '/claim', { publicKey: phone.publicKey, token })

const type = (desktop: TestBrowser, number: number) =>
  desktop.send<HandoverView & ChannelProblem>('POST', '/handover/number', { number })

describe('moving to another device', () => {
  it('gives the session to the device whose number was typed; the first one may only look on', async () => {
    const { desktop, phone } = await scene()
    await desktop.submit(await desktop.begin('document-01'), pageMaterial())
    const claimed = await claim(phone, await offer(desktop))
    expect(claimed.body.state).toBe('waiting')
    expect((await desktop.send<HandoverView>('GET', '/handover?wait=5')).body).toEqual({ state: 'claimed' })
    expect((await type(desktop, claimed.body.number)).body).toEqual({ state: 'moved' })
    expect((await claim(phone, 'the link is not needed any more')).body.state).toBe('moved')
    expect((await phone.open()).body).toMatchObject({ state: 'capturing', currentStep: 'face' })
    expect((await desktop.open()).body.code).toBe('transaction-taken')
    expect((await desktop.send<ChannelProblem>('POST', '/attempts', { step: 'face' })).body.code).toBe(
      'signature-invalid',
    )
    const seen = await desktop.repeat<SessionView>(0, 'GET', '/follow')
    expect(seen.body).toMatchObject({ state: 'capturing', currentStep: 'face' })
    expect((await phone.begin('face')).challenge).toBeDefined()
  })

  it('lets nobody look on before the move, and nobody else after it', async () => {
    const { desktop, phone, stranger } = await scene()
    expect((await desktop.repeat<ChannelProblem>(0, 'GET', '/follow')).body.code).toBe('signature-invalid')
    const { body } = await claim(phone, await offer(desktop))
    await type(desktop, body.number)
    expect((await stranger.repeat<ChannelProblem>(0, 'GET', '/follow')).body.code).toBe('signature-invalid')
  })

  it('gives a link to one of many devices that come at once', async () => {
    const { id, desktop, phone } = await scene()
    const token = await offer(desktop)
    const phones = [phone, ...Array.from({ length: 7 }, () => openBrowser(test.url, id))]
    const replies = await Promise.all(phones.map((one) => claim(one, token)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ body }) => body.code === 'handover-invalid')).toHaveLength(7)
  })

  it('voids a link with the next one, with a minute, and with a wrong number; three wrong numbers end it', async () => {
    const { desktop, phone, stranger } = await scene()
    const first = await offer(desktop)
    const second = await offer(desktop)
    expect((await claim(phone, first)).body.code).toBe('handover-invalid')
    test.advance(61_000)
    expect((await claim(phone, second)).body.code).toBe('handover-invalid')
    for (let wrong = 0; wrong < 3; wrong += 1) {
      const token = await offer(desktop)
      const { body } = await claim(phone, token)
      expect((await type(desktop, body.number === 10 ? 11 : 10)).body).toEqual({ state: 'refused' })
      expect((await claim(phone, token)).body.code).toBe('handover-invalid')
    }
    expect((await desktop.send<ChannelProblem>('POST', '/handover')).body.code).toBe('handover-invalid')
    expect((await stranger.open()).body.code).toBe('transaction-taken')
  })

  it('takes a claim only from the key that signs it', async () => {
    const { desktop, phone, stranger } = await scene()
    const token = await offer(desktop)
    const forged = await stranger.repeat<ChannelProblem>(0, 'POST', '/claim', { publicKey: phone.publicKey, token })
    expect(forged.body.code).toBe('signature-invalid')
  })

  it('refuses a number that nobody was shown', async () => {
    const { desktop } = await scene()
    await offer(desktop)
    expect((await type(desktop, 42)).body.code).toBe('handover-invalid')
  })
})

describe('requests that no session signs', () => {
  it('are taken twenty times in any second for a transaction: opening it, and claiming a link to it', async () => {
    const { desktop, phone } = await scene()
    const token = await offer(desktop)
    const ways: readonly (() => Promise<ChannelReply<ChannelProblem>>)[] = [
      () => desktop.open(),
      () => claim(phone, token),
    ]
    for (const ask of ways) {
      test.advance(1_001)
      const letGo = test.holdClock()
      const replies = await Promise.all(Array.from({ length: 60 }, ask))
      letGo()
      const refused = replies.filter(({ status }) => status === 429)
      expect(refused).toHaveLength(40)
      expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['too-many-requests']))
      test.advance(1_001)
      expect((await ask()).status).toBe(200)
    }
  })

  it('are counted for each transaction by itself, and leave nothing behind where there is none', async () => {
    const [one, other] = [await scene(), await scene()]
    await Promise.all(Array.from({ length: 60 }, () => one.desktop.open()))
    expect((await other.desktop.open()).status).toBe(200)
    const unknown = openBrowser(test.url, 'f'.repeat(32))
    const replies = await Promise.all(Array.from({ length: 60 }, () => unknown.open()))
    expect(new Set(replies.map(({ body }) => body.code))).toEqual(new Set(['transaction-invalid']))
  })
})
