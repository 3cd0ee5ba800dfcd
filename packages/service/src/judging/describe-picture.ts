import { describeFace, estimateAttributes, judgeRealness } from '@bonafide/engine'
import type { DescriptionWishes, FaceSighting } from '../ports/judge.ts'
import type { JudgingTools } from './judge-evidence.ts'
import { modelTemplate } from './model-template.ts'
import { soundModels } from './sound-models.ts'

/** Of pictures that are kept with a face record: the face stays as it was for another network to look at. */
const JPEG_QUALITY = 92

/** Looks for the largest face of a picture and describes it. Rejects with a `PictureError` for what cannot be decoded. */
export async function describePicture(
  bytes: Uint8Array,
  wishes: DescriptionWishes,
  { models, pictures }: JudgingTools,
): Promise<FaceSighting> {
  const picture = await pictures.decode(bytes)
  const tools = { models: soundModels(models) }
  const described = await describeFace(picture, tools)
  if (described === undefined) return { facesSeen: 0 }
  const { face, facesSeen, quality, template } = described
  const { antiSpoof } = tools.models
  return {
    facesSeen,
    face: {
      quality,
      eyeDistancePx: face.eyeDistancePx,
      template: modelTemplate(template, models.faceEmbedder),
      ...(wishes.attributes ? { attributes: await estimateAttributes(picture, face, tools) } : {}),
      ...(wishes.living && antiSpoof !== undefined ? { living: await judgeRealness(picture, face, antiSpoof) } : {}),
    },
    ...(wishes.keepJpeg ? { jpeg: await pictures.encodeJpeg(picture, JPEG_QUALITY) } : {}),
  }
}
