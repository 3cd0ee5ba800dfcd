import type { Pictures, Tools } from '@bonafide/engine'
import type { CommandIo } from './define-command.ts'

/** The engine on this machine: its networks and its picture decoder. */
export interface OpenEngine {
  readonly tools: Tools
  readonly pictures: Pictures
}

export interface EngineOptions {
  /** File that names face networks of the operator's own. */
  readonly faceModels?: string
}

/** The option of commands that judge faces. */
export const FACE_MODELS_OPTION = ['--face-models <file>', 'face networks of your own (docs/face-models.md)'] as const

/** Opens the engine for one piece of work and closes it afterwards, whatever happens. */
export async function withEngine<T>(
  io: Pick<CommandIo, 'progress'>,
  work: (engine: OpenEngine) => Promise<T>,
  { faceModels }: EngineOptions = {},
): Promise<T> {
  const { openModels, prepareModels, readPlugIns } = await import('@bonafide/models-onnx')
  const { createPictures, openBarcodeReader } = await import('@bonafide/imaging')
  const files = await prepareModels({
    onProgress: ({ done, total, id }) => io.progress(`network ${done}/${total}: ${id}`),
  })
  const models = await openModels(files, faceModels === undefined ? {} : await readPlugIns(faceModels))
  try {
    const tools = { models, barcodes: await openBarcodeReader(), nowMs: () => performance.now() }
    return await work({ tools, pictures: createPictures() })
  } finally {
    await models.close()
  }
}
