import { readFile } from 'node:fs/promises'
import type { Models, Network, Tensor } from '@bonafide/engine'
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

interface OpenNetwork extends Network {
  close(): Promise<void>
}

async function openNetwork(entry: ModelEntry, path: string): Promise<OpenNetwork> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (entry.source.kind === 'own') return undefined
    throw new ModelError('model-missing', `${path} cannot be read`, { cause })
  })
  if (bytes === undefined) return missingNetwork(entry)
  verifyBytes(entry, bytes, path)
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
    run: async () => {
      throw new ModelError('model-missing', `The network ${entry.id} is not part of this copy`)
    },
    close: async () => {},
  }
}
