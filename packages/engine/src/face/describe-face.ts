import type { Picture } from '../image/picture.ts'
import type { Tools } from '../ports.ts'
import { alignFace, embedFace } from './embed-face.ts'
import { PACKAGED_RECIPE, recipeOf } from './embedder-recipe.ts'
import { eyeOpenness } from './eye-openness.ts'
import type { FaceDescription, ObservedFace } from './face-description.ts'
import { judgeQuality, READABLE_EYE_DISTANCE_PX, withEyes } from './judge-quality.ts'
import { searchFaces } from './search-faces.ts'

/**
 * The largest face of a picture, ready to be compared; undefined when the picture shows none.
 *
 * @example const distance = faceDistance((await describeFace(a, tools)).template, (await describeFace(b, tools)).template)
 */
export async function describeFace(picture: Picture, tools: Tools): Promise<FaceDescription | undefined> {
  const faces = await searchFaces(picture, tools)
  const [largest] = faces
  if (largest === undefined) return undefined
  return lookAtEyes(await describeObserved(picture, largest, faces.length, tools), picture, tools)
}

/** Describes a face whose mesh is known already, all but whether its eyes are closed. */
export async function describeObserved(
  picture: Picture,
  face: ObservedFace,
  facesSeen: number,
  tools: Pick<Tools, 'models'>,
): Promise<FaceDescription> {
  const { faceEmbedder } = tools.models
  const recipe = recipeOf(faceEmbedder)
  // Quality was measured on the packaged network's crop, whichever network compares.
  const crop = alignFace(picture, face.mesh, PACKAGED_RECIPE)
  const template = await embedFace(
    recipe === PACKAGED_RECIPE ? crop : alignFace(picture, face.mesh, recipe),
    faceEmbedder,
  )
  return { face, facesSeen, quality: judgeQuality(face, { crop, facesSeen }), template }
}

/** Completes a description by whether the eyes are closed, which is said where they are large enough to be read. */
export async function lookAtEyes<Description extends FaceDescription>(
  description: Description,
  picture: Picture,
  { models }: Pick<Tools, 'models'>,
): Promise<Description> {
  const { face, quality } = description
  if (face.eyeDistancePx < READABLE_EYE_DISTANCE_PX) return description
  return { ...description, quality: withEyes(quality, await eyeOpenness(picture, face.mesh, models.faceEyes)) }
}
