import type { Picture } from '../image/picture.ts'
import type { Tools } from '../ports.ts'
import { alignWithDetail, embedFace } from './embed-face.ts'
import { eyesOnCropPx, recipeOf } from './embedder-recipe.ts'
import type { FaceDescription } from './face-description.ts'

/** A little finer than the portrait: best of 0.85, 1 and 1.2 at heights of 100 to 200 px (docs/measurements/faces.md). */
const FINER = 1.2
/** Detail is told apart in tenths, so that one description serves portraits of about one size. */
const STEPS = 10

/** How much of the embedder's detail a face shows whose eyes are this far apart, 0.1-1. */
export function detailOf(eyeDistancePx: number, models: Pick<Tools['models'], 'faceEmbedder'>): number {
  const share = (FINER * eyeDistancePx) / eyesOnCropPx(recipeOf(models.faceEmbedder))
  return Math.max(1, Math.min(STEPS, Math.ceil(STEPS * share))) / STEPS
}

/**
 * A live face with as little detail as the portrait that it is compared with: both then lack the same, and of a thousand
 * strangers let through as before one or four more of a hundred holders are recognised (portraits of 160 and of 100 px).
 */
export async function matchDetail<Face extends FaceDescription>(
  live: Face,
  picture: Picture,
  portrait: FaceDescription,
  { models }: Pick<Tools, 'models'>,
): Promise<Face> {
  const detail = detailOf(portrait.face.eyeDistancePx, models)
  if (detail >= 1) return live
  const crop = alignWithDetail(picture, live.face.mesh, recipeOf(models.faceEmbedder), detail)
  return { ...live, template: await embedFace(crop, models.faceEmbedder) }
}
