import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { convertGraphModel } from './export/convert-graph-model.ts'
import type { GraphModel } from './export/graph-model.ts'
import { buildRecognitionNet } from './export/recognition-net.ts'
import { readWeights, type WeightGroup } from './export/weights.ts'
import { ModelError } from './model-error.ts'
import type { ModelEntry } from './models/model-entry.ts'
import { packageFolder } from './package-files.ts'

/** The ONNX bytes of one packaged network; the same bytes at every call. */
export async function exportModel({ id, source }: ModelEntry): Promise<Uint8Array> {
  if (source.kind === 'own' || source.kind === 'packaged')
    throw new ModelError('model-missing', `${source.file} is not exported but kept`)
  const path = join(packageFolder(source.package), source.file)
  const read = (file: string) => readFile(join(dirname(path), file))
  if (source.kind === 'recognition-net') {
    return buildRecognitionNet(id, await readWeights(await readJson<WeightGroup[]>(path), read))
  }
  const model = await readJson<GraphModel>(path)
  return convertGraphModel(id, model, await readWeights(model.weightsManifest, read), source.outputs)
}

async function readJson<T>(path: string): Promise<T> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch (cause) {
    throw new ModelError('model-source-invalid', `${path} cannot be read`, { cause })
  }
}
