import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { noiseFloor } from './noise-floor.ts'

/** Side of the tiles that a picture is looked at in, and the step between them: one in nine is enough. */
const TILE = 48
const STEP = 3 * TILE
/** A tenth of the tiles may be calmer by chance, by shade or by blur. */
const CALM_SHARE = 0.1
const LEAST_TILES = 12

/**
 * The noise of a picture's calmest places. A camera's noise lies over the whole picture, over table and paper alike; fine
 * print lies on some of it. So what is calmer than even these places was not seen by that camera, and where they hold
 * none, as on scans and drawings, nothing can be told.
 */
export function calmestNoise(grey: GreyImage, except: Box): number | undefined {
  const floors: number[] = []
  for (let y = 0; y + TILE <= grey.height; y += STEP) {
    for (let x = 0; x + TILE <= grey.width; x += STEP) {
      const apart =
        x + TILE < except.x || y + TILE < except.y || x > except.x + except.width || y > except.y + except.height
      const floor = apart ? noiseFloor(grey, { x, y, width: TILE, height: TILE }) : undefined
      if (floor !== undefined) floors.push(floor)
    }
  }
  return floors.length < LEAST_TILES ? undefined : floors.sort((a, b) => a - b)[Math.floor(CALM_SHARE * floors.length)]
}
