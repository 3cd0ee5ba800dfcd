import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttemptView, ChannelProblem, PieceView, SessionView } from '@bonafide/protocol'
import { packMaterial } from '@bonafide/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial, sha256, type TestBrowser } from './test-browser.ts'

let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

async function newTransaction(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const { body } = await test.call('Initialize', { ...ORDER, ...changes })
  return body.Result?.['TransactionId'] ?? ''
}

async function opened(changes: Readonly<Record<string, string>> = {}): Promise<TestBrowser> {
  const browser = openBrowser(test.url, await newTransaction(changes))
  await browser.open()
  return browser
}

describe('opening a session', () => {
  it('binds the transaction to the first browser and tells a second one 1007', async () => {
    const id = await newTransaction()
    const first = openBrowser(test.url, id)
    expect((await first.open()).status).toBe(200)
    expect(await openBrowser(test.url, id).open()).toMatchObject({
      status: 409,
      body: { code: 'transaction-taken', clientCode: 1007 },
    })
    expect((await first.open()).body).toMatchObject({ state: 'capturing', currentStep: 'document-01' })
  })

  it('tells the merchant’s own texts once, and not with every look at the session', async () => {
    const { store } = test.service
    const settings = (await store.findTenant('default'))?.settings
    if (settings === undefined) throw new Error('no tenant')
    const texts = { en: { 'guide.start': 'Let’s go' } }
    await store.updateTenant('default', { settings: { ...settings, texts } })
    const browser = openBrowser(test.url, await newTransaction())
    expect((await browser.open()).body.texts).toEqual(texts)
    expect((await browser.send<SessionView>('GET', '/session')).body).not.toHaveProperty('texts')
    await store.updateTenant('default', { settings })
  })

  it('tells the merchant’s own pictures once, and keeps them out of ClientCfg', async () => {
    const faceImg = 'data:image/png;base64,iVBORw0KGgo='
    const style = { guidePage: { btnBgColor: '#fb5d01', faceImg }, alert: { width: '480px' } }
    const { Result } = (await test.call('Initialize', { ...ORDER, StyleConfig: JSON.stringify(style) })).body
    const browser = openBrowser(test.url, Result?.['TransactionId'] ?? '')
    const look = { 'guidePage.btnBgColor': 'rgba(251, 93, 1, 1)', 'alert.width': '480px' }
    expect((await browser.open()).body).toMatchObject({ config: { look }, pictures: { 'guidePage.faceImg': faceImg } })
    const later = (await browser.send<SessionView>('GET', '/session')).body
    expect(later.config.look).toEqual(look)
    expect(later).not.toHaveProperty('pictures')
    expect(Buffer.from(Result?.['ClientCfg'] ?? '', 'base64url').toString()).not.toContain('image/png')
  })

  it('binds the transaction to one of many browsers that come at once', async () => {
    const id = await newTransaction()
    const replies = await Promise.all(Array.from({ length: 12 }, () => openBrowser(test.url, id).open()))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(11)
  })

  it('goes on at the same step for the same browser', async () => {
    const browser = await opened()
    const attempt = await browser.begin('document-01')
    await browser.submit(attempt, pageMaterial())
    const again = await browser.open()
    expect(again.body).toMatchObject({ state: 'capturing', currentStep: 'face', nextSequence: browser.sequence })
  })

  it('refuses a Protocol of another transaction', async () => {
    const { body } = await test.call('Initialize', ORDER)
    const browser = openBrowser(test.url, await newTransaction())
    expect((await browser.open({ protocol: body.Result?.['Protocol'] })).body).toMatchObject({
      code: 'protocol-mismatch',
    })
    expect((await browser.open()).status).toBe(200)
  })

  it('answers an unknown transaction with 1007', async () => {
    const reply = await openBrowser(test.url, 'a'.repeat(32)).open()
    expect(reply).toMatchObject({ status: 404, body: { code: 'transaction-invalid', clientCode: 1007 } })
  })

  it('refuses a request that another key signed', async () => {
    const id = await newTransaction()
    await openBrowser(test.url, id).open()
    const other = openBrowser(test.url, id)
    expect((await other.send<ChannelProblem>('GET', '/session')).body.code).toBe('signature-invalid')
  })
})

