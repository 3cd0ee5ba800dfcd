import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiClient, openApiCore } from './official-clients.ts'

/** Products of the first generation, those that ask an official register, and what is refused. */
const ORDER = { MerchantBizId: 'biz0001', MerchantUserId: 'user-1', MetaInfo: JSON.stringify({ deviceType: 'h5' }) }
const PICTURE = Buffer.from([
  0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 2, 128, 1, 224, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9,
]).toString('base64')

let service: LiveService
let source: Server
let questions: { kind: string; fields: Record<string, string>; requestId: string }[] = []
let reply: object = {}

beforeAll(async () => {
  source = createServer(async (request, response) => {
    questions.push((await json(request)) as (typeof questions)[number])
    response.end(JSON.stringify(reply))
  })
  await new Promise<void>((up) => source.listen(0, '127.0.0.1', up))
  const connectorUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}/ask`
  service = await startLiveService({ connectorUrl, connectorSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` })
})
afterAll(async () => {
  source.close()
  await service.close()
})
beforeEach(() => {
  questions = []
  reply = { bizCode: '1' }
})

async function initialize(order: Readonly<Record<string, string>>, client = openApiCore): Promise<string> {
  const call = { action: 'Initialize', query: { ...ORDER, ...order } }
  const started = (await client.call(service.host, service.credentials, call))['Result'] as Record<string, string>
  return started['TransactionId'] ?? ''
}

async function verify(order: Readonly<Record<string, string>>) {
  const id = await initialize(order)
  const steps = await finishVerification(service, id)
  const call = { action: 'CheckResult', query: { TransactionId: id, MerchantBizId: ORDER.MerchantBizId } }
  const result = (await openApiCore.call(service.host, service.credentials, call))['Result'] as Record<string, string>
  const parsed = (name: string): Record<string, unknown> | undefined =>
    result[name] === undefined ? undefined : JSON.parse(result[name])
  return {
    id,
    steps,
    verdict: [result['Passed'], result['SubCode']],
    basic: parsed('ExtBasicInfo'),
    document: parsed('ExtIdInfo'),
    face: parsed('ExtFaceInfo'),
    info: parsed('ExtInfo'),
    register: parsed('ExtSourceInfo'),
  }
}

const refused = (order: Readonly<Record<string, string>>, host = service) =>
  openApiClient.call(host.host, host.credentials, { action: 'Initialize', query: { ...ORDER, ...order } })

describe('a product of the first generation', () => {
  it('KYC_GLOBAL takes the document first, or the face where ProductFlow says so', async () => {
    const order = { ProductCode: 'KYC_GLOBAL', DocType: 'GLB03002' }
    const usual = await verify(order)
    expect(usual).toMatchObject({ verdict: ['Y', '200'], info: { certifyFlow: 'DOC_FACE' } })
    expect(usual.steps).toEqual(['document-01', 'face'])
    const turned = await verify({ ...order, ProductFlow: 'FACE_DOC' })
    expect(turned).toMatchObject({ verdict: ['Y', '200'], info: { certifyFlow: 'FACE_DOC' } })
    expect(turned.steps).toEqual(['face', 'document-01'])
    expect(turned.document).toMatchObject({ ekycResultDoc: 'Success', ocrResult: { surname: 'ERIKSSON' } })
    expect(turned.face).toMatchObject({ ekycResultFace: 'Success', faceLivenessResult: 'Success', faceScore: 91.4 })
  })

  it.each([
    ['FV_GLOBAL', { TargetFacePicture: PICTURE }, ['face']],
    ['FL_GLOBAL', {}, ['face']],
    ['OCR_GLOBAL', { DocType: '01000000' }, ['document-01']],
    ['IDR_GLOBAL', { DocType: '01000000' }, ['document-01']],
  ])('%s answers in the words of its generation', async (ProductCode, order, steps) => {
    const result = await verify({ ProductCode, ...order })
    expect(result).toMatchObject({ verdict: ['Y', '200'], steps })
    expect(result.face?.['ekycResultFace'] ?? result.document?.['ekycResultDoc']).toBe('Success')
  })

  it('alone may turn its steps', async () => {
    const order = { ProductCode: 'eKYC_PRO', DocType: 'GLB03002', ProductFlow: 'FACE_DOC' }
    await expect(refused(order)).rejects.toMatchObject({ code: 'InvalidParameter' })
  })
})

