import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AttemptView, type ChannelProblem, type Claims, packClaims, type SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { JudgingFailed } from '../src/ports/judge.ts'
import { createFakeJudge, notPassed } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial, type TestBrowser } from './test-browser.ts'

const SHOWN = { ...ORDER, ShowOcrResult: '1' } as const

let test: TestService
beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)
beforeEach(() => {
  const { decide, read } = createFakeJudge()
  Object.assign(test.judge, { decide, read })
})

describe('what was read from the pages', () => {
  it('is shown to the person, who may edit it: a claim beside the reading, that decides nothing', async () => {
    const { id, browser, attempt } = await atReading()
    expect(attempt.reading?.mayEdit).toBe(true)
    expect(attempt.reading?.fields).toContainEqual({
      page: '01',
      name: 'surname',
      field: 'surname',
      value: 'ERIKSSON',
    })
    await browser.submit(
      attempt,
      packClaims({ '01': { surname: 'ERIKSEN', given_names: 'ANNA MARIA', invented: 'x', constructor: 'x' } }),
    )
    await finish(browser)
    const evidence = test.judge.requests.at(-1)?.evidence
    expect(evidence?.reading?.reading.fields.surname).toBe('ERIKSSON')
    expect(JSON.stringify(evidence)).not.toContain('ERIKSEN')
    const info = await documentOf(id)
    expect(info).toMatchObject({
      ocrIdInfoData: { '01': { surname: 'ERIKSSON' } },
      ocrIdEditInfo: { surname: 'ERIKSEN' },
    })
    expect(Object.keys(info['ocrIdEditInfo'] ?? {})).toEqual(['surname'])
  })

  it('does not pass whoever the judge does not pass, whatever is claimed', async () => {
    test.judge.decide = () => notPassed('mrz-check-digit')
    const { id, browser, attempt } = await atReading()
    await browser.submit(attempt, packClaims({ '01': { passport_number: 'X0000000' } }))
    expect(await finish(browser)).toMatchObject({ state: 'finished', result: { code: 1001 } })
    expect((await resultOf(id))['Passed']).toBe('N')
  })

  it('is read once: after a reload, and for the verdict, the kept reading serves', async () => {
    const before = test.judge.readings.length
    const { id, browser, attempt } = await atReading()
    const again = openBrowser(test.url, id, browser.keys)
    expect((await again.open()).body).toMatchObject({ currentStep: 'reading' })
    const second = await again.begin('reading')
    expect(second.reading).toEqual(attempt.reading)
    expect(test.judge.readings.length).toBe(before + 1)
    expect(await namesOf(id)).toContain('reading')
    await again.submit(second, packClaims({}))
    await finish(again)
    expect(await namesOf(id)).not.toContain('reading')
    expect(await documentOf(id)).not.toHaveProperty('ocrIdEditInfo')
  })

  it('is only shown where editing is not asked for, and claims are then refused', async () => {
    const { browser, attempt } = await atReading({ EditOcrResult: '0' })
    expect(attempt.reading?.mayEdit).toBe(false)
    const claimed = await browser.submit<ChannelProblem>(attempt, packClaims({ '01': { surname: 'X' } }))
    expect(claimed.body.code).toBe('material-invalid')
    const other = await browser.begin('reading')
    expect((await browser.submit<SessionView>(other, packClaims({}))).body.currentStep).toBe('face')
  })

  it('is left out where it cannot be read: the verdict reads the pages', async () => {
    test.judge.read = () => {
      throw new JudgingFailed('judging-timeout')
    }
    const { browser, attempt } = await atReading()
    expect(attempt).not.toHaveProperty('reading')
    await browser.submit(attempt, packClaims({}))
    await finish(browser)
    expect(test.judge.requests.at(-1)?.evidence).not.toHaveProperty('reading')
  })

  it('shows fields without values where nothing could be read: to be typed, or to be taken again while attempts last', async () => {
    test.judge.read = () => ({ fields: {} })
    const { decide } = test.judge
    const unread = { type: 'GLB03002', fields: {} }
    test.judge.decide = async (request) => ({ ...(await decide(request)), document: unread })
    const { id, browser, attempt } = await atReading()
    expect(attempt.reading).toMatchObject({ mayEdit: true, retakes: [{ page: '01', step: 'document-01' }] })
    expect(attempt.reading?.fields).toContainEqual({ page: '01', name: 'surname', field: 'surname', value: '' })
    expect(attempt.reading?.fields.filter(({ value }) => value !== '')).toEqual([])
    await browser.submit(attempt, packClaims({ '01': { surname: 'ERIKSSON', invented: 'x' } }))
    await finish(browser)
    const info = await documentOf(id)
    expect(info).toMatchObject({ ocrIdInfoData: { '01': {} }, ocrIdEditInfo: { surname: 'ERIKSSON' } })
    expect(JSON.stringify(info)).not.toContain('invented')
  })

  it('is passed by where nothing could be read and the person can do nothing', async () => {
    test.judge.read = () => ({ fields: {} })
    const { browser, attempt } = await atReading({ EditOcrResult: '0' })
    const retake = async () => browser.send<SessionView>('POST', '/retake', { step: 'document-01' })
    expect(attempt.reading?.mayEdit).toBe(false)
    let last = attempt
    while (last.reading !== undefined) {
      expect(last.reading.retakes).toHaveLength(1)
      await retake()
      await browser.submit(await browser.begin('document-01'), pageMaterial())
      last = await browser.begin('reading')
    }
    expect((await browser.submit<SessionView>(last, packClaims({}))).body.currentStep).toBe('face')
  })

  it('is no step of a verification that was asked for without it, or without fields', async () => {
    const stepsOf = async (changes: Readonly<Record<string, string>>) =>
      (await openBrowser(test.url, await initialize(changes)).open()).body.steps.map(({ id }) => id)
    expect(await stepsOf({})).toEqual(['document-01', 'reading', 'face'])
    expect(await stepsOf({ ShowOcrResult: '0' })).toEqual(['document-01', 'face'])
    expect(await stepsOf({ Ocr: 'F' })).toEqual(['document-01', 'face'])
    expect(await stepsOf({ ProductCode: 'ID_OCR', DocType: '01000000' })).toEqual(['document-01', 'reading'])
  })

  it('takes claims for nothing but this step, and nothing else for it', async () => {
    const { browser, attempt } = await atReading()
    const page = await browser.submit<ChannelProblem>(attempt, pageMaterial())
    expect(page.body.code).toBe('material-invalid')
    const other = openBrowser(test.url, await initialize({}))
    await other.open()
    const claims = await other.submit<ChannelProblem>(await other.begin('document-01'), packClaims({}))
    expect(claims.body.code).toBe('material-invalid')
  })

  it('is read anew from a page that was taken again, which alone is judged', async () => {
    const before = test.judge.readings.length
    const { id, browser, attempt } = await atReading()
    expect(attempt.reading?.retakes).toEqual([{ page: '01', step: 'document-01' }])
    const pieces = (await namesOf(id)).filter((name) => name.startsWith('piece-'))
    const { body } = await browser.send<SessionView>('POST', '/retake', { step: 'document-01' })
    expect(body).toMatchObject({
      currentStep: 'document-01',
      steps: [{ done: false }, { done: false }, { done: false }],
    })
    expect((await namesOf(id)).filter((name) => pieces.includes(name) || name.startsWith('reading'))).toEqual([])
    await expect(browser.submit(attempt, packClaims({ '01': { surname: 'ERIKSEN' } }))).rejects.toThrow(
      'attempt-unknown',
    )

    const better = jpegOf(1400, 990)
    await browser.submit(await browser.begin('document-01'), pageMaterial(better))
    const second = await browser.begin('reading')
    expect(second.reading).toBeDefined()
    await browser.submit(second, packClaims({}))
    await finish(browser)
    expect(test.judge.readings.length).toBe(before + 2)
    expect(test.judge.requests.at(-1)?.evidence.pages.map(({ bytes }) => Buffer.from(bytes))).toEqual([
      Buffer.from(better),
    ])
    expect(test.judge.requests.at(-1)?.evidence.reading).toBeDefined()
    const asked = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId }
    expect(JSON.stringify((await test.call('CheckVerifyLog', asked)).body)).toContain('takes document-01 again')
  })

  it('of a page that was taken again while it was read is not used', async () => {
    const id = await initialize({})
    const browser = openBrowser(test.url, id)
    await browser.open()
    await browser.submit(await browser.begin('document-01'), pageMaterial())
    const { store } = test.service
    const { read } = test.judge
    test.judge.read = async (request) => {
      test.judge.read = read
      const now = test.now()
      const reopening = { transactionId: id, step: 'document-01', due: 'reading', at: now, expiresAt: later(now) }
      expect(await store.reopenStep(reopening, 10)).toBe('reopened')
      return read(request)
    }
    await browser.begin('reading')
    const before = test.judge.readings.length
    await browser.submit(await browser.begin('document-01'), pageMaterial(jpegOf(1400, 990)))
    const second = await browser.begin('reading')
    expect(test.judge.readings.length).toBe(before + 1)
    expect(second.reading).toBeDefined()
  })

  it('leaves a page as it is outside of its own step, and once its attempts are used up', async () => {
    const { id, browser, attempt } = await atReading()
    const retake = async (step: string) =>
      (await browser.send<SessionView & ChannelProblem>('POST', '/retake', { step })).body
    for (const step of ['face', 'reading', 'document-02', 'document-01 ']) {
      expect((await retake(step)).code).toBe('step-out-of-order')
    }
    const MOST = 10
    let last = attempt
    for (let taken = 1; taken < MOST; taken += 1) {
      expect((await retake('document-01')).currentStep).toBe('document-01')
      await browser.submit(await browser.begin('document-01'), pageMaterial())
      last = await browser.begin('reading')
    }
    expect(last.reading?.retakes).toEqual([])
    expect(await retake('document-01')).toMatchObject({ code: 'attempts-exhausted', clientCode: 1014 })
    expect((await test.service.store.findTransaction(id))?.stepsDone).toEqual(['document-01'])
    await browser.submit(last, packClaims({}))
    expect((await retake('document-01')).code).toBe('step-out-of-order')
  })

  it('leaves a trace that says how many fields were changed, and not which or how', async () => {
    const { id, browser, attempt } = await atReading()
    const claims: Claims = { '01': { surname: 'ERIKSEN', sex: 'X' } }
    await browser.submit(attempt, packClaims(claims))
    await finish(browser)
    const asked = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId }
    const { body } = await test.call('CheckVerifyLog', asked)
    expect(JSON.parse(String(body.Result?.['LogStatisticsInfo']))).toMatchObject({
      hasOcrEdit: true,
      ocrEditTimes: 2,
      pageStayTimeInfo: { OCR_RESULT: expect.any(String) },
    })
    expect(JSON.stringify(await test.service.store.auditOf(id))).not.toContain('ERIKSEN')
  })
})

