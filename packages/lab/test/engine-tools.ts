import type { Tools } from '@bonafide/engine'
import { type OpenModels, openModels, prepareModels } from '@bonafide/models-onnx'

/** The real networks, for tests that let the engine look at what the lab renders. */
export async function openTools(): Promise<Tools & { readonly models: OpenModels }> {
  return { models: await openModels(await prepareModels()) }
}
