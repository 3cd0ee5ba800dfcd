import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { isDeepStrictEqual } from 'node:util'
import { API_VERSION, type KnownOperation, operations } from '@bonafide/protocol'
import type { Judge } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'
import { EXAMPLES, type Fields, type World } from './proof/examples.ts'
import { createProofJudge, pictureOf } from './proof/judge.ts'

/**
 * Every parameter of the operations that judge what they are sent: each other value that its form allows changes the answer
 * or what the engine and the register are asked, or is refused. Initialize has a walk of its own (packages/service/test);
 * the operations on stored records are named by what they act on, and their own tests show it.
 */
const ON_RECORDS = [
  ...['AddFaceRecord', 'AuthorizeFileUpload', 'CheckResult', 'CheckVerifyLog', 'DeleteFaceGroup', 'DeleteFaceRecord'],
  ...['DeleteFaceRecordV2', 'DeleteVerifyResult', 'DownloadVerifyRecordIntl', 'Initialize', 'InitializeV2'],
  ...['KeepaliveIntl', 'ModifyFaceGroup', 'ModifyFaceRecord', 'QueryDownloadTaskIntl', 'QueryFaceGroup'],
  ...['QueryFaceRecord', 'TempAccessTokenIntl', 'TempOssUrlIntl'],
]
/** Silent wherever they stand, each with its reason. */
const SILENT_EVERYWHERE: Readonly<Record<string, string>> = {
  MerchantBizId: "the caller's own name for the call, of which no record is left",
  MerchantUserId: "the caller's own name for the person; it counts where a face is registered (faces.test.ts)",
  SceneCode: "the caller's own name for the place of the call, of which no record is left",
  ProductCode: 'names the product that the operation belongs to; it decides which limit of calls counts',
  FaceVerifyThreshold: 'reserved upstream',
}
/** Silent because the specification gives them nothing to do there, each with its reason. */
const SILENT: Readonly<Record<string, string>> = {
  'AddressCompareIntl/DefaultCountry': 'every level that is compared is below the country',
  'DocOcrMax/Prompt': 'deprecated upstream',
  'FaceDuplicationCheckIntl/SaveFacePicture': 'reserved upstream',
  'FaceGuardRisk/BizId': 'compared with the call that a token was made for: device.test.ts',
  'FaceGuardRisk/Type': 'undocumented upstream',
}

const other = Buffer.from(Uint8Array.from([...pictureOf('person'), 0])).toString('base64')
/** Values of a form that a made-up text does not have, for every operation or for one. */
const VALUES: Readonly<Record<string, string>> = {
  BirthDate: '1990-02-02',
  DocType: '00000001',
  /** None at all: the example's is one that says nothing, as another made-up one would be. */
  'FaceGuardRisk/DeviceToken': '',
  'IdnAuthorityVerifyIntl/Mobile': '+62812345679',
  Latitude: '1.5',
  Longitude: '103.5',
  ReturnFaces: '3',
  ValidityEndDate: '20310101',
  ValidityStartDate: '20210101',
}
/** The last one: a picture that is given in two ways. */
const REFUSALS = ['InvalidParameter', 'MissingParameter', 'DataDuplication']
const MADE_UP = 'another-value'
const ADDRESS = 'https://pictures.example/another.jpg'

let service: LiveService
let register: Server
let seen: unknown[] = []

beforeAll(async () => {
  register = createServer(async (request, response) => {
    const { requestId: _, ...question } = (await json(request)) as Record<string, unknown>
    seen.push(question)
    response.end('{"bizCode":"1"}')
  })
  await new Promise<void>((up) => register.listen(0, '127.0.0.1', up))
  service = await startLiveService({
    judge: watched(createProofJudge()),
    connectorUrl: `http://127.0.0.1:${(register.address() as AddressInfo).port}/`,
    connectorSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  })
})
afterAll(async () => {
  register.close()
  await service.close()
})