const later = (at: Date): Date => new Date(at.getTime() + 15 * 60_000)

async function initialize(changes: Readonly<Record<string, string>>): Promise<string> {
  const { body } = await test.call('Initialize', { ...SHOWN, ...changes })
  return body.Result?.['TransactionId'] ?? ''
}

async function atReading(changes: Readonly<Record<string, string>> = {}) {
  const id = await initialize(changes)
  const browser = openBrowser(test.url, id)
  await browser.open()
  await browser.submit(await browser.begin('document-01'), pageMaterial())
  const attempt: AttemptView = await browser.begin('reading')
  return { id, browser, attempt }
}

async function finish(browser: TestBrowser): Promise<SessionView> {
  const face = await browser.begin('face')
  test.advance(10_000)
  await browser.submit(face, faceMaterial(face))
  for (;;) {
    const { body } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (body.state !== 'judging') return body
  }
}

async function resultOf(id: string): Promise<Readonly<Record<string, string>>> {
  const { body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
  return body.Result ?? {}
}

async function documentOf(id: string): Promise<Readonly<Record<string, object>>> {
  return JSON.parse((await resultOf(id))['ExtIdInfo'] ?? '{}')
}

async function namesOf(id: string): Promise<readonly string[]> {
  return readdir(join(test.dataDir, 'blobs'), { recursive: true }).then((files) =>
    files.filter((file) => file.includes(`${id}/`)).map((file) => file.split('/').at(-1) ?? ''),
  )
}
