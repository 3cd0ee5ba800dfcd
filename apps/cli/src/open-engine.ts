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
  const { createPictures, openBarcodeReader } = await import('@bonafide/imaging')
  const files = await prepareModels({
    onProgress: ({ done, total, id }) => io.progress(`network ${done}/${total}: ${id}`),
  })
  const models = await openModels(files)
  try {
    const tools = { models, barcodes: await openBarcodeReader(), nowMs: () => performance.now() }
    return await work({ tools, pictures: createPictures() })
  } finally {
    await models.close()
  }
}
