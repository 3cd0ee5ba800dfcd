import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportModel } from './export-model.ts'
import { ModelError } from './model-error.ts'
import { FACE_DETECTOR } from './models/face-detector.ts'
import { FACE_EYES } from './models/face-eyes.ts'
import { FACE_MESH } from './models/face-mesh.ts'
import { MODEL_TABLE } from './models/model-table.ts'
import { openModels } from './open-models.ts'
import { type ModelFiles, prepareModels } from './prepare-models.ts'
import { sha256 } from './sha256.ts'

let folder: string
let files: ModelFiles

/** Four conversions on a machine that does other work too. */
const PREPARING_MS = 60_000

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-models-'))
  const [first] = await Promise.all([prepareModels({ cacheDir: folder }), prepareModels({ cacheDir: folder })])
  files = first
}, PREPARING_MS)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('prepareModels', () => {
  it('leaves exactly the converted files behind when two callers prepare one folder at once', async () => {
    expect((await readdir(folder)).sort()).toEqual(
      [files.faceDetector, files.faceEmbedder, files.faceMesh, files.faceEyes, files.faceAttributes]
        .map((path) => basename(path))
        .sort(),
    )
  })

  it('exports the same bytes every time, those of the model table', async () => {
    for (const entry of [FACE_DETECTOR, FACE_MESH, FACE_EYES]) {
      const hashes = [await exportModel(entry), await exportModel(entry)].map(sha256)
      expect(hashes).toEqual([entry.sha256, entry.sha256])
    }
  })

  it('reports one step of progress for each network', async () => {
    const seen: string[] = []
    await prepareModels({ cacheDir: folder, onProgress: ({ done, total, id }) => seen.push(`${done}/${total} ${id}`) })
    expect(seen).toEqual(MODEL_TABLE.map((entry, index) => `${index + 1}/${MODEL_TABLE.length} ${entry.id}`))
  })

  it('refuses to start when one byte of a prepared file was altered', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'bonafide-altered-'))
    const altered = join(copy, basename(files.faceMesh))
    for (const path of [files.faceDetector, files.faceEmbedder, files.faceEyes])
      await copyFile(path, join(copy, basename(path)))
    const bytes = await readFile(files.faceMesh)
    bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1
    await writeFile(altered, bytes)
    await expect(prepareModels({ cacheDir: copy })).rejects.toMatchObject({ code: 'model-altered' })
    await expect(openModels({ ...files, faceMesh: altered })).rejects.toBeInstanceOf(ModelError)
    await rm(copy, { recursive: true })
  })
})

describe('openModels', () => {
  it('answers the outputs in the order and size of the model table', async () => {
    const models = await openModels(files)
    const grey = (...dims: number[]) => ({ dims, data: new Float32Array(dims.reduce((a, b) => a * b, 1)) })
    const outputs = await models.faceDetector.run(grey(1, 3, 256, 256))
    expect(outputs.map((output) => output.dims)).toEqual([
      [1, 512, 1],
      [1, 512, 16],
      [1, 384, 1],
      [1, 384, 16],
    ])
    expect((await models.faceMesh.run(grey(1, 3, 192, 192))).map((output) => output.dims)).toEqual([
      [1, 1404],
      [1, 1],
    ])
    expect((await models.faceEyes.run(grey(1, 3, 64, 64))).map((output) => output.dims)).toEqual([[1, 1, 1, 213]])
    expect((await models.faceEmbedder.run(grey(2, 3, 150, 150))).map((output) => output.dims)).toEqual([[2, 128]])
    await models.close()
    await expect(models.faceMesh.run(grey(1, 3, 192, 192))).rejects.toMatchObject({ code: 'model-closed' })
  })

  it('says what is missing when a file is not there', async () => {
    await expect(openModels({ ...files, faceMesh: join(folder, 'none.onnx') })).rejects.toMatchObject({
      code: 'model-missing',
    })
  })
})
