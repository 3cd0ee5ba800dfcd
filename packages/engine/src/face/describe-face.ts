import type { Picture } from '../image/picture.ts'
import type { Tools } from '../ports.ts'
import { alignFace, embedFace } from './embed-face.ts'
import { PACKAGED_RECIPE, recipeOf } from './embedder-recipe.ts'
import { eyeOpenness } from './eye-openness.ts'
import type { FaceDescription, ObservedFace } from './face-description.ts'
import { judgeQuality, READABLE_EYE_DISTANCE_PX } from './judge-quality.ts'
import { searchFaces } from './search-faces.ts'

/**
 * The largest face of a picture, ready to be compared; undefined when the picture shows none.
 *
 * @example const distance = faceDistance((await describeFace(a, tools)).template, (await describeFace(b, tools)).template)
 */
export async function describeFace(picture: Picture, tools: Tools): Promise<FaceDescription | undefined> {
  const faces = await searchFaces(picture, tools)
  const [largest] = faces
  return largest === undefined ? undefined : describeObserved(picture, largest, faces.length, tools)
}

/** Describes a face whose mesh is known already. */
export async function describeObserved(
  picture: Picture,
  face: ObservedFace,
  facesSeen: number,
  tools: Pick<Tools, 'models'>,
): Promise<FaceDescription> {
  const { faceEmbedder, faceEyes } = tools.models
  const recipe = recipeOf(faceEmbedder)
  // Quality was measured on the packaged network's crop, whichever network compares.
  const crop = alignFace(picture, face.mesh, PACKAGED_RECIPE)
  const template = await embedFace(
    recipe === PACKAGED_RECIPE ? crop : alignFace(picture, face.mesh, recipe),
    faceEmbedder,
  )
  const isReadable = face.eyeDistancePx >= READABLE_EYE_DISTANCE_PX
  const openness = isReadable ? await eyeOpenness(picture, face.mesh, faceEyes) : undefined
  return { face, facesSeen, quality: judgeQuality(face, { crop, facesSeen, openness }), template }
}
