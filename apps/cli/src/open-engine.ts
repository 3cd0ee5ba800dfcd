import type { Pictures, Tools } from '@bonafide/engine'
import type { CommandIo } from './define-command.ts'

/** The engine on this machine: its networks and its picture decoder. */
export interface OpenEngine {
  readonly tools: Tools
  readonly pictures: Pictures
}

/** Opens the engine for one piece of work and closes it afterwards, whatever happens. */
export async function withEngine<T>(
  io: Pick<CommandIo, 'progress'>,
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const { openModels, prepareModels } = await import('@bonafide/models-onnx')
  const { createPictures } = await import('@bonafide/imaging')
  const files = await prepareModels({
    onProgress: ({ done, total, id }) => io.progress(`network ${done}/${total}: ${id}`),
  })
  const models = await openModels(files)
  try {
    return await work({ tools: { models, nowMs: () => performance.now() }, pictures: createPictures() })
  } finally {
    await models.close()
  }
}
