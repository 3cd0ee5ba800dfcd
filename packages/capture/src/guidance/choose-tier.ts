import { createDocumentWatch } from '../quality/assess-document.ts'
import type { GrayImage, PixelBox } from '../quality/gray-image.ts'

/** `full` looks for the edges of the page, `light` only for borders near the frame. */
export type GuidanceTier = 'full' | 'light'

/** Looks come ten times a second. One that takes half of that leaves too little of a single core to camera and page. */
const SLOW_MS = 50
/** The first run is slower than all others, because the code is not yet compiled. */
const WARM_UP = 2

const IMAGE: GrayImage = {
  width: 320,
  height: 226,
  data: Uint8Array.from({ length: 320 * 226 }, (_, at) => (at * 7_919) % 251),
}
const FRAME: PixelBox = { x: 46, y: 32, width: 228, height: 162 }

/** Looks at a drawn picture, and says from the time it took which tier this device can keep up with. */
export function chooseTier(nowMs: () => number): GuidanceTier {
  const watch = createDocumentWatch({ outlines: true })
  for (let run = 0; run < WARM_UP; run += 1) watch.look(IMAGE, FRAME, run)
  const began = nowMs()
  watch.look(IMAGE, FRAME, WARM_UP)
  return nowMs() - began > SLOW_MS ? 'light' : 'full'
}
