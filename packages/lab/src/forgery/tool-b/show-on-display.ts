import type { Picture } from '@bonafide/engine'
import { GAMMA } from '../../curves.ts'
import type { Seeded } from '../../random.ts'

/** Points of the display that each pixel of the camera gathers light from, a side. */
const POINTS = 3

/**
 * A picture on a display, photographed: whole pixels of three stripes with dark gaps, seen through a turned and slightly
 * tilted camera, with the display's colder white, its fall of light to one side and a reflection.
 */
export function showOnDisplay(photo: Picture, random: Seeded): Picture {
  const { width, height } = photo
  // Camera pixels for one pixel of the display: 1.3 is a phone close to a tablet, 3.5 a monitor filling the frame.
  const pitch = random.between(1.3, 3.5)
  const angle = random.between(-0.5, 0.5)
  const tilt = random.between(-0.12, 0.12) / width
  const [cos, sin] = [Math.cos(angle) / pitch, Math.sin(angle) / pitch]
  const shownPixel = pixelShown(photo, angle, pitch)
  const fill = { stripe: random.between(0.72, 0.92), row: random.between(0.75, 0.92) }
  const white = [random.between(0.9, 1), 1, random.between(1, 1.12)] as const
  const fall = random.between(-0.25, 0.25)
  const shine = { x: random.next() * width, y: random.next() * height, level: random.between(0, 0.06) }
  const linear = Float32Array.from({ length: 256 }, (_, level) => (level / 255) ** GAMMA)
  const data = new Uint8ClampedArray(photo.data.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = [0, 0, 0]
      for (let point = 0; point < POINTS * POINTS; point += 1) {
        const px = x + ((point % POINTS) + 0.5) / POINTS - width / 2
        const py = y + (Math.floor(point / POINTS) + 0.5) / POINTS - height / 2
        const near = 1 + tilt * px
        const [u, v] = [(px * cos - py * sin) / near, (px * sin + py * cos) / near]
        if (v - Math.floor(v) > fill.row) continue
        const within = 3 * (u - Math.floor(u))
        const stripe = Math.floor(within)
        if (within - stripe > fill.stripe) continue
        const from = 3 * shownPixel(u, v)
        light[stripe] = (light[stripe] ?? 0) + (linear[photo.data[from + stripe] ?? 0] ?? 0)
      }
      const bright = (1 + fall * (x / width - 0.5)) * 3 * 1.25
      const glow = shine.level * Math.exp(-((x - shine.x) ** 2 + (y - shine.y) ** 2) / (0.1 * width * width))
      for (let channel = 0; channel < 3; channel += 1) {
        const level = ((light[channel] ?? 0) / POINTS ** 2) * bright * (white[channel] ?? 1) + glow
        data[3 * (y * width + x) + channel] = 255 * Math.min(1, level) ** (1 / GAMMA) + random.between(-4, 4)
      }
    }
  }
  return { width, height, data: Uint8Array.from(data) }
}

/** The picture's pixel that a pixel of the display shows: its middle, turned back. */
function pixelShown({ width, height }: Picture, angle: number, pitch: number): (u: number, v: number) => number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return (u, v) => {
    const [mu, mv] = [(Math.floor(u) + 0.5) * pitch, (Math.floor(v) + 0.5) * pitch]
    const x = Math.floor(mu * cos + mv * sin + width / 2)
    const y = Math.floor(mv * cos - mu * sin + height / 2)
    return Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))
  }
}
