import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openModels, prepareModels } from '@bonafide/models-onnx'
import { beforeAll, describe, expect, it } from 'vitest'
import { FACE_ATTRIBUTES } from '../src/models/face-attributes.ts'
import { FACE_DETECTOR } from '../src/models/face-detector.ts'
import { FACE_EMBEDDER } from '../src/models/face-embedder.ts'
import { FACE_EYES } from '../src/models/face-eyes.ts'
import { FACE_MESH } from '../src/models/face-mesh.ts'
import type { ModelEntry } from '../src/models/model-entry.ts'
import { packageFolder } from '../src/package-files.ts'

/** The part of the runtime inside the packages that this test uses. */
interface OwnRuntime {
  setBackend(name: string): Promise<boolean>
  tensor(data: Float32Array, shape: readonly number[]): unknown
  readonly io: { decodeWeights(bytes: ArrayBuffer, specs: readonly object[]): object }
  loadGraphModel(handler: { load(): Promise<object> }): Promise<{
    execute(input: unknown, outputs: readonly string[]): OwnTensor | readonly OwnTensor[]
  }>
}
interface OwnTensor {
  dataSync(): Float32Array
}

/** The part of `@vladmandic/face-api` that runs the recognition network, for which there are weights and no graph. */
interface FaceApi {
  readonly tf: OwnRuntime
  readonly FaceRecognitionNet: new () => {
    loadFromWeightMap(weights: object): void
    computeFaceDescriptor(input: unknown): Promise<Float32Array | readonly Float32Array[]>
  }
}

beforeAll(() => {
  // The bundles were made for browsers and look for a page before they take their plain JavaScript backend.
  Object.assign(globalThis, { window: globalThis, document: { createElement: () => ({ getContext: () => null }) } })
})

/** Numbers of a network's input range that look like nothing and are the same every time. */
function noise(length: number, low: number, high: number): Float32Array {
  let state = 7
  return Float32Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return low + ((high - low) * state) / 2147483647
  })
}

function channelsFirst(data: Float32Array, side: number): Float32Array {
  return Float32Array.from(data, (_, index) => {
    const [channel, place] = [Math.floor(index / (side * side)), index % (side * side)]
    return data[3 * place + channel] ?? 0
  })
}

function runOwn({ source }: ModelEntry, data: Float32Array, side: number): Promise<readonly Float32Array[]> {
  if (source.kind === 'graph-model') return runGraph(source, data, side)
  if (source.kind === 'recognition-net') return runRecognition(source, data, side)
  throw new Error('the package has no runtime for it')
}

type SourceOf<Kind extends ModelEntry['source']['kind']> = Extract<ModelEntry['source'], { readonly kind: Kind }>

async function runGraph(source: SourceOf<'graph-model'>, data: Float32Array, side: number) {
  const own = (await import(join(packageFolder('@vladmandic/human'), 'dist/tfjs.esm.js'))) as OwnRuntime
  await own.setBackend('cpu')
  const path = join(packageFolder(source.package), source.file)
  const model = JSON.parse(await readFile(path, 'utf8')) as { readonly weightsManifest: Manifest }
  const weights = await weightsOf(path, model.weightsManifest)
  const loaded = await own.loadGraphModel({ load: async () => ({ ...model, ...weights }) })
  const names = source.outputs.map((output) => output.node)
  const answer = loaded.execute(own.tensor(data, [1, side, side, 3]), names)
  return (Array.isArray(answer) ? answer : [answer]).map((tensor: OwnTensor) => tensor.dataSync())
}

async function runRecognition(source: SourceOf<'recognition-net'>, data: Float32Array, side: number) {
  const folder = packageFolder(source.package)
  const { tf, FaceRecognitionNet } = (await import(join(folder, 'dist/face-api.esm.js'))) as FaceApi
  await tf.setBackend('cpu')
  const path = join(folder, source.file)
  const { weightData, weightSpecs } = await weightsOf(path, JSON.parse(await readFile(path, 'utf8')) as Manifest)
  const network = new FaceRecognitionNet()
  network.loadFromWeightMap(tf.io.decodeWeights(weightData, weightSpecs))
  const [described] = [await network.computeFaceDescriptor(tf.tensor(data, [1, side, side, 3]))].flat()
  return described instanceof Float32Array ? [described] : []
}

type Manifest = readonly { readonly paths: readonly string[]; readonly weights: readonly object[] }[]

async function weightsOf(path: string, manifest: Manifest) {
  const files = manifest.flatMap((group) => group.paths)
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(path, '..', file)))))
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  return { weightData, weightSpecs: manifest.flatMap((group) => group.weights) }
}

/** The largest difference of an output over the largest number in it; shares near 0 are measured against a hundredth. */
function relativeDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  const scale = Math.max(0.01, ...a.map(Math.abs))
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN)))) / scale
}

const CASES = [
  { entry: FACE_DETECTOR, side: 256, low: -1, high: 1 },
  { entry: FACE_MESH, side: 192, low: 0, high: 1 },
  { entry: FACE_EYES, side: 64, low: 0, high: 1 },
  // Half a billion products each in plain JavaScript.
  ...(process.env['BONAFIDE_TEST_DEEP'] === '1'
    ? [
        { entry: FACE_ATTRIBUTES, side: 224, low: 0, high: 255 },
        { entry: FACE_EMBEDDER, side: 150, low: 0, high: 255 },
      ]
    : []),
]

describe('the exported networks', () => {
  it.each(CASES)('answer what the runtime of their package answers: $entry.id', async ({ entry, side, low, high }) => {
    const data = noise(3 * side * side, low, high)
    const models = await openModels(await prepareModels())
    const network = models[entry.name]
    if (network === undefined) throw new Error(`${entry.id} was not opened`)
    const ours = await network.run({ dims: [1, 3, side, side], data: channelsFirst(data, side) })
    await models.close()
    const theirs = await runOwn(entry, data, side)
    const differences = ours.map((output, index) =>
      relativeDifference(theirs[index] ?? new Float32Array(), output.data),
    )
    expect(Math.max(...differences)).toBeLessThan(1e-4)
  })
})
