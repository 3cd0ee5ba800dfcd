import type { Tensor } from '@bonafide/engine'
import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node'
import { ModelError } from './model-error.ts'

/** A network in native memory, which it holds until it is closed. */
export interface OpenSession {
  run(input: Tensor): Promise<readonly Tensor[]>
  close(): Promise<void>
}

/** Opens a network on one thread: processes, not threads, are what the service multiplies. */
export async function openSession(bytes: Uint8Array): Promise<OpenSession> {
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Lines of print have any width, and an arena keeps the largest of everything: without it reading nine pages takes a
    // peak of 451 instead of 555 MB, and no more processor time (docs/measurements/documents.md).
    enableCpuMemArena: false,
    enableMemPattern: false,
  })
  let closed = false
  return {
    run: async (input) => {
      if (closed) throw new ModelError('model-closed', 'The network is closed')
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
