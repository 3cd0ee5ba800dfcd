import type { Models, Pictures } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import {
  type CameraClips,
  cameraClips,
  createPuppet,
  cutPortrait,
  type DemoStillName,
  demoStill,
  type PassportOptions,
  photograph,
  renderPassport,
  type SpecimenFields,
  specimenFields,
} from '@bonafide/lab'
import { openModels, prepareModels } from '@bonafide/models-onnx'

/** Who stands before the cameras of these tests, rendered once and kept. */
export interface People {
  readonly pictures: Pictures
  readonly models: Models
  clips(name: DemoStillName): Promise<CameraClips>
  /** A photographed specimen passport with the portrait of `ada-document`, as JPEG. */
  passport(changes?: Partial<SpecimenFields>, options?: Pick<PassportOptions, 'wrongDigit'>): Promise<Uint8Array>
  close(): Promise<void>
}

const SEED = 11

export async function inventPeople(): Promise<People> {
  const models = await openModels(await prepareModels())
  const pictures = createPictures()
  const tools = { models }
  const rendered = new Map<DemoStillName, Promise<CameraClips>>()
  const render = async (name: DemoStillName): Promise<CameraClips> =>
    cameraClips(await createPuppet(await demoStill(name, pictures), tools), pictures, SEED)
  return {
    pictures,
    models,
    clips(name) {
      const clips = rendered.get(name) ?? render(name)
      rendered.set(name, clips)
      return clips
    },
    async passport(changes = {}, options = {}) {
      const portrait = await cutPortrait(await demoStill('ada-document', pictures), tools)
      const page = await renderPassport({ fields: specimenFields(SEED, changes), portrait, seed: SEED, ...options })
      return pictures.encodeJpeg(photograph(page, { difficulty: 'easy', seed: SEED }), 92)
    },
    close: () => models.close(),
  }
}
