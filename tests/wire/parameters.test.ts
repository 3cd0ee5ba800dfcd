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
import { checkAnswer } from './proof/check-answer.ts'
import { EXAMPLES, type Fields, type World } from './proof/examples.ts'
import { createProofJudge } from './proof/judge.ts'
import { formsOf, otherValues, placed } from './proof/parameter-values.ts'
import { SCENES } from './proof/record-scenes.ts'

/**
 * Every parameter of the operations that judge what they are sent: each other value that its form allows changes the answer
 * or what the engine and the register are asked, or is refused. The operations on what is stored are walked in
 * record-parameters.test.ts.
 */
/** Walked elsewhere, or nothing to walk, each with its reason. */
const NOT_HERE: Readonly<Record<string, string>> = {
  Initialize: 'packages/service/test/initialize-parameters.test.ts',
  InitializeV2: 'packages/service/test/initialize-parameters.test.ts',
  KeepaliveIntl: 'it has no parameter',
}
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

/** Values of a form that a made-up text does not have, for every operation or for one. */
const VALUES: Fields = {
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

type Seen = { readonly body: string; readonly asked: unknown } | { readonly refused: string; readonly why: string }

/** What can be seen of a call: its answer without ids, and what others were asked. */
async function observe(operation: KnownOperation, fields: Fields): Promise<Seen> {
  seen = []
  try {
    const whole = await openApiCore.call(service.host, service.credentials, placed(operation, fields))
    expect(checkAnswer(operation, whole).faults).toEqual([])
    const { RequestId: _, ...body } = whole
    return { body: JSON.stringify(body).replace(/"TransactionId":"[^"]*"/, ''), asked: seen }
  } catch (error) {
    const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
    // Anything else, a limit of calls or a failure, would only look like an effect.
    if (!REFUSALS.includes(code)) throw error
    return { refused: code, why: message.replace(/request id: .*$/i, '') }
  }
}

async function silentValues(operation: KnownOperation, example: Fields): Promise<readonly string[]> {
  const before = await observe(operation, example)
  expect(before).not.toHaveProperty('refused')
  // What differs by itself would be taken for an effect.
  expect(await observe(operation, example)).toEqual(before)
  const silent: string[] = []
  for (const [name, form] of Object.entries(formsOf(operation))) {
    if (isSilent(operation.name, name)) continue
    for (const value of otherValues(form, example[name], VALUES[`${operation.name}/${name}`] ?? VALUES[name])) {
      const after = await observe(operation, { ...example, [name]: value })
      if (isDeepStrictEqual(after, before)) silent.push(`${name}=${value}`)
    }
  }
  return silent
}

const isSilent = (operation: string, name: string) =>
  Object.hasOwn(SILENT_EVERYWHERE, name) || Object.hasOwn(SILENT, `${operation}/${name}`)
const walked = operations.filter(
  ({ name, version }) => version === API_VERSION && !Object.hasOwn(NOT_HERE, name) && !Object.hasOwn(SCENES, name),
)

describe('the parameters of the operations that judge what they are sent', () => {
  it('are those of every operation but the ones on records, and no exception is of none', () => {
    const names: readonly string[] = operations.map(({ name }) => name)
    expect([...Object.keys(NOT_HERE), ...Object.keys(SCENES)].filter((name) => !names.includes(name))).toEqual([])
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
