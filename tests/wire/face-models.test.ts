import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { detectorOf } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { demoStill } from '@bonafide/lab'
import { openModels, prepareModels, readPlugIns } from '@bonafide/models-onnx'
import { administer, createLog, readConfig } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineFaces } from '../../apps/cli/src/doctor/examine-faces.ts'
import { OnnxGraph } from '../../packages/models-onnx/src/export/onnx-graph.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'

/** Networks of the operator's own in the main program: named in a file, run in its judging processes. */
let folder: string
let service: LiveService
let person: string

const SIDE = 16
const PIXELS = { sizePx: SIDE, channels: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] }
const FAR = { match: 1.4, review: 1.5 }

/** Answers the mean of each channel, as often as is asked for. */
function meanNetwork(repeats: number): Uint8Array {
  const graph = new OnnxGraph('mean')
  const mean = graph.node('ReduceMean', [graph.input('input', ['N', 3, SIDE, SIDE])], { axes: [2, 3], keepdims: 0 })
  graph.output(graph.node('Tile', [mean, graph.ints([1, repeats])]), 'out', ['N', 3 * repeats])
  return graph.finish()
}

/** Answers in YuNet's form that there is no face anywhere. */
function blindDetector(): Uint8Array {
  const graph = new OnnxGraph('blind')
  const mean = graph.node('ReduceMean', [graph.input('input', [1, 3, 640, 640])], { axes: [0, 1, 2, 3], keepdims: 0 })
  const zero = graph.node('Mul', [mean, graph.floats(Float32Array.of(0), [])])
  detectorOf({ adapter: 'yunet' }).outputs.forEach(({ places, numbers }, index) => {
    const grid = graph.floats(new Float32Array(places * numbers), [1, places, numbers])
    graph.output(graph.node('Add', [grid, zero]), `out${index}`, [1, places, numbers])
  })
  return graph.finish()
}

async function store(id: string, bytes: Uint8Array) {
  await writeFile(join(folder, `${id}.onnx`), bytes)
  return { id, path: `${id}.onnx`, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const embedder = async (id: string, repeats: number) => ({
  ...(await store(id, meanNetwork(repeats))),
  ...PIXELS,
  adapter: 'arc112',
  metric: 'cosine',
  dimensions: 3 * repeats,
  thresholds: { selfie: FAR, portrait: FAR },
})
/** A network of three classes that are about alike, and how sure it has to be of the first. */
const antiSpoof = async (minRealScore: number) => ({
  ...(await store('doubter', meanNetwork(1))),
  ...PIXELS,
  adapter: 'crop',
  cropScale: 1.5,
  activation: 'softmax',
  realIndex: 0,
  minRealScore,
})
const configure = async (networks: object) => writeFile(join(folder, 'face-models.json'), JSON.stringify(networks))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-own-networks-'))
  const pictures = createPictures()
  const jpeg = await pictures.encodeJpeg(await demoStill('ada-selfie', pictures), 92)
  person = Buffer.from(jpeg).toString('base64')
  await configure({ embedder: await embedder('knower', 2), antiSpoof: await antiSpoof(0.1) })
  service = await startLiveService({
    judge: 'processes',
    judgeProcesses: 1,
    faceModels: join(folder, 'face-models.json'),
  })
}, 120_000)
afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true, force: true })
})

const call = (action: string, form: Readonly<Record<string, string>>) =>
  openApiCore.call(service.host, service.credentials, { action, form })
