import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaceInspection } from '../src/ports/judge.ts'
import { createFakeJudge, forReview, notPassed, PASSED } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial, type TestBrowser } from './test-browser.ts'

let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)
beforeEach(() => {
  test.judge.decide = createFakeJudge().decide
})

describe('one verification from Initialize to CheckResult', () => {
  it('passes a person whose evidence the judge passes, and says so in the fields of the API', async () => {
    const { id, url } = await initialize()
    expect(id).toMatch(/^[a-z0-9]{32}$/)
    expect(url).toMatch(new RegExp(`^${test.url}/v/${id}#p=`))
    expect(await codeOf(id)).toBe('ProcessNotCompleted')
    const browser = openBrowser(test.url, id)
    const opened = await browser.open({ protocol: url?.split('#p=')[1] })
    expect(opened.body).toMatchObject({ state: 'capturing', currentStep: 'document-01', nextSequence: 1 })
    expect(opened.body.steps).toMatchObject([{ id: 'document-01', documentType: 'GLB03002' }, { id: 'face' }])
    const after = await capture(browser)
    expect(after.body.state).toBe('judging')
    expect(await finish(browser)).toMatchObject({ state: 'finished', result: { code: 1000 } })

    const { body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
    expect(body.Result).toMatchObject({ Passed: 'Y', SubCode: '200', EkycResult: 'Success' })
    expect(JSON.parse(body.Result?.['ExtBasicInfo'] ?? '')).toEqual({
      certType: 'GLB03002',
      certNo: 'L898902C3',
      certName: 'ERIKSSON ANNA MARIA',
    })
    expect(JSON.parse(body.Result?.['ExtIdInfo'] ?? '')).toMatchObject({
      ocrIdPassed: 'Y',
      ocrIdInfoData: { '01': { surname: 'ERIKSSON', passport_number: 'L898902C3', date_of_expiry: '2031-04-15' } },
    })
    expect(JSON.parse(body.Result?.['ExtFaceInfo'] ?? '')).toEqual({
      facePassed: 'Y',
      faceAttack: 'N',
      faceComparisonScore: 91.4,
      faceQualityScore: 80,
    })
  })

  it('takes both sides of a card without a face and answers what each of them shows', async () => {
    const printed = (field: 'birthDate' | 'issuingAuthority', text: string, value: string, page: '01' | '02') =>
      ({ field, text, value, confidence01: 1, box: { x: 0, y: 0, width: 1, height: 1 }, page }) as const
    const { face: _, ...passed } = PASSED
    test.judge.decide = () => ({
      ...passed,
      document: {
        type: 'CHN01001',
        fields: { fullName: '王秀英', birthDate: '1949-12-31', documentNumber: '1', issuingAuthority: '北京市公安局' },
        printed: [
          printed('birthDate', '1949年12月31日', '1949-12-31', '01'),
          printed('issuingAuthority', '北京市公安局', '北京市公安局', '02'),
        ],
      },
    })
    const { id } = await initialize({ ProductCode: 'ID_OCR', DocType: '00000001', Pages: '01,02' })
    const browser = openBrowser(test.url, id)
    const opened = await browser.open()
    expect(opened.body.steps.map((step) => step.id)).toEqual(['document-01', 'document-02'])
    for (const step of ['document-01', 'document-02']) await browser.submit(await browser.begin(step), pageMaterial())
    await finish(browser)
    expect(test.judge.requests.at(-1)?.evidence.pages.map(({ page }) => page)).toEqual(['01', '02'])

    const asked = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' }
    const { body } = await test.call('CheckResult', asked)
    expect(body.Result).not.toHaveProperty('ExtFaceInfo')
    expect(JSON.parse(body.Result?.['ExtBasicInfo'] ?? '')).toMatchObject({ certName: '王秀英' })
    expect(JSON.parse(body.Result?.['ExtIdInfo'] ?? '')).toEqual({
      ocrIdPassed: 'Y',
      ocrIdInfo: { name: '王秀英', birthDate: '1949-12-31', idNumber: '1' },
      ocrIdBackInfo: { originOfIssue: '北京市公安局' },
      idImage: expect.any(String),
      idBackImage: expect.any(String),
    })
  })

  it('asks for the back as well where DocPageConfig names it, and for each page once', async () => {
    const card = { ProductCode: 'ID_OCR', DocType: '00000001', DocPageConfig: '["OCR_ID_BACK"]' }
    for (const more of [{}, { Pages: '01,02' }, { DocPageConfig: '["02","01"]' }]) {
      const { id } = await initialize({ ...card, ...more })
      const { body } = await openBrowser(test.url, id).open()
      expect(body.steps.map((step) => step.id)).toEqual(['document-01', 'document-02'])
    }
  })

  it('hands the judge what was captured, under the challenge that was drawn', async () => {
    const { id } = await initialize()
    const browser = openBrowser(test.url, id)
    await browser.open()
    await capture(browser)
    await finish(browser)
    const request = test.judge.requests.at(-1)
    expect(request).toMatchObject({ productCode: 'eKYC_PRO', evidence: { documentType: 'GLB03002' } })
    expect(request?.evidence.pages).toHaveLength(1)
    expect(request?.evidence.face?.frames).toHaveLength(40)
    expect(request?.evidence.face?.challenge.steps).toHaveLength(3)
  })

  it('has age and sex estimated only where they are asked for, and says that they are estimates', async () => {
    const attributes = { ageYears: 34.4, sex: 'female', sexShare01: 0.9712 } as const
    test.judge.decide = ({ evidence }) => ({
      ...PASSED,
      face: { attack: false, ...(evidence.attributesAsked === true ? { attributes } : {}) },
    })
    const faceOf = async (id: string) => {
      const { body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
      return JSON.parse(body.Result?.['ExtFaceInfo'] ?? '')
    }
    expect(await faceOf(await verified())).toEqual({ facePassed: 'Y', faceAttack: 'N' })
    expect(await faceOf(await verified({ FaceAttributeCheck: 'Y' }))).toEqual({
      facePassed: 'Y',
      faceAttack: 'N',
      faceAge: 34,
      faceGender: 'F',
      faceAttributeInfo: { estimated: true, age: 34, gender: 'F', genderScore: 97.1 },
    })
  })

  it('returns pictures only when they are asked for and the face step succeeded', async () => {
    const id = await verified()
    const asked = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' }
    const { body, headers } = await test.call('CheckResult', asked)
    expect(JSON.parse(body.Result?.['ExtFaceInfo'] ?? '')).toHaveProperty('faceImg')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(JSON.parse(body.Result?.['ExtIdInfo'] ?? '').ocrIdInfoData['01']).toHaveProperty('idImage')
    test.judge.decide = () => notPassed('challenge-not-met')
    const failed = await test.call('CheckResult', { ...asked, TransactionId: await verified() })
    expect(failed.body.Result?.['ExtFaceInfo']).not.toContain('faceImg')
  })

  it('does not pass whoever the judge does not pass, with the SubCode of the reason and its finding', async () => {
    test.judge.decide = () => notPassed('document-expired', 'document-not-expired')
    const id = await verified()
    const { body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
    expect(body.Result).toMatchObject({ Passed: 'N', SubCode: '214', EkycResult: 'Failure' })
    expect(JSON.parse(body.Result?.['ExtInfo'] ?? '')).toEqual({
      certifyFlow: 'DOC_FACE',
      findings: [{ check: 'document-not-expired', outcome: 'failed', reasons: ['document-expired'] }],
    })
  })

  it('keeps a decision for review as not passed and pending', async () => {
    test.judge.decide = () => forReview('match-uncertain')
    const { body } = await test.call('CheckResult', {
      TransactionId: await verified(),
      MerchantBizId: ORDER.MerchantBizId,
    })
    expect(body.Result).toMatchObject({ Passed: 'N', SubCode: '207', EkycResult: 'Pending' })
  })

  it('ends as a system error, not passed, when judging fails again and again', async () => {
    test.judge.decide = () => {
      throw new Error('the judge died')
    }
    const { body } = await test.call('CheckResult', {
      TransactionId: await verified(),
      MerchantBizId: ORDER.MerchantBizId,
    })
    expect(body.Result).toMatchObject({ Passed: 'N', SubCode: '299', EkycResult: 'Failure' })
  })

  it('leaves no file behind when it is deleted while it is judged', async () => {
    const { id } = await initialize()
    const browser = openBrowser(test.url, id)
    await browser.open()
    let before: readonly string[] = []
    test.judge.decide = async () => {
      before = await filesOf(id)
      const statement = { transactionId: id, kind: 'All', reason: 'asked', at: test.now(), signature: '' } as const
      await test.service.store.deleteTransaction(statement)
      return PASSED
    }
    await capture(browser)
    await expect.poll(() => filesOf(id), { timeout: 20_000 }).toEqual([])
    expect(test.logged.some((line) => line.includes(id) && line.includes('"stale"'))).toBe(true)
    expect(before).not.toEqual([])
  })

  it('has no effect when the client states a result of its own', async () => {
    test.judge.decide = () => notPassed('face-mismatch')
    const { id } = await initialize()
    const browser = openBrowser(test.url, id)
    const claims = { passed: 'Y', Passed: 'Y', subCode: '200', score: 100, result: { code: 1000 } }
    await browser.open(claims)
    const page = await browser.begin('document-01')
    await browser.submit(page, pageMaterial(), claims)
    const face = await browser.begin('face')
    test.advance(10_000)
    await browser.submit(face, faceMaterial(face), claims)
    expect(await finish(browser)).toMatchObject({ result: { code: 1001 } })
    const { body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
    expect(body.Result).toMatchObject({ Passed: 'N', SubCode: '207' })
  })

  it('compares with a supplied face where there is no document', async () => {
    const reference = Buffer.from(jpegOf(640, 800)).toString('base64')
    const order = { ProductCode: 'FACE_VERIFY', TargetFacePicture: `data:image/jpeg;base64,${reference}` }
    const { id } = await initialize(order)
    const browser = openBrowser(test.url, id)
    expect((await browser.open()).body.steps).toMatchObject([{ id: 'face', kind: 'face' }])
    const face = await browser.begin('face')
    test.advance(10_000)
    await browser.submit(face, faceMaterial(face))
    await finish(browser)
    expect(test.judge.requests.at(-1)?.evidence.referenceFace).toEqual(jpegOf(640, 800))
    const { body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
    expect(Object.keys(body.Result ?? {})).toEqual(['Passed', 'SubCode', 'EkycResult', 'ExtFaceInfo', 'ExtInfo'])
  })

  it('refuses a supplied face that nothing can be compared with', async () => {
    const seen = { facesSeen: 1, width: 640, height: 800, usable: true }
    const picture = jpegOf(640, 800)
    const cases: [Uint8Array, FaceInspection, string][] = [
      [new TextEncoder().encode('no picture'), seen, 'UnqualifiedPhoto'],
      [jpegOf(100, 100), seen, 'UnqualifiedPhoto'],
      [picture, { ...seen, facesSeen: 0, usable: false }, 'NoFaceDetected'],
      [picture, { ...seen, facesSeen: 2 }, 'UnqualifiedPhoto'],
      [picture, { ...seen, usable: false }, 'UnqualifiedPhoto'],
    ]
    for (const [bytes, inspection, code] of cases) {
      test.judge.inspect = () => inspection
      const FacePictureBase64 = Buffer.from(bytes).toString('base64')
      const { status, body } = await test.call('Initialize', {
        ...ORDER,
        ProductCode: 'FACE_VERIFY',
        FacePictureBase64,
      })
      expect([status, body.Code]).toEqual([401, code])
    }
  })
})

describe('CheckResult', () => {
  it('answers unknown and foreign transactions in the same words', async () => {
    const answers = await Promise.all(
      ['a'.repeat(32), 'zz'].map((TransactionId) =>
        test.call('CheckResult', { TransactionId, MerchantBizId: 'biz0001' }),
      ),
    )
    for (const { status, body } of answers) {
      expect({ status, Code: body.Code, Message: body['Message'] }).toEqual({
        status: 400,
        Code: 'TransactionIdInvalid',
        Message: answers[0]?.body['Message'],
      })
    }
  })

  it('wants the MerchantBizId of Initialize', async () => {
    const { id } = await initialize()
    const { status, body } = await test.call('CheckResult', { TransactionId: id, MerchantBizId: 'another' })
    expect([status, body.Code]).toEqual([400, 'InvalidParameter'])
  })

  it('no longer knows a transaction that was not begun within thirty minutes', async () => {
    const { id } = await initialize()
    test.advance(31 * 60_000)
    expect(await codeOf(id)).toBe('TransactionIdInvalid')
    expect((await openBrowser(test.url, id).open()).body).toMatchObject({
      code: 'transaction-invalid',
      clientCode: 1007,
    })
  })
})

async function initialize(
  changes: Readonly<Record<string, string>> = {},
): Promise<{ id: string; url: string | undefined }> {
  const { body } = await test.call('Initialize', { ...ORDER, ...changes })
  if (body.Code !== 'Success') throw new Error(JSON.stringify(body))
  return { id: body.Result?.['TransactionId'] ?? '', url: body.Result?.['TransactionUrl'] }
}

async function capture(browser: TestBrowser) {
  const page = await browser.begin('document-01')
  await browser.submit(page, pageMaterial())
  const face = await browser.begin('face')
  test.advance(10_000)
  return browser.submit<SessionView>(face, faceMaterial(face))
}

async function finish(browser: TestBrowser): Promise<SessionView> {
  for (;;) {
    const { body } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (body.state !== 'judging') return body
  }
}

async function filesOf(id: string): Promise<readonly string[]> {
  const entries = await readdir(join(test.dataDir, 'blobs'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && entry.parentPath.includes(id)).map(({ name }) => name)
}

async function verified(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const { id } = await initialize(changes)
  const browser = openBrowser(test.url, id)
  await browser.open()
  await capture(browser)
  await finish(browser)
  return id
}

async function codeOf(TransactionId: string): Promise<string> {
  return (await test.call('CheckResult', { TransactionId, MerchantBizId: ORDER.MerchantBizId })).body.Code
}