describe('numbered requests', () => {
  it('answers a repeated request as before, without doing it twice', async () => {
    const browser = await opened()
    const first = await browser.repeat<AttemptView>(1, 'POST', '/attempts', { step: 'document-01' })
    const again = await browser.repeat<AttemptView>(1, 'POST', '/attempts', { step: 'document-01' })
    expect(again).toEqual(first)
  })

  it('refuses an older number and says which comes next', async () => {
    const browser = await opened()
    await browser.repeat(5, 'GET', '/session')
    const old = await browser.repeat<ChannelProblem>(4, 'GET', '/session')
    expect(old).toMatchObject({ status: 409, body: { code: 'sequence-old', nextSequence: 6 } })
  })

  it('refuses the same number with another body', async () => {
    const browser = await opened()
    await browser.repeat(1, 'POST', '/attempts', { step: 'document-01' })
    const other = await browser.repeat<ChannelProblem>(1, 'POST', '/attempts', { step: 'face' })
    expect(other.body.code).toBe('sequence-old')
  })

  it('answers requests that are no JSON, or not of the right form, with request-invalid', async () => {
    const browser = await opened()
    for (const body of [new Uint8Array([123]), { step: 7 }, {}, new Uint8Array([0xff, 0xfe])]) {
      expect((await browser.send<ChannelProblem>('POST', '/attempts', body)).body.code).toBe('request-invalid')
    }
  })
})

describe('steps', () => {
  it('are done in their order', async () => {
    const browser = await opened()
    const early = await browser.send<ChannelProblem>('POST', '/attempts', { step: 'face' })
    expect(early).toMatchObject({ status: 409, body: { code: 'step-out-of-order' } })
    const attempt = await browser.begin('document-01')
    await browser.submit(attempt, pageMaterial())
    const again = await browser.send<ChannelProblem>('POST', '/attempts', { step: 'document-01' })
    expect(again.body.code).toBe('step-out-of-order')
  })

  it('take a repeated submission as the same one', async () => {
    const browser = await opened()
    const attempt = await browser.begin('document-01')
    const material = pageMaterial()
    expect((await browser.submit(attempt, material)).body).toMatchObject({ currentStep: 'face' })
    expect((await browser.submit(attempt, material)).body).toMatchObject({ currentStep: 'face' })
  })

  it('draw another challenge for each attempt, and end after the last one', async () => {
    const browser = await opened({ ProductCode: 'FACE_LIVENESS' })
    const ids = new Set<string>()
    for (let count = 0; count < 10; count += 1) ids.add((await browser.begin('face')).challenge?.id ?? '')
    expect(ids.size).toBe(10)
    const spent = await browser.send<ChannelProblem>('POST', '/attempts', { step: 'face' })
    expect(spent).toMatchObject({ status: 429, body: { code: 'attempts-exhausted', clientCode: 1014 } })
  })

  it('end when the user idles for fifteen minutes', async () => {
    const browser = await opened()
    test.advance(16 * 60_000)
    expect((await browser.send<SessionView>('GET', '/session')).body).toMatchObject({ state: 'expired' })
    const late = await browser.send<ChannelProblem>('POST', '/attempts', { step: 'document-01' })
    expect(late.body).toMatchObject({ code: 'transaction-invalid', clientCode: 1006 })
  })
})

describe('a session', () => {
  it('ends an hour after Initialize, however lively the user is', async () => {
    const browser = await opened()
    for (let minutes = 0; minutes < 60; minutes += 10) {
      await browser.begin('document-01')
      test.advance(10 * 60_000)
    }
    expect((await browser.send<SessionView>('GET', '/session')).body).toMatchObject({ state: 'expired' })
  })
})

