import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Decision, Finding } from '@bonafide/engine'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { type OfficialCall, openApiClient, openApiCore } from './official-clients.ts'
import { createTestJudge } from './test-judge.ts'

/** `Authorize=T` of the operations without a client: what the official register is asked, and what becomes of its answer. */
const passed = (check: string): Finding => ({ check, outcome: 'passed', reasons: [], measures: {}, regions: [] })
const SOUND: Decision = {
  outcome: 'passed',
  policyId: 'default-1',
  models: [],
  findings: [passed('document-read'), passed('picture-face'), passed('picture-match')],
  document: { type: 'CHN01001', fields: { fullName: 'Anna', documentNumber: '110101' } },
}
/** The first bytes of a JPEG of 480 by 640: the test judge looks at no more. */
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 2, 128, 1, 224, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
const BASE64 = PICTURE.toString('base64')

let service: LiveService
let source: Server
let decision: Decision
let questions: { readonly kind: string; readonly fields: Readonly<Record<string, string>> }[]
let reply: object | undefined

beforeAll(async () => {
  source = createServer(async (request, response) => {
    questions.push((await json(request)) as (typeof questions)[number])
    if (reply === undefined) response.writeHead(500).end()
    else response.end(JSON.stringify(reply))
  })
  await new Promise<void>((up) => source.listen(0, '127.0.0.1', up))
  const connectorUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}/ask`
  const judge = { ...createTestJudge(), judgePictures: async () => decision }
  service = await startLiveService({ judge, connectorUrl, connectorSecret: `whsec_${'A'.repeat(32)}` })
})
afterAll(async () => {
  source.close()
  await service.close()
})
beforeEach(() => {
  decision = SOUND
  questions = []
  reply = { bizCode: '1' }
})

const call = (request: OfficialCall, client = openApiCore) => client.call(service.host, service.credentials, request)
const codeOf = (request: OfficialCall, to = service): Promise<unknown> =>
  openApiCore.call(to.host, to.credentials, request).then(
    () => undefined,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )

const ASKED = { DocType: '00000001', Authorize: 'T' }
const ekyc = (query: object = {}, form: object = { IdOcrPictureBase64: BASE64 }): OfficialCall => ({
  action: 'EkycVerify',
  query: { ...ASKED, ...query },
  form: { FacePictureBase64: BASE64, ...form },
})
const max = (change: object = {}): OfficialCall => ({
  action: 'DocOcrMax',
  form: { DocType: 'CHN01001', Authorize: 'T', IdOcrPictureBase64: BASE64, ...change },
})

describe('Authorize=T', () => {
  it.each([openApiCore, openApiClient].map((client) => [client.name, client] as const))(
    'asks about what the document says and the face, and answers how alike the faces are (%s)',
    async (_, client) => {
      reply = { bizCode: '1', detail: { faceScore: 88 } }
      const answer = await call(ekyc(), client)
      expect(answer).toMatchObject({ Message: 'success', Result: { Passed: 'Y', SubCode: '200' } })
      const { ExtFaceInfo = '' } = answer['Result'] as Readonly<Record<string, string>>
      expect(JSON.parse(ExtFaceInfo)).toEqual({ facePassed: 'Y', authorityComparisonScore: 88 })
      const fields = { DocType: '00000001', DocName: 'Anna', DocNo: '110101', SourceFacePicture: BASE64 }
      expect(questions).toEqual([{ kind: 'Authorize', fields, requestId: expect.any(String) }])
    },
  )

  it('takes name and number in place of the document, and then says nothing of one', async () => {
    decision = { ...SOUND, findings: [passed('picture-face')] }
    const answer = await call(ekyc({ DocName: 'Eve', DocNo: '42' }, {}))
    expect(answer['Result']).toMatchObject({ Passed: 'Y', ExtIdInfo: '{}' })
    expect(questions[0]?.fields).toMatchObject({ DocName: 'Eve', DocNo: '42' })
  })

  it('asks about the document alone where no face is in the call', async () => {
    expect(await call(max())).toMatchObject({ Result: { Passed: 'Y', SubCode: '200' } })
    expect(questions[0]?.fields).toEqual({ DocType: 'CHN01001', DocName: 'Anna', DocNo: '110101' })
  })

  it.each([
    [{ bizCode: '2' }, '201'],
    [{ bizCode: '3' }, '202'],
    [{ bizCode: '2', subCode: '204' }, '204'],
  ])('does not pass whom the register does not confirm: %o', async (answer, SubCode) => {
    reply = answer
    expect((await call(ekyc()))['Result']).toMatchObject({ Passed: 'N', SubCode })
    expect((await call(max()))['Result']).toMatchObject({ Passed: 'N', SubCode })
  })

  it('asks nobody about a person who does not pass anyway', async () => {
    for (const outcome of ['not-passed', 'review'] as const) {
      decision = { ...SOUND, outcome, reason: 'document-expired' }
      expect((await call(ekyc()))['Result']).toMatchObject({ Passed: 'N', SubCode: '214' })
    }
    expect(questions).toEqual([])
  })

  it('is answered 503 while the register does not answer, and 403 where none is connected', async () => {
    reply = undefined
    expect(await codeOf(ekyc())).toBe('ServiceUnavailable')
    const alone = await startLiveService()
    try {
      expect(await codeOf(ekyc(), alone)).toBe('Forbidden.AccountAccessDenied')
      expect(await codeOf(max(), alone)).toBe('Forbidden.AccountAccessDenied')
    } finally {
      await alone.close()
    }
  })

  it.each([
    ['another document', ekyc({ DocType: '01000000' })],
    ['a name beside the picture', ekyc({ DocName: 'Anna', DocNo: '1' })],
    ['a name without Authorize', ekyc({ Authorize: 'F', DocName: 'Anna' })],
    ['a type that the register does not know', max({ DocType: 'GLB03002' })],
    ['a type that is to be found', max({ OcrModel: '1', DocType: '' })],
    ['a back', max({ DocPage: '02' })],
  ])('is refused with %s', async (_, request) => {
    expect(await codeOf(request)).toBe('InvalidParameter')
    expect(questions).toEqual([])
  })

  it('is refused with half of a name and number', async () => {
    expect(await codeOf(ekyc({ DocName: 'Anna' }, {}))).toBe('MissingParameter')
    expect(await codeOf(ekyc({}, {}))).toBe('MissingParameter')
  })
})
