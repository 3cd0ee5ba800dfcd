import type { Patch } from '../documents/page-geometry.ts'
import type { Picture } from '../image/picture.ts'
import { resizeArea } from '../image/resize.ts'
import type { Network, Tensor } from '../ports.ts'
import { textPatches } from './text-patches.ts'

/** The network halves its input five times. */
const STEP = 32
/** Mean and deviation of the pictures that the network was trained on (ImageNet), blue first. */
const MEAN = [0.406, 0.456, 0.485] as const
const DEVIATION = [0.225, 0.224, 0.229] as const

/** Where text stands on a picture that is brought to `scale` times its size. */
export async function findText(picture: Picture, scale: number, network: Network): Promise<readonly Patch[]> {
  const small = resizeArea(picture, inSteps(picture.width * scale), inSteps(picture.height * scale))
  const [map] = await network.run(detectorInput(small))
  if (map === undefined) return []
  const [x, y] = [picture.width / small.width, picture.height / small.height]
  return textPatches({ width: small.width, height: small.height, probabilities: map.data }).map((patch) => ({
    centre: { x: patch.centre.x * x, y: patch.centre.y * y },
    angleRad: patch.angleRad,
    // Both scales are equal but for the rounding to whole steps.
    width: patch.width * x,
    height: patch.height * y,
  }))
}

function inSteps(length: number): number {
  return Math.max(STEP, Math.round(length / STEP) * STEP)
}

function detectorInput({ width, height, data }: Picture): Tensor {
  const size = width * height
  const values = new Float32Array(3 * size)
  for (let channel = 0; channel < 3; channel += 1) {
    const [mean = 0, deviation = 1] = [MEAN[channel], DEVIATION[channel]]
    const levels = Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / deviation)
    for (let at = 2 - channel, to = channel * size; at < data.length; at += 3, to += 1) {
      values[to] = levels[data[at] as number] as number
    }
  }
  return { dims: [1, 3, height, width], data: values }
}