function watched(judge: Judge): Judge {
  const digest = (_: string, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value
  return {
    ...judge,
    judgePictures: (request) => {
      seen.push(JSON.stringify(request, digest))
      return judge.judgePictures(request)
    },
    describeFace: (bytes, wishes) => {
      seen.push([digest('', bytes), wishes])
      return judge.describeFace(bytes, wishes)
    },
  }
}

/** As much of a parameter as is needed to find another value of it. */
interface Form {
  readonly in: 'query' | 'form'
  readonly kind: string
  readonly values?: readonly string[]
  readonly fallback: unknown
  parse(text: string, context: { readonly httpOrigins: readonly string[] }): unknown
}

const formsOf = ({ parameters }: KnownOperation): Readonly<Record<string, Form>> => parameters

type Seen = { readonly body: string; readonly asked: unknown } | { readonly refused: string; readonly why: string }

/** What can be seen of a call: its answer without ids, and what others were asked. */
async function observe(operation: KnownOperation, fields: Fields): Promise<Seen> {
  seen = []
  const forms = formsOf(operation)
  const of = (place: string) => Object.fromEntries(Object.entries(fields).filter(([name]) => forms[name]?.in === place))
  const call = { action: operation.name, query: of('query'), form: of('form') }
  try {
    const { RequestId: _, ...body } = await openApiCore.call(service.host, service.credentials, call)
    return { body: JSON.stringify(body).replace(/"TransactionId":"[^"]*"/, ''), asked: seen }
  } catch (error) {
    const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
    // Anything else, a limit of calls or a failure, would only look like an effect.
    if (!REFUSALS.includes(code)) throw error
    return { refused: code, why: message.replace(/request id: .*$/i, '') }
  }
}

/** Values that are read as something else than the example's, as many as differ from one another. */
function changes(operation: KnownOperation, name: string, form: Form, given: string | undefined): readonly string[] {
  const read = (text: string) => JSON.stringify(form.parse(text, { httpOrigins: [] }))
  const before = given === undefined ? JSON.stringify(form.fallback) : read(given)
  const byMeaning = new Map(possible(operation.name, name, form).map((value) => [read(value), value]))
  byMeaning.delete(before ?? '')
  return [...byMeaning.values()]
}

function possible(operation: string, name: string, { kind, values }: Form): readonly string[] {
  if (values !== undefined) return values
  if (kind === 'picture') return [other]
  if (kind === 'url') return [ADDRESS]
  return [VALUES[`${operation}/${name}`] ?? VALUES[name] ?? MADE_UP]
}

async function silentValues(operation: KnownOperation, example: Fields): Promise<readonly string[]> {
  const before = await observe(operation, example)
  expect(before).not.toHaveProperty('refused')
  // What differs by itself would be taken for an effect.
  expect(await observe(operation, example)).toEqual(before)
  const silent: string[] = []
  for (const [name, form] of Object.entries(formsOf(operation))) {
    if (isSilent(operation.name, name)) continue
    for (const value of changes(operation, name, form, example[name])) {
      const after = await observe(operation, { ...example, [name]: value })
      if (isDeepStrictEqual(after, before)) silent.push(`${name}=${value}`)
    }
  }
  return silent
}

const isSilent = (operation: string, name: string) =>
  Object.hasOwn(SILENT_EVERYWHERE, name) || Object.hasOwn(SILENT, `${operation}/${name}`)
const walked = operations.filter(({ name, version }) => version === API_VERSION && !ON_RECORDS.includes(name))

describe('the parameters of the operations that judge what they are sent', () => {
  it('are those of every operation but the ones on records, and no exception is of none', () => {
    const names: readonly string[] = operations.map(({ name }) => name)
    expect(ON_RECORDS.filter((name) => !names.includes(name))).toEqual([])
    const all = walked.flatMap((operation) =>
      Object.keys(operation.parameters).flatMap((name) => [name, `${operation.name}/${name}`]),
    )
    const exceptions = [...Object.keys(SILENT_EVERYWHERE), ...Object.keys(SILENT)]
    expect(exceptions.filter((one) => !all.includes(one))).toEqual([])
  })

  it.each(walked.map((operation) => [operation.name, operation] as const))(
    '%s: each other value of a parameter has an effect or is refused',
    async (name, operation) => {
      const example = (await EXAMPLES[name]?.({} as World)) ?? {}
      expect(await silentValues(operation, example)).toEqual([])
    },
  )
})