const codeOf = (action: string, form: Readonly<Record<string, string>>) =>
  call(action, form).then(
    ({ Code }) => Code,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
const operate = (command: string, args: object = {}) => {
  const { config } = readConfig({}, { dataDir: service.dataDir })
  const log = createLog('error', { write: () => undefined })
  return administer(config, { command, args: { tenant: 'default', ...args } }, log)
}
const enrol = (user: string) => ({
  ProductCode: 'FACE_ENROLL',
  FaceGroupCode: 'staff',
  MerchantUserId: user,
  FacePicture: person,
})
const lives = async () => {
  const body = await call('FaceLivenessV2', { ProductCode: 'FACE_LIVENESS_MIN', FacePictureBase64: person })
  return (body['Result'] as Readonly<Record<string, unknown>>)['Passed']
}
/** As `bonafide doctor` sees them, beside the running service. */
const registeredFaces = async () => {
  const models = join(folder, 'face-models.json')
  const { faceEmbedder, close } = await openModels(await prepareModels(), await readPlugIns(models))
  await close()
  return examineFaces({ dataDir: service.dataDir }, faceEmbedder)
}
const compare = async (action: string, form: Readonly<Record<string, string>>) => {
  const pair = { SourceFacePicture: person, TargetFacePicture: person }
  const { Result } = await call(action, { MerchantBizId: 'biz0001', MerchantUserId: 'ada', ...pair, ...form })
  return Result
}
const older = { ProductCode: 'FACE_IDU_MIN', VerifyModel: '1' }
const search = () =>
  openApiCore.call(service.host, service.credentials, {
    action: 'FaceVerifyIntl',
    query: { ProductCode: 'FACE_IDU_MIN', VerifyModel: '0', FaceGroupCodes: 'staff' },
    form: { SourceFacePicture: person },
  })

describe('networks of the operator’s own', { timeout: 60_000 }, () => {
  it('describe, judge and find faces, and what is registered says by which it was described', async () => {
    await operate('faces.groups.create', { code: 'staff' })
    expect(await codeOf('AddFaceRecord', enrol('ada'))).toBe('Success')
    const [count] = (await operate('faces.models')) as readonly { readonly model: { readonly id: string } }[]
    expect(count).toMatchObject({ groupCode: 'staff', faces: 1 })
    expect(count?.model.id).toMatch(/^knower-[0-9a-f]{12}$/)
    expect(await lives()).toBe('Y')
    const verify = () => compare('FaceVerifyIntl', { ProductCode: 'FACE_VERIFY_MIN' })
    // A third against a tenth: the limit of attacks is 60.
    expect(await verify()).toMatchObject({ FacePassed: 'Y', FaceAttack: 'N', FaceAttackScore: expect.closeTo(44, -1) })
    expect(await compare('FaceDuplicationCheckIntl', older)).not.toHaveProperty('FaceAttack')

    await service.restart(async () => configure({ antiSpoof: await antiSpoof(0.9) }))
    expect(await lives()).toBe('N')
    expect(await verify()).toMatchObject({ FacePassed: 'N', SubCode: '205', FaceAttack: 'Y', FaceComparisonScore: 100 })
    expect(await compare('FaceDuplicationCheckIntl', { ...older, Liveness: '1' })).toMatchObject({
      FacePassed: 'N',
      SubCode: '205',
      FaceAttack: 'Y',
      FaceAttackScore: expect.stringMatching(/^[6-9]\d(\.\d)?$/),
    })
    const enrolling = { ...older, VerifyModel: '2', FaceGroupCodes: 'empty', AutoRegistration: '0' }
    await operate('faces.groups.create', { code: 'empty' })
    expect(
      await compare('FaceDuplicationCheckIntl', { ...enrolling, FaceRegisterGroupCode: 'empty', Liveness: '1' }),
    ).toMatchObject({ FacePassed: 'N', FaceRegistrationResult: 0 })
    const estimated = await call('FaceLiveness', { FacePictureBase64: person, FaceAttributeCheck: 'Y' })
    expect(estimated['Result']).toMatchObject({ ExtFaceInfo: { FaceAge: expect.any(Number), FaceGender: 'F' } })

    const detector = { ...(await store('blind', blindDetector())), adapter: 'yunet' }
    await service.restart(() => configure({ detector }))
    expect(await codeOf('AddFaceRecord', enrol('bea'))).toBe('NoFaceDetected')
    const asked = {
      ...older,
      MerchantBizId: 'biz0001',
      MerchantUserId: 'ada',
      SourceFacePicture: person,
      Liveness: '1',
    }
    expect(await codeOf('FaceDuplicationCheckIntl', asked)).toBe('Forbidden.AccountAccessDenied')
  })

  it('leave faces behind that the next network cannot be compared with, until they are described anew', async () => {
    await service.restart(async () => configure({ embedder: await embedder('other', 3) }))
    await expect(search()).rejects.toMatchObject({
      code: 'ServiceUnavailable',
      message: expect.stringContaining('described by the network of today'),
    })
    expect(await registeredFaces()).toMatchObject({
      status: 'warning',
      detail: '1 of 1 described by a network that is not in use: staff of default',
    })
    expect(await operate('faces.renew')).toEqual({ renewed: 1, lost: [] })
    expect(await registeredFaces()).toMatchObject({ status: 'ok', detail: '1 described by the network in use' })
    const { Result } = await search()
    expect(Result).toMatchObject({ SubCode: '208', DuplicateFace: expect.stringContaining('"merchantUserId":"ada"') })
    expect(await operate('faces.models')).toMatchObject([{ model: { id: expect.stringMatching(/^other-/) }, faces: 1 }])
  })

  it('keep the service from starting when a file is not the one that was named', async () => {
    const altered = service.restart(async () => {
      const named = await embedder('other', 3)
      await writeFile(join(folder, 'other.onnx'), meanNetwork(4))
      await configure({ embedder: named })
    })
    await expect(altered).rejects.toMatchObject({ code: 'model-altered' })
    await writeFile(join(folder, 'other.onnx'), meanNetwork(3))
    await service.restart()
    expect(await operate('faces.models')).toHaveLength(1)
  })
})
