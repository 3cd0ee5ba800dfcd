import type { Picture } from '@bonafide/engine'
import { seeded } from '../random.ts'

/** How deep the stripes of red, green and blue and the gaps between rows of a screen show in a photograph of it. */
const STRIPES = 0.18
const GAPS = 0.07
const BRIGHTER = 1.12

/** A photograph as it looks when it is shown on a screen and photographed again: the screen's pixels beat with the camera's. */
export function showOnScreen(photo: Picture, seed: number): Picture {
  const random = seeded(seed)
  const [pitch, angle] = [random.between(2.3, 4.8), random.between(0.02, 0.35)]
  const [cos, sin] = [Math.cos(angle) / pitch, Math.sin(angle) / pitch]
  return redrawn(photo, (x, y, channel, level) => {
    const stripe = Math.cos(2 * Math.PI * (x * cos + y * sin - channel / 3))
    const row = Math.cos(2 * Math.PI * (y * cos - x * sin))
    return level(channel) * (1 - STRIPES + STRIPES * stripe) * (1 - GAPS + GAPS * row) * BRIGHTER
  })
}

/** Luma weights of BT.601, the ones of JPEG. */
const WEIGHTS = [0.299, 0.587, 0.114] as const
/** Copiers push grey apart: paper turns white, print black. */
const STEEPNESS = 38

/** A photograph of a black-and-white copy, under lamp light of some tint. */
export function photocopy(photo: Picture, seed: number): Picture {
  const random = seeded(seed)
  const tint = [random.between(0.9, 1.05), 1, random.between(0.82, 1.02)]
  return redrawn(photo, (_x, _y, channel, level) => {
    const grey = WEIGHTS.reduce((sum, weight, index) => sum + weight * level(index), 0)
    return (255 / (1 + Math.exp((128 - grey) / STEEPNESS))) * (tint[channel] ?? 1) + random.between(-4.5, 4.5)
  })
}

type Redraw = (x: number, y: number, channel: number, level: (channel: number) => number) => number

function redrawn({ width, height, data }: Picture, redraw: Redraw): Picture {
  const drawn = new Uint8Array(data.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 3 * (y * width + x)
      const level = (channel: number) => data[at + channel] ?? 0
      for (let channel = 0; channel < 3; channel += 1)
        drawn[at + channel] = Math.max(0, Math.min(255, redraw(x, y, channel, level)))
    }
  }
  return { width, height, data: drawn }
}
