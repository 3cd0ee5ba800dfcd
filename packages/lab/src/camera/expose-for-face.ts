import type { ObservedFace, Picture } from '@bonafide/engine'

/** What a telephone's camera makes of skin, in the values of a picture: a portrait from a studio is often brighter. */
const SKIN_VALUE = 140

/** Cheeks and forehead on the mesh. */
const SKIN = [50, 280, 101, 330, 151] as const

/** A still as bright as a camera that measures the light on the face would take it, with room for the light of a screen. */
export function exposeForFace(still: Picture, face: ObservedFace): Picture {
  const factor = SKIN_VALUE / Math.max(1, skinValue(still, face))
  return { ...still, data: Uint8Array.from(still.data, (value) => Math.min(255, value * factor)) }
}

/** Mean of the brightest channel: that one is cut off first. */
function skinValue({ width, height, data }: Picture, { mesh }: ObservedFace): number {
  const values = SKIN.map((index) => {
    const [x, y] = [Math.round(mesh[index * 3] ?? 0), Math.round(mesh[index * 3 + 1] ?? 0)]
    if (x < 0 || y < 0 || x >= width || y >= height) return SKIN_VALUE
    const pixel = (y * width + x) * 3
    return Math.max(data[pixel] ?? 0, data[pixel + 1] ?? 0, data[pixel + 2] ?? 0)
  })
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
