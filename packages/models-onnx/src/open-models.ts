import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Models, SpellingNetwork, Tensor } from '@bonafide/engine'
import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node'
import { ModelError } from './model-error.ts'
import type { ModelEntry, ModelName } from './models/model-entry.ts'
import { MODEL_TABLE } from './models/model-table.ts'
import { type ModelFiles, verifyBytes } from './prepare-models.ts'

/** Networks that hold native memory until they are closed. */
export type OpenModels = Models & { close(): Promise<void> }

/**
 * Opens the networks, each on one thread (processes, not threads, are what the service multiplies).
 * Throws a `ModelError` when a file has another SHA-256 than the model table says: nothing runs on altered networks.
 */
export async function openModels(files: ModelFiles): Promise<OpenModels> {
  const opened: [ModelName, OpenNetwork][] = []
  try {
    for (const entry of MODEL_TABLE) opened.push([entry.name, await openNetwork(entry, files[entry.name])])
  } catch (error) {
    await Promise.all(opened.map(([, network]) => network.close()))
    throw error
  }
  const networks = Object.fromEntries(opened) as Record<ModelName, OpenNetwork>
  return {
    ...networks,
    close: async () => {
      await Promise.all(opened.map(([, network]) => network.close()))
    },
  }
}

interface OpenNetwork extends SpellingNetwork {
  close(): Promise<void>
}

async function openNetwork(entry: ModelEntry, path: string): Promise<OpenNetwork> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (entry.source.kind === 'own') return undefined
    throw new ModelError('model-missing', `${path} cannot be read`, { cause })
  })
  if (bytes === undefined) return missingNetwork(entry)
  verifyBytes(entry, bytes, path)
  const characters = await readCharacters(entry, path)
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  })
  let closed = false
  return {
    id: entry.id,
    sha256: entry.sha256,
    characters,
    run: async (input) => {
      if (closed) throw new ModelError('model-closed', `${entry.id} is closed`)
      return runSession(session, input)
    },
    close: async () => {
      if (closed) return
      closed = true
      await session.release()
    },
  }
}

/** The characters that the classes of a network stand for; none where it does not spell. */
async function readCharacters({ id, characters }: ModelEntry, path: string): Promise<readonly string[]> {
  if (characters === undefined) return []
  const beside = join(dirname(path), characters.file)
  const bytes = await readFile(beside).catch((cause: unknown) => {
    throw new ModelError('model-missing', `${beside} cannot be read`, { cause })
  })
  verifyBytes({ id, sha256: characters.sha256 }, bytes, beside)
  // The classes of the network go on with a space after the last line.
  return [...bytes.toString('utf8').replace(/\n$/, '').split(/\r?\n/), ' ']
}

async function runSession(session: InferenceSession, input: Tensor): Promise<readonly Tensor[]> {
  const [name = ''] = session.inputNames
  const results = await session.run({ [name]: new OnnxTensor('float32', input.data, input.dims) })
  return session.outputNames.map((output) => {
    const tensor = results[output]
    if (tensor === undefined || !(tensor.data instanceof Float32Array)) {
      throw new ModelError('model-source-invalid', `output ${output} is not made of floats`)
    }
    return { dims: tensor.dims, data: tensor.data }
  })
}

/** A network of our own that this copy does not contain: everything else works, and whoever asks for it is told. */
function missingNetwork(entry: ModelEntry): OpenNetwork {
  return {
    id: entry.id,
    sha256: entry.sha256,
    characters: [],
    run: async () => {
      throw new ModelError('model-missing', `The network ${entry.id} is not part of this copy`)
    },
    close: async () => {},
  }
}