describe('material', () => {
  it('is refused under the attempt of another transaction', async () => {
    const [mine, foreign] = [await opened(), await opened()]
    const attempt = await foreign.begin('document-01')
    const material = pageMaterial()
    const piece = await mine.send<ChannelProblem>('PUT', `/attempts/${attempt.attemptId}/pieces/0`, material, {
      'x-bonafide-piece-sha256': sha256(material),
    })
    expect(piece.body.code).toBe('attempt-unknown')
    const submit = { pieces: 1, size: material.length, sha256: sha256(material) }
    const submitted = await mine.send<ChannelProblem>('POST', `/attempts/${attempt.attemptId}/submit`, submit)
    expect(submitted.body.code).toBe('attempt-unknown')
  })

  it('keeps no piece of an attempt that a newer one replaced', async () => {
    const browser = await opened()
    const first = await browser.begin('document-01')
    await browser.upload(first, pageMaterial())
    const held = async () =>
      (await readdir(join(test.dataDir, 'blobs'), { recursive: true })).filter((path) => path.includes(first.attemptId))
    expect(await held()).toHaveLength(1)
    await browser.begin('document-01')
    expect(await held()).toEqual([])
  })

  it('is refused when it answers the challenge of another attempt', async () => {
    const browser = await opened({ ProductCode: 'FACE_LIVENESS' })
    const first = await browser.begin('face')
    const second = await browser.begin('face')
    test.advance(10_000)
    expect(await browser.submit<ChannelProblem>(second, faceMaterial(first))).toMatchObject({
      status: 422,
      body: { code: 'material-invalid' },
    })
  })

  it('is refused after its challenge expired', async () => {
    const browser = await opened({ ProductCode: 'FACE_LIVENESS' })
    const attempt = await browser.begin('face')
    const material = faceMaterial(attempt)
    await browser.upload(attempt, material)
    test.advance(61_000)
    const submit = { pieces: 1, size: material.length, sha256: sha256(material) }
    const late = await browser.send<ChannelProblem>('POST', `/attempts/${attempt.attemptId}/submit`, submit)
    expect(late).toMatchObject({ status: 410, body: { code: 'challenge-expired' } })
  })

  it('is refused when its clock ran faster than ours', async () => {
    const browser = await opened({ ProductCode: 'FACE_LIVENESS' })
    const attempt = await browser.begin('face')
    const reply = await browser.submit<ChannelProblem>(attempt, faceMaterial(attempt))
    expect(reply.body).toMatchObject({
      code: 'material-invalid',
      detail: expect.stringContaining('longer than the time'),
    })
  })

  it('is refused when it has too few or too many frames, or frames that are no JPEG of the right size', async () => {
    const browser = await opened({ ProductCode: 'FACE_LIVENESS' })
    const png = Uint8Array.from([
      0x89,
      0x50,
      0x4e,
      0x47,
      13,
      10,
      26,
      10,
      0,
      0,
      0,
      13,
      73,
      72,
      68,
      82,
      0,
      0,
      1,
      224,
      0,
      0,
      2,
      128,
      ...Array(9).fill(0),
    ])
    const cases: [Uint8Array, number][] = [
      [jpegOf(480, 640), 29],
      [jpegOf(480, 640), 61],
      [jpegOf(100, 140), 40],
      [jpegOf(4000, 3000), 40],
      [png, 40],
      [new TextEncoder().encode('GIF89a not a picture'), 40],
    ]
    for (const [frame, count] of cases) {
      const attempt = await browser.begin('face')
      test.advance(10_000)
      const reply = await browser.submit<ChannelProblem>(attempt, faceMaterial(attempt, frame, count))
      expect(reply.body.code).toBe('material-invalid')
    }
    const good = await browser.begin('face')
    test.advance(10_000)
    expect((await browser.submit(good, faceMaterial(good))).body).toMatchObject({ state: 'judging' })
  })

  it('is refused when a page would have more pixels than may be decoded', async () => {
    const browser = await opened()
    const attempt = await browser.begin('document-01')
    const reply = await browser.submit<ChannelProblem>(attempt, pageMaterial(jpegOf(20_000, 20_000)))
    expect(reply).toMatchObject({ status: 413, body: { code: 'material-too-large' } })
  })

  it('takes pieces in any order and any number of times, and refuses one that is not what was announced', async () => {
    const browser = await opened()
    const attempt = await browser.begin('document-01')
    const page = Buffer.concat([jpegOf(1200, 850), new Uint8Array(1_500_000).fill(7)])
    const material = packMaterial({ kind: 'document', sizes: [page.length] }, [page])
    const [first, second] = [material.subarray(0, attempt.pieceBytes), material.subarray(attempt.pieceBytes)]
    const put = (index: number, bytes: Uint8Array, hash = sha256(bytes)) =>
      browser.send<PieceView & ChannelProblem>('PUT', `/attempts/${attempt.attemptId}/pieces/${index}`, bytes, {
        'x-bonafide-piece-sha256': hash,
      })
    expect((await put(0, first, sha256(second))).body.code).toBe('piece-invalid')
    expect((await put(99, first)).body.code).toBe('piece-invalid')
    expect((await put(0, material)).body.code).toBe('material-too-large')
    expect((await put(1, second)).body.received).toEqual([1])
    expect((await put(1, second)).body.received).toEqual([1])
    expect((await put(0, first)).body.received).toEqual([0, 1])
    const submit = { pieces: 2, size: material.length, sha256: sha256(material) }
    expect((await browser.send('POST', `/attempts/${attempt.attemptId}/submit`, submit)).status).toBe(200)
  })
})

