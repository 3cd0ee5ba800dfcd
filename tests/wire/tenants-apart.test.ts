import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { API_VERSION, operations } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Credentials, type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'
import { createWorld } from './proof/create-world.ts'
import { EXAMPLES, type Fields, type World } from './proof/examples.ts'
import { createProofJudge } from './proof/judge.ts'

/** security.md F6: operations whose call names something that belongs to a tenant. */
const NAMING = [
  'AddFaceRecord',
  'CheckResult',
  'CheckVerifyLog',
  'DeleteFaceGroup',
  'DeleteFaceRecordV2',
  'DeleteVerifyResult',
  'ModifyFaceRecord',
  'QueryDownloadTaskIntl',
  'QueryFaceRecord',
  'TempOssUrlIntl',
]
const OFFERED = operations.filter(({ version }) => version === API_VERSION)
const stranger: Credentials = { accessKeyId: 'stranger', accessKeySecret: 'secret' }

/** An outside register that knows everything. */
const register = createServer((_request, response) =>
  response.end(JSON.stringify({ bizCode: '1', subCode: '101', detail: {} })),
)

let service: LiveService
let world: World
let nowhere: Nowhere
beforeAll(async () => {
  await new Promise<void>((up) => register.listen(0, '127.0.0.1', up))
  service = await startLiveService({
    judge: createProofJudge(),
    uploadHost: 'uploads.test',
    connectorUrl: `http://127.0.0.1:${(register.address() as AddressInfo).port}/register`,
    connectorSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  })
  await service.insertKey(stranger)
  world = await createWorld(service, (name, fields) => call(name, fields, service.credentials))
  nowhere = createNowhere(world)
}, 120_000)
afterAll(async () => {
  await service.close()
  register.close()
})

describe('what belongs to another tenant', () => {
  it('is named by these operations and no others', async () => {
    const naming: string[] = []
    for (const { name } of OFFERED) {
      const text = JSON.stringify(await EXAMPLES[name]?.(nowhere.world))
      if ([...nowhere.ids].some((id) => text.includes(id))) naming.push(name)
    }
    expect(naming.sort()).toEqual(NAMING)
  })

  it.each(NAMING)('is to %s what does not exist: the same answer, word for word', async (name) => {
    const example = EXAMPLES[name]
    if (example === undefined) throw new Error(`there is no example of ${name}`)
    const [theirs, unknown] = [await example(world), await example(nowhere.world)]
    expect(await told(name, theirs)).toEqual(await told(name, unknown))
  })

  it('is no face that can be deleted by its number', async () => {
    const faces = { FaceGroupCode: world.filledGroup, CurrentPage: '1', PageSize: '10' }
    const recordsOf = async () => {
      const { Items } = await call('QueryFaceRecord', faces, service.credentials)
      // Where its picture can be fetched is said anew each time.
      return (Items as readonly { readonly Id: number; readonly FaceId: string }[]).map(({ Id, FaceId }) => ({
        Id,
        FaceId,
      }))
    }
    const before = await recordsOf()
    expect(before).toHaveLength(2)
    for (const { Id } of before)
      expect(await told('DeleteFaceRecord', { Id: String(Id) })).toEqual(
        await told('DeleteFaceRecord', { Id: '987654321' }),
      )
    expect(await recordsOf()).toEqual(before)
  })

  it('is there afterwards, and answers its own tenant', async () => {
    for (const name of ['CheckResult', 'QueryDownloadTaskIntl', 'TempOssUrlIntl'])
      expect((await call(name, (await EXAMPLES[name]?.(world)) ?? {}, service.credentials))['Code']).toBe(
        OFFERED.find((operation) => operation.name === name)?.successCode,
      )
  })
})

/** What the stranger is told, without what differs from call to call. */
async function told(name: string, fields: Fields): Promise<unknown> {
  const answer = await call(name, fields, stranger).then(
    (body) => ({ status: 200, ...body }),
    (error: unknown) => {
      const { statusCode, data } = Object(error)
      if (data === undefined) throw error
      return { statusCode, ...data }
    },
  )
  const { RequestId, ...rest } = answer
  expect(RequestId).toMatch(/^[0-9A-F-]{36}$/)
  return rest
}

function call(name: string, fields: Fields, credentials: Credentials) {
  const operation = OFFERED.find((one) => one.name === name)
  if (operation === undefined) throw new Error(`there is no operation ${name}`)
  const places: Readonly<Record<string, { readonly in: string }>> = operation.parameters
  const of = (place: string) =>
    Object.fromEntries(Object.entries(fields).filter(([parameter]) => (places[parameter]?.in ?? 'query') === place))
  return openApiCore.call(service.host, credentials, { action: name, query: of('query'), form: of('form') })
}

interface Nowhere {
  readonly world: World
  /** Everything that it has named. */
  readonly ids: ReadonlySet<string>
}

/** Ids of the form of that world which nobody was ever given. */
function createNowhere(real: World): Nowhere {
  const ids = new Set<string>()
  const note = (id: string) => {
    ids.add(id)
    return id
  }
  const unlike = (id: string) => note([...id].reverse().join(''))
  const object = (name: string) => note(name.replace(/\.jpg$/, 'x.jpg'))
  return {
    ids,
    world: {
      finished: unlike(real.finished),
      whole: unlike(real.whole),
      left: unlike(real.left),
      unfinished: unlike(real.unfinished),
      groupCode: unlike(real.groupCode),
      filledGroup: unlike(real.filledGroup),
      objectName: object(real.objectName),
      reportTask: unlike(real.reportTask),
      begin: async () => unlike(await real.begin()),
      newGroup: async () => {
        const { id, code } = await real.newGroup()
        return { id: note(String(Number(id) + 1_000_000)), code: unlike(code) }
      },
      sendObject: async () => object(await real.sendObject()),
    },
  }
}
