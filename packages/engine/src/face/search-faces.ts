import type { Picture } from '../image/picture.ts'
import type { QuarterTurns } from '../image/quarter-turns.ts'
import type { Tools } from '../ports.ts'
import type { ObservedFace } from './face-description.ts'
import { fitMesh, placeOfDetection } from './fit-mesh.ts'
import { FRAME_LOOKS, type Look, STILL_LOOKS, turnedBy } from './looks.ts'

/** More faces than this are not looked at one by one: it is a crowd. */
const MOST_FACES = 8
/**
 * The mesh scored 1.0000 on 32 of 32 upright faces. Laid over the same faces at a wrong right angle it scored 0.9998 at
 * most, though often more than the half that counts as a face.
 */
const SURELY_UPRIGHT = 0.9999
const TURNS = [1, 3, 2] as const satisfies readonly QuarterTurns[]

/** Every face of a frame that both the detector and the mesh see, the largest first. */
export function observeFaces(picture: Picture, tools: Pick<Tools, 'models'>): Promise<readonly ObservedFace[]> {
  return lookOneAfterAnother(picture, FRAME_LOOKS, tools)
}

/**
 * The same for a single picture, which is searched for small faces too. Where its largest face does not look upright, or
 * none is seen, the picture is turned by right angles, and the way up in which the mesh fits best counts.
 */
export async function searchFaces(picture: Picture, tools: Pick<Tools, 'models'>): Promise<readonly ObservedFace[]> {
  let best = await lookOneAfterAnother(picture, STILL_LOOKS, tools)
  if (fitOf(best, 0) >= SURELY_UPRIGHT) return best
  let bestFit = fitOf(best, 0)
  for (const turns of TURNS) {
    const faces = await lookOneAfterAnother(picture, [turnedBy(turns)], tools)
    const fit = fitOf(faces, turns)
    if (fit > bestFit) [best, bestFit] = [faces, fit]
  }
  return best
}

/** How well the mesh fits the largest face; nothing where that face is not upright after the picture was turned. */
function fitOf([largest]: readonly ObservedFace[], turns: 0 | QuarterTurns): number {
  if (largest === undefined) return 0
  return Math.cos(largest.pose.rollRad + (turns * Math.PI) / 2) > Math.SQRT1_2 ? largest.meshScore : 0
}

async function lookOneAfterAnother(
  picture: Picture,
  looks: readonly Look[],
  { models }: Pick<Tools, 'models'>,
): Promise<readonly ObservedFace[]> {
  for (const look of looks) {
    const observed: ObservedFace[] = []
    for (const face of (await look(picture, models)).slice(0, MOST_FACES)) {
      const seen = await fitMesh(picture, placeOfDetection(face), models)
      if (seen !== undefined) observed.push(seen)
    }
    if (observed.length > 0) return observed.sort((a, b) => area(b) - area(a))
  }
  return []
}

function area({ box }: ObservedFace): number {
  return box.width * box.height
}