describe('the disk', () => {
  it('keeps one piece for each index of an attempt, however many are sent at once', async () => {
    const id = await newTransaction()
    const browser = openBrowser(test.url, id)
    await browser.open()
    const attempt = await browser.begin('document-01')
    const put = (bytes: Uint8Array) =>
      browser.send<PieceView & ChannelProblem>('PUT', `/attempts/${attempt.attemptId}/pieces/0`, bytes, {
        'x-bonafide-piece-sha256': sha256(bytes),
      })
    const replies = await Promise.all(Array.from({ length: 8 }, (_, byte) => put(new Uint8Array(100).fill(byte))))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await put(new Uint8Array(100).fill(9))).body).toMatchObject({ code: 'piece-invalid' })
    const files = await readdir(join(test.dataDir, 'blobs'), { recursive: true })
    expect(files.filter((file) => file.includes(`${id}/`))).toHaveLength(1)
  })
})

/** security.md B5 */
const SEQUENCES = process.env['BONAFIDE_TEST_DEEP'] === '1' ? 2_000 : 40

type Move =
  | 'open'
  | 'begin-document'
  | 'begin-face'
  | 'submit-document'
  | 'submit-face'
  | 'reopen'
  | 'foreign'
  | 'leave'

describe('the state machine', () => {
  it(
    'lets no order of requests skip, repeat or leave out a step',
    async () => {
      const moves = fc.array(
        fc.constantFrom<Move>(
          'open',
          'begin-document',
          'begin-face',
          'submit-document',
          'submit-face',
          'reopen',
          'foreign',
          'leave',
        ),
        { minLength: 1, maxLength: 14 },
      )
      await fc.assert(
        fc.asyncProperty(moves, async (sequence) => {
          const id = await newTransaction()
          const walk = createWalk(openBrowser(test.url, id), openBrowser(test.url, id))
          for (const move of sequence) await walk.step(move)
          const { stepsDone, state } = (await test.service.store.findTransaction(id)) ?? { stepsDone: [], state: '' }
          expect(stepsDone).toEqual(walk.expectedSteps())
          expect(['judging', 'finished'].includes(state)).toBe(walk.expectedSteps().length === 2)
        }),
        { numRuns: SEQUENCES },
      )
    },
    60_000 + 500 * SEQUENCES,
  )
})

/** What the specification says happens, move by move, beside what the service is asked to do. */
function createWalk(browser: TestBrowser, stranger: TestBrowser) {
  let isOpen = false
  const done: string[] = []
  const attempts = new Map<string, AttemptView>()
  return {
    expectedSteps: () => done,
    async step(move: Move): Promise<void> {
      if (move === 'open' || move === 'reopen') {
        expect((await browser.open()).status).toBe(200)
        isOpen = true
        return
      }
      if (move === 'foreign') {
        if (isOpen) expect([404, 409]).toContain((await stranger.open()).status)
        return
      }
      if (move === 'leave') {
        expect((await browser.send('POST', '/leave', { code: 1006 })).status).toBe(isOpen ? 200 : 401)
        return
      }
      const [verb, kind] = move.split('-')
      const step = kind === 'face' ? 'face' : 'document-01'
      const isDue = isOpen && (step === 'face' ? done.length === 1 : done.length === 0)
      if (verb === 'begin') {
        const reply = await browser.send<AttemptView>('POST', '/attempts', { step })
        expect(reply.status === 200).toBe(isDue)
        if (reply.status === 200) attempts.set(step, reply.body)
        return
      }
      const attempt = attempts.get(step)
      if (attempt === undefined) return
      test.advance(10_000)
      const material = step === 'face' ? faceMaterial(attempt) : pageMaterial()
      const reply = await browser.submit(attempt, material)
      expect(reply.status).toBe(200)
      if (isDue) done.push(step)
    },
  }
}
