import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { products } from '@bonafide/engine'
import { API_VERSION, type KnownOperation, operations } from '@bonafide/protocol'
import { administer, createLog, readConfig } from '@bonafide/service'
import { holdsPlanted, searchFiles } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Credentials, type LiveService, startLiveService } from './live-service.ts'
import { type OfficialClient, openApiClient, openApiCore } from './official-clients.ts'
import { OUTSIDE_CALLS } from './outside-calls.ts'
import { checkAnswer, checkRefusal, isNeverSent, isSometimesSent } from './proof/check-answer.ts'
import { createWorld } from './proof/create-world.ts'
import { BIZ, EXAMPLES, type Fields, orderOf, type World } from './proof/examples.ts'
import { fullerExamples } from './proof/fuller-examples.ts'
import { createProofJudge, pictureOf } from './proof/judge.ts'
import { type Refusal, refusalsOf } from './proof/refusals.ts'
import { uploadFile } from './upload-file.ts'

/**
 * Every offered operation through both official clients: success, each documented error, uploaded files, products. What
 * was really called and answered is recorded, and docs/compatibility.md shows the record.
 */
const CLIENTS = [openApiCore, openApiClient]
const OFFERED = operations.filter(({ version }) => version === API_VERSION)

let service: LiveService
let plain: LiveService
let merchant: Server
let world: World
let missingPicture = ''
/** Everything that this process calls temporary, the data folders among it. */
let temporary = ''
const usual = process.env['TMPDIR']
const limited: Credentials = { accessKeyId: 'limited', accessKeySecret: 'secret' }
const narrow: Credentials = { accessKeyId: 'narrow', accessKeySecret: 'secret' }

