import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calibrationOf, detectorOf, distanceOfScore } from '@bonafide/engine'
import { openPlugIns, readPlugIns } from '@bonafide/models-onnx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OnnxGraph } from '../src/export/onnx-graph.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-plug-ins-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const SIDE = 16

/** A network that answers, for each picture, the mean of each channel as often as is asked for. */
function meanNetwork(side: number, repeats: number): Uint8Array {
  const graph = new OnnxGraph('mean')
  const mean = graph.node('ReduceMean', [graph.input('input', ['N', 3, side, side])], { axes: [2, 3], keepdims: 0 })
  const tiled = graph.node('Tile', [mean, graph.ints([1, repeats])])
  graph.output(tiled, 'out', ['N', 3 * repeats])
  return graph.finish()
}

/** A network with outputs of YuNet's sizes that are all zero. */
function yunetNetwork(): Uint8Array {
  const graph = new OnnxGraph('yunet')
  const input = graph.input('input', [1, 3, 640, 640])
  const zero = graph.node('Mul', [
    graph.node('ReduceMean', [input], { axes: [0, 1, 2, 3], keepdims: 0 }),
    graph.floats(Float32Array.of(0), []),
  ])
  detectorOf({ adapter: 'yunet' }).outputs.forEach(({ places, numbers }, index) => {
    const grid = graph.node('Add', [graph.floats(new Float32Array(places * numbers), [1, places, numbers]), zero])
    graph.output(grid, `out${index}`, [1, places, numbers])
  })
  return graph.finish()
}

async function store(name: string, bytes: Uint8Array) {
  await writeFile(join(folder, name), bytes)
  return { id: name.replace('.onnx', ''), path: name, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function configure(config: object): Promise<string> {
  const path = join(folder, 'face-models.json')
  await writeFile(path, JSON.stringify(config))
  return path
}

const PIXELS = { sizePx: SIDE, channels: 'rgb', mean: [127.5, 127.5, 127.5], deviation: [128, 128, 128] }
const THRESHOLDS = { selfie: { match: 1.1, review: 1.2 }, portrait: { match: 1, review: 1.1 } }
const EMBEDDER = {
  ...PIXELS,
  adapter: 'arc112',
  metric: 'cosine',
  mirror: false,
  dimensions: 6,
  thresholds: THRESHOLDS,
}
const ANTI_SPOOF = {
  ...PIXELS,
  adapter: 'crop',
  cropScale: 1.5,
  activation: 'softmax',
  realIndex: 1,
  minRealScore: 0.5,
}

describe('networks of the operator’s own', () => {
  it('are opened from files beside the one that names them, with what their adapters need', async () => {
    const path = await configure({
      detector: { ...(await store('finder.onnx', yunetNetwork())), adapter: 'yunet', minScore: 0.7 },
      embedder: { ...(await store('knower.onnx', meanNetwork(SIDE, 2))), ...EMBEDDER },
      antiSpoof: { ...(await store('doubter.onnx', meanNetwork(SIDE, 1))), ...ANTI_SPOOF },
    })
    const { faceDetector, faceEmbedder, antiSpoof, close } = await openPlugIns(await readPlugIns(path))
    expect(faceDetector).toMatchObject({ adapter: 'yunet', minScore: 0.7 })
    expect(faceEmbedder?.recipe).toMatchObject({ sizePx: SIDE, zoom: 1, shift: 0, metric: 'cosine' })
    expect(faceEmbedder?.id).toMatch(/^knower-[0-9a-f]{12}$/)
    if (faceEmbedder === undefined) throw new Error('no embedder')
    const { selfie, portrait } = calibrationOf(faceEmbedder)
    expect([distanceOfScore(60, selfie), distanceOfScore(45, portrait)]).toEqual([1.1, 1.1])
    const [answer] = await faceEmbedder.run({
      dims: [1, 3, SIDE, SIDE],
      data: new Float32Array(3 * SIDE * SIDE).fill(0.5),
    })
    expect([...(answer?.data ?? [])]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    expect(antiSpoof?.recipe).toMatchObject({ cropScale: 1.5, realIndex: 1 })
    await close()
    await expect(faceEmbedder.run({ dims: [1], data: new Float32Array(1) })).rejects.toMatchObject({
      code: 'model-closed',
    })
  })

  it('are refused when the file has another hash, is missing, or is no network', async () => {
    const stored = await store('knower.onnx', meanNetwork(SIDE, 2))
    const open = async (change: object) =>
      openPlugIns(await readPlugIns(await configure({ embedder: { ...stored, ...EMBEDDER, ...change } })))
    await expect(open({ sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'model-altered' })
    await expect(open({ path: 'none.onnx' })).rejects.toMatchObject({ code: 'model-missing' })
    await expect(open(await store('text.onnx', Buffer.from('no network')))).rejects.toMatchObject({
      code: 'model-unfit',
    })
  })

  it('are refused when they do not answer what the adapter reads', async () => {
    const stored = await store('knower.onnx', meanNetwork(SIDE, 2))
    const refused = async (config: object) =>
      expect(openPlugIns(await readPlugIns(await configure(config)))).rejects.toMatchObject({ code: 'model-unfit' })
    await refused({ embedder: { ...stored, ...EMBEDDER, dimensions: 128 } })
    await refused({ embedder: { ...stored, ...EMBEDDER, sizePx: 112 } })
    await refused({ antiSpoof: { ...stored, ...ANTI_SPOOF, realIndex: 6 } })
    await refused({ detector: { ...stored, adapter: 'blazeface' } })
  })

  it('are refused without thresholds, because nobody measured what their distances mean', async () => {
    const { thresholds: _none, ...bare } = EMBEDDER
    const stored = await store('knower.onnx', meanNetwork(SIDE, 2))
    const path = await configure({ embedder: { ...stored, ...bare } })
    await expect(readPlugIns(path)).rejects.toMatchObject({ code: 'model-uncalibrated' })
  })

  it('are refused with the name of every key that is wrong', async () => {
    const wrong = { ...EMBEDDER, id: 'Knower', path: 'x', sha256: 'x', zoom: 9, extra: 1 }
    const thresholds = { ...THRESHOLDS, selfie: { match: 1.2, review: 1.1 } }
    const error = await readPlugIns(await configure({ embedder: { ...wrong, thresholds } })).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'plug-ins-invalid' })
    for (const key of ['embedder.id', 'embedder.sha256', 'embedder.zoom', 'thresholds.selfie', 'extra']) {
      expect(String(error)).toContain(key)
    }
    await writeFile(join(folder, 'broken.json'), '{')
    await expect(readPlugIns(join(folder, 'broken.json'))).rejects.toMatchObject({ code: 'plug-ins-invalid' })
  })
})
