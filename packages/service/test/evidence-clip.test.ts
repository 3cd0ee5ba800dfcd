import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ChannelProblem } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PASSED } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { faceMaterial, openBrowser, sha256 } from './test-browser.ts'

const WEBM = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, ...Array.from({ length: 500 }, (_, at) => at % 256)])
const MP4 = Uint8Array.from([0, 0, 0, 24, ...Buffer.from('ftypisom'), ...new Uint8Array(100)])
const MINUTE = 60_000

let test: TestService
beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

/** A verification at its face step, before the camera. */
async function atFace(more: object = { DocVideo: 'Y' }) {
  const { DocType: _, ...order } = ORDER as Record<string, string>
  const { body } = await test.call('Initialize', { ...order, ProductCode: 'FACE_LIVENESS', ...more })
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(test.url, id)
  const { body: session } = await browser.open()
  const attempt = await browser.begin('face')
  const sendClip = (bytes: Uint8Array, hash = sha256(bytes), attemptId = attempt.attemptId) =>
    browser.send<ChannelProblem>('PUT', `/attempts/${attemptId}/clip`, bytes, { 'x-bonafide-piece-sha256': hash })
  return {
    id,
    session,
    browser,
    attempt,
    sendClip,
    submit: async (extra: object = {}) => {
      test.advance(attempt.challenge?.totalMs ?? 0)
      await browser.submit(attempt, faceMaterial(attempt), extra)
      await browser.send('GET', '/session?wait=20')
    },
    result: async () =>
      (await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })).body.Result,
    trace: async () => {
      const query = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId }
      return JSON.stringify((await test.call('CheckVerifyLog', query)).body)
    },
  }
}

/** Names of the sealed files of a transaction. */
async function filesOf(id: string): Promise<readonly string[]> {
  const files = await readdir(join(test.dataDir, 'blobs'), { recursive: true })
  return files.filter((file) => file.includes(id)).map((file) => basename(file))
}

const videoUrlOf = (result: Readonly<Record<string, string>> | undefined): string | undefined =>
  (JSON.parse(result?.['ExtInfo'] ?? '{}') as { readonly videoUrl?: string }).videoUrl

describe('the clip of the face step', () => {
  it.each([
    ['WebM', WEBM],
    ['MP4', MP4],
  ])('is answered by an address once the person passed: %s', async (_, clip) => {
    const { session, sendClip, submit, result, trace } = await atFace()
    expect(session.config.clip).toEqual({ lengthMs: 2000, maxBytes: 600_000 })
    expect((await sendClip(clip)).status).toBe(200)
    await submit()
    const answer = await fetch(videoUrlOf(await result()) ?? '')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(clip)
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(await trace()).not.toContain('sent no clip')
  })

  it('is shown by an address for 15 minutes and kept for 30', async () => {
    const { sendClip, submit, result } = await atFace()
    await sendClip(WEBM)
    await submit()
    const first = videoUrlOf(await result()) ?? ''
    test.advance(15 * MINUTE)
    expect((await fetch(first)).status).toBe(404)
    const second = videoUrlOf(await result()) ?? ''
    expect((await fetch(second)).status).toBe(200)
    test.advance(15 * MINUTE)
    expect((await fetch(second)).status).toBe(404)
    expect(videoUrlOf(await result())).toBeUndefined()
  })

  it('is not needed: why there is none stands in the trace, and the verdict is the same', async () => {
    const { submit, result, trace } = await atFace()
    await submit({ withoutClip: 'slow-network' })
    expect(await result()).toMatchObject({ Passed: 'Y' })
    expect(videoUrlOf(await result())).toBeUndefined()
    expect(await trace()).toContain('sent no clip of the face step: slow-network')
  })

  it('of a person who did not pass is deleted at once, and that of another one stays', async () => {
    const [passed, other] = [await atFace(), await atFace()]
    await passed.sendClip(WEBM)
    await passed.submit()
    await other.sendClip(WEBM)
    test.judge.decide = () => ({ ...PASSED, outcome: 'not-passed', reason: 'face-mismatch' })
    await other.submit()
    test.judge.decide = () => PASSED
    expect(videoUrlOf(await other.result())).toBeUndefined()
    await vi.waitUntil(async () => !(await filesOf(other.id)).includes('clip'), { timeout: 60_000, interval: 200 })
    expect(await filesOf(passed.id)).toContain('clip')
  })

  it('of an attempt that a newer one replaced is gone', async () => {
    const { browser, sendClip, result } = await atFace()
    await sendClip(WEBM)
    const again = await browser.begin('face')
    expect((await sendClip(WEBM)).body.code).toBe('attempt-unknown')
    test.advance(again.challenge?.totalMs ?? 0)
    await browser.submit(again, faceMaterial(again))
    await browser.send('GET', '/session?wait=20')
    expect(await result()).toMatchObject({ Passed: 'Y' })
    expect(videoUrlOf(await result())).toBeUndefined()
  })

  it.each([
    ['the person passed', PASSED],
    ['the person did not pass', { ...PASSED, outcome: 'not-passed', reason: 'face-mismatch' } as const],
  ])('that is still being written when the step is submitted and decided is dropped: %s', async (_, decision) => {
    const { id, sendClip, submit, result, trace } = await atFace()
    test.judge.decide = () => decision
    const { store } = test.service
    const findAttempt = store.findAttempt.bind(store)
    const seen = vi.spyOn(store, 'findAttempt').mockImplementationOnce(async (...asked) => {
      const open = await findAttempt(...asked)
      await submit()
      return open
    })
    const late = await sendClip(WEBM)
    seen.mockRestore()
    test.judge.decide = () => PASSED
    expect(late.body.code).toBe('attempt-unknown')
    expect(await result()).toMatchObject({ Passed: decision === PASSED ? 'Y' : 'N' })
    expect(videoUrlOf(await result())).toBeUndefined()
    expect(await filesOf(id)).not.toContain('clip')
    expect(await trace()).toContain('sent no clip of the face step: it came too late')
  })

  it('that is still being written when the time of the check runs out is dropped', async () => {
    const { id, sendClip } = await atFace()
    const { store } = test.service
    const findAttempt = store.findAttempt.bind(store)
    const seen = vi.spyOn(store, 'findAttempt').mockImplementationOnce(async (...asked) => {
      const open = await findAttempt(...asked)
      await store.expireDue(new Date(test.now().getTime() + 24 * 60 * MINUTE))
      return open
    })
    const late = await sendClip(WEBM)
    seen.mockRestore()
    expect(late.body.code).toBe('transaction-invalid')
    expect(await filesOf(id)).not.toContain('clip')
  })

  it('is refused where none was asked for, and in any other form', async () => {
    expect((await (await atFace({})).sendClip(WEBM)).body).toMatchObject({ code: 'material-invalid' })
    const { sendClip } = await atFace()
    expect((await sendClip(Uint8Array.from([0xff, 0xd8, 0xff]))).body.code).toBe('material-invalid')
    expect((await sendClip(WEBM, sha256(MP4))).body.code).toBe('piece-invalid')
    const large = new Uint8Array(600_001)
    large.set(WEBM)
    expect((await sendClip(large)).body.code).toBe('material-too-large')
    expect((await sendClip(WEBM, sha256(WEBM), 'att_of-somebody-else')).body.code).toBe('attempt-unknown')
  })
})
