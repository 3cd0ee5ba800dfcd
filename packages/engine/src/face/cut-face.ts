import type { Picture } from '../image/picture.ts'
import { cropSimilarity } from '../image/similarity.ts'
import { warpPicture } from '../image/warp.ts'
import type { ObservedFace } from './face-description.ts'
import { placeOfFace } from './fit-mesh.ts'

/** Head with hair and chin around the mesh, which covers brow to chin only. */
const MARGIN = 1.8
const MAX_SIDE_PX = 480

/** A square picture of one face, upright, at its own resolution. */
export function cutFace(picture: Picture, face: ObservedFace): Picture {
  const { box, angleRad } = placeOfFace(face)
  const side = Math.max(box.width, box.height) * MARGIN
  const size = Math.max(1, Math.min(MAX_SIDE_PX, Math.round(side)))
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  return warpPicture(picture, cropSimilarity({ centre, side, angleRad }, size), size, size)
}
