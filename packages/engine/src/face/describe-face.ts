import type { Picture } from '../image/picture.ts'
import type { Tools } from '../ports.ts'
import { alignFace, embedFace } from './embed-face.ts'
import { PACKAGED_RECIPE, recipeOf } from './embedder-recipe.ts'
import type { FaceDescription, ObservedFace } from './face-description.ts'
import { fitMesh, placeOfDetection } from './fit-mesh.ts'
import { judgeQuality } from './judge-quality.ts'
import { FRAME_LOOKS, type Look, STILL_LOOKS } from './looks.ts'

/** More faces than this are not looked at one by one: it is a crowd. */
const MOST_FACES = 8

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

/** Every face of a frame that both the detector and the mesh see, the largest first. */
export function observeFaces(picture: Picture, tools: Pick<Tools, 'models'>): Promise<readonly ObservedFace[]> {
  return look(picture, FRAME_LOOKS, tools)
}

/** The same for a single picture, which is searched for small and for turned faces too when none is seen otherwise. */
export function searchFaces(picture: Picture, tools: Pick<Tools, 'models'>): Promise<readonly ObservedFace[]> {
  return look(picture, STILL_LOOKS, tools)
}

async function look(
  picture: Picture,
  looks: readonly Look[],
  { models }: Pick<Tools, 'models'>,
): Promise<readonly ObservedFace[]> {
  for (const search of looks) {
    const observed: ObservedFace[] = []
    for (const face of (await search(picture, models)).slice(0, MOST_FACES)) {
      const seen = await fitMesh(picture, placeOfDetection(face), models)
      if (seen !== undefined) observed.push(seen)
    }
    if (observed.length > 0) return observed.sort((a, b) => area(b) - area(a))
  }
  return []
}

/** Describes a face whose mesh is known already. */
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
  return { face, facesSeen, quality: judgeQuality(face, crop, facesSeen), template }
}

function area({ box }: ObservedFace): number {
  return box.width * box.height
}