/** What both clients saw of an operation. */
interface Proof {
  success: boolean
  /** Good answers and refusals of which every field was as declared. */
  answers: number
  errors: string[]
  uploads: string[]
  products: string[]
}
const record = new Map<string, Proof>()
const proofOf = (name: string): Proof => {
  const proof = record.get(name) ?? { success: false, answers: 0, errors: [], uploads: [], products: [] }
  record.set(name, proof)
  return proof
}

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'bonafide-every-'))
  process.env['TMPDIR'] = temporary
  // Pictures are missing there; as an outside register it knows everything.
  const known = { bizCode: '1', subCode: '101', detail: { ispName: 'CMCC', addressInfo: '0-3000', fullName: 1 } }
  merchant = createServer((request, response) => {
    if (request.method === 'POST') response.end(JSON.stringify(known))
    else response.writeHead(404).end()
  })
  await new Promise<void>((up) => merchant.listen(0, '127.0.0.1', up))
  const origin = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`
  missingPicture = `${origin}/missing.jpg`
  service = await startLiveService({
    judge: createProofJudge(),
    uploadHost: 'uploads.test',
    connectorUrl: `${origin}/register`,
    connectorSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    pictureOrigins: [origin],
  })
  plain = await startLiveService({ judge: createProofJudge() })
  await service.insertKey(limited)
  await service.insertKey(narrow, { allowedOperations: [] })
  await administerService('tenants.set', { id: await service.tenantOf(limited.accessKeyId), limits: { '*': 1 } })
  world = await createWorld(service, call)
}, 120_000)
afterAll(async () => {
  merchant.close()
  await service.close()
  await plain.close()
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  await rm(temporary, { recursive: true, force: true })
})

async function administerService(command: string, args: object): Promise<unknown> {
  const { config } = readConfig({}, { dataDir: service.dataDir })
  return administer(config, { command, args }, createLog('silent', { write: () => undefined }))
}

/** The parameters where the official client puts them. */
function placed(operation: KnownOperation, fields: Fields) {
  const places: Readonly<Record<string, { readonly in: string }>> = operation.parameters
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  const of = (place: string) => Object.fromEntries(given.filter(([name]) => (places[name]?.in ?? 'query') === place))
  return { action: operation.name, query: of('query'), form: of('form') }
}

function call(name: string, fields: Fields, client: OfficialClient = openApiCore) {
  const operation = OFFERED.find((one) => one.name === name)
  if (operation === undefined) throw new Error(`there is no operation ${name}`)
  return client.call(service.host, service.credentials, placed(operation, fields))
}

/** A good answer that is as declared, field by field. */
async function answered(operation: KnownOperation, fields: Fields, client: OfficialClient) {
  const body = await call(operation.name, fields, client)
  expect(body['Code']).toBe(operation.successCode)
  const { faults, absent } = checkAnswer(operation, body)
  expect(faults, client.name).toEqual([])
  expect(absent.filter((path) => !isNeverSent(operation.name, path) && !isSometimesSent(operation.name, path))).toEqual(
    [],
  )
  proofOf(operation.name).answers += 1
  return absent
}

/** The code that a client raises. */
async function refusedWith(name: string, fields: Fields, { by }: Refusal, client: OfficialClient): Promise<unknown> {
  const operation = OFFERED.find((one) => one.name === name)
  if (operation === undefined) return undefined
  const { host } = by === 'plain-service' ? plain : service
  const signers: Readonly<Record<NonNullable<Refusal['by']>, Credentials>> = {
    'wrong-secret': { ...service.credentials, accessKeySecret: 'wrong' },
    'narrow-key': narrow,
    'limited-account': limited,
    'plain-service': plain.credentials,
  }
  const request = () =>
    client.call(host, by === undefined ? service.credentials : signers[by], placed(operation, fields))
  if (by === 'limited-account') await request().catch(() => undefined)
  const error: unknown = await request().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error && 'code' in error)) return error
  const { statusCode: _addedByTheClient, ...body } = 'data' in error ? Object(error.data) : {}
  expect(checkRefusal(body)).toEqual([])
  proofOf(name).answers += 1
  // What a client is told, and may write into a log of its own, repeats nothing of what it sent.
  const told = `${error.message} ${JSON.stringify('data' in error ? error.data : '')}`
  const repeated = Object.entries(fields).filter(([, value]) => value.length > 5 && told.includes(value))
  expect(repeated.map(([parameter]) => parameter)).toEqual([])
  return error.code
}

describe.each(OFFERED.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  const parameters: Readonly<Record<string, { readonly kind: string; readonly values?: readonly string[] }>> =
    operation.parameters

  it('answers both official clients', async () => {
    for (const client of CLIENTS) {
      const absences: (readonly string[])[] = []
      for (const fields of await fullerExamples(name, world)) absences.push(await answered(operation, fields, client))
      // What is absent from all of them is never sent, and that has a reason; the rest was seen.
      const [first = [], ...others] = absences
      const never = first.filter((path) => others.every((one) => one.includes(path)))
      expect(never.filter((path) => !isNeverSent(operation.name, path))).toEqual([])
    }
    proofOf(name).success = true
  })

  it('refuses with every documented code', async () => {
    service.stopClock(new Date())
    try {
      const example = (await EXAMPLES[name]?.(world)) ?? {}
      const asksSource = Object.hasOwn(OUTSIDE_CALLS, name)
      for (const refusal of refusalsOf(operation, example, { world, asksSource, missingPicture })) {
        for (const client of CLIENTS) {
          const code = await refusedWith(name, { ...example, ...refusal.change }, refusal, client)
          expect(code, `${refusal.code} through ${client.name}`).toBe(refusal.code)
        }
        proofOf(name).errors.push(refusal.code)
      }
      expect(proofOf(name).errors.length).toBeGreaterThanOrEqual(3)
    } finally {
      service.setClock(undefined)
    }
  })

  const files = Object.keys(parameters).filter((parameter) => parameter.endsWith('File'))
  const uploads = async () => {
    for (const file of files) {
      for (const client of CLIENTS) {
        const {
          [`${file.slice(0, -4)}`]: _base64,
          [`${file.slice(0, -4)}Base64`]: _older,
          ...rest
        } = (await EXAMPLES[name]?.(world)) ?? {}
        const address = await uploadFile(service, pictureOf('person'))
        await answered(operation, { ...rest, [file]: address }, client)
      }
      proofOf(name).uploads.push(file)
    }
    expect(proofOf(name).uploads).toEqual(files)
  }
  if (files.length > 0) it('takes uploaded files', uploads)

  it('is called for its products', async () => {
    const started = [...products.values()].filter(({ steps }) => steps.length > 0)
    const orders: readonly Fields[] = /^Initialize/.test(name)
      ? started.map(orderOf)
      : (parameters['ProductCode']?.values ?? []).map((ProductCode) => ({ ProductCode }))
    for (const order of orders) {
      const searching = order['ProductCode'] === 'FACE_IDU_MIN' ? { VerifyModel: '1', MerchantBizId: BIZ } : {}
      for (const client of CLIENTS) {
        const example = /^Initialize/.test(name) ? {} : ((await EXAMPLES[name]?.(world)) ?? {})
        await answered(operation, { ...example, ...searching, ...order }, client)
      }
      proofOf(name).products.push(order['ProductCode'] ?? '')
    }
    expect(proofOf(name).products).toHaveLength(orders.length)
  })
})

describe('the record of these calls', () => {
  it('is of every offered operation', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(OFFERED.map(({ name }) => name).sort())
  })

  it('is the one that docs/compatibility.md shows', async () => {
    const entries = [...record].sort(([a], [b]) => (a < b ? -1 : 1))
    const lists = ({ success, answers, errors, uploads, products: codes }: Proof) => ({
      success,
      answers,
      errors: errors.toSorted(),
      uploads: uploads.toSorted(),
      products: codes.toSorted(),
    })
    const text = JSON.stringify(Object.fromEntries(entries.map(([name, proof]) => [name, lists(proof)])), undefined, 2)
    await expect(`${text}\n`).toMatchFileSnapshot('./proof/record.json')
  })

  it('left nothing of what was planted in log, database files, write-ahead log, blobs and temporary files', async () => {
    expect(holdsPlanted(Buffer.from(service.logged.join('')))).toBe(false)
    const { searched, hits } = await searchFiles(temporary)
    expect(hits).toEqual([])
    expect(searched).toBeGreaterThan(100)
  })
})