describe('eKYC_NDI', () => {
  const order = { ProductCode: 'eKYC_NDI', DocName: 'Anna Secret', DocNo: '110101' }

  it('asks the register about name, number and live face, and shows how alike the faces are', async () => {
    reply = { bizCode: '1', detail: { faceScore: 88.26, note: 'text is not shown' } }
    const result = await verify(order)
    expect(result).toMatchObject({
      verdict: ['Y', '200'],
      steps: ['face'],
      basic: { certNo: '110101', certName: 'Anna Secret' },
      face: { facePassed: 'Y', authorityComparisonScore: 88.3 },
    })
    expect(questions).toEqual([
      {
        kind: 'Authorize',
        requestId: result.id,
        fields: {
          DocName: 'Anna Secret',
          DocNo: '110101',
          SourceFacePicture: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
        },
      },
    ])
  })

  it.each([
    [{ bizCode: '2' }, '201', 'Y'],
    [{ bizCode: '2', subCode: '204' }, '204', 'N'],
    [{ bizCode: '3' }, '202', 'Y'],
    [{ nonsense: true }, '209', 'Y'],
  ])('does not pass where the register answers %o', async (answer, subCode, facePassed) => {
    reply = answer
    expect(await verify(order)).toMatchObject({ verdict: ['N', subCode], face: { facePassed } })
  })

  it('needs both name and number, and a register', async () => {
    await expect(refused({ ...order, DocNo: '' })).rejects.toMatchObject({ code: 'MissingParameter' })
    const plain = await startLiveService()
    try {
      await expect(refused(order, plain)).rejects.toMatchObject({ code: 'Forbidden.AccountAccessDenied' })
    } finally {
      await plain.close()
    }
  })

  it('leaves nothing of the person in the log', () => {
    expect(service.logged.join('')).not.toMatch(/Anna|110101/)
  })
})

describe('Authorize', () => {
  it('asks the register about whom the document names', async () => {
    reply = { bizCode: '1', detail: { govId: 1, selfiePhoto: 0.93 } }
    const contact = { Email: 'anna@example.com', Mobile: '+62812345678' }
    const order = { ProductCode: 'eKYC_PRO', DocType: 'IDN01001', Authorize: 'T', ...contact }
    const result = await verify(order)
    expect(result).toMatchObject({ verdict: ['Y', '200'], register: { govId: 1, selfiePhoto: 0.93 } })
    const fields = { DocName: 'ERIKSSON ANNA MARIA', DocNo: 'L898902C3', DocType: 'IDN01001', ...contact }
    expect(questions).toMatchObject([{ kind: 'Authorize', fields }])
  })

  it('is refused where no register is asked, and its parts without it', async () => {
    const invalid = { code: 'InvalidParameter' }
    const order = { ProductCode: 'eKYC_PRO', DocType: 'GLB03002' }
    await expect(refused({ ...order, Authorize: 'T' })).rejects.toMatchObject(invalid)
    await expect(refused({ ProductCode: 'FACE_LIVENESS', Authorize: 'T' })).rejects.toMatchObject(invalid)
    await expect(refused({ ...order, Email: 'anna@example.com' })).rejects.toMatchObject(invalid)
    await expect(refused({ ...order, DocName: 'Anna' })).rejects.toMatchObject(invalid)
    const indonesian = { ...order, DocType: 'IDN01001', Authorize: 'T', Email: 'anna@example.com' }
    await expect(refused(indonesian)).rejects.toMatchObject({ code: 'MissingParameter' })
  })

  it('is not asked for, and nobody is asked', async () => {
    expect(await verify({ ProductCode: 'eKYC', DocType: '00000001' })).toMatchObject({ verdict: ['Y', '200'] })
    expect(questions).toEqual([])
  })
})

describe('ProductCode', () => {
  it('of chips and of operations without a client is refused', async () => {
    await expect(refused({ ProductCode: 'ID_NFC' })).rejects.toMatchObject({
      code: 'Forbidden.AccountAccessDenied',
      message: expect.stringContaining('Chips are not read yet.'),
    })
    for (const ProductCode of ['eKYC_MIN', 'FACE_COMPARE', 'ekyc']) {
      await expect(refused({ ProductCode })).rejects.toMatchObject({ code: 'InvalidParameter' })
    }
  })
})
