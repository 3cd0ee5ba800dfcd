import { homography, type Picture } from '@bonafide/engine'
import { addSample } from '../../drawing/sample.ts'
import type { Seeded } from '../../random.ts'
import { cornersOf, type SpecimenScene } from '../specimen-scene.ts'

/** Lays another person's picture over the portrait, in its perspective, as light on average as what was there. */
export function replacePortrait(
  { toPhoto, portraitBox }: SpecimenScene,
  photo: Picture,
  stranger: Picture,
  random: Seeded,
): Picture {
  const { x, y, width, height } = portraitBox
  const quad = [toPhoto(x, y), toPhoto(x + width, y), toPhoto(x + width, y + height), toPhoto(x, y + height)] as const
  const cut = filling(stranger, width / height)
  const toStranger = homography(quad, [
    { x: cut.x, y: cut.y },
    { x: cut.x + cut.width, y: cut.y },
    { x: cut.x + cut.width, y: cut.y + cut.height },
    { x: cut.x, y: cut.y + cut.height },
  ])
  const toPage = homography([...quad], cornersOf({ width: 1, height: 1 }))
  const edited = { ...photo, data: Uint8Array.from(photo.data) }
  const gain = random.between(0.75, 0.95)
  const lift = random.between(5, 22)
  const xs = quad.map((point) => point.x)
  const ys = quad.map((point) => point.y)
  const colour = new Float64Array(3)
  for (let row = Math.floor(Math.min(...ys)); row <= Math.max(...ys); row += 1) {
    for (let column = Math.floor(Math.min(...xs)); column <= Math.max(...xs); column += 1) {
      const on = toPage(column + 0.5, row + 0.5)
      if (on.x < 0 || on.y < 0 || on.x > 1 || on.y > 1) continue
      colour.fill(0)
      const at = toStranger(column + 0.5, row + 0.5)
      addSample(stranger, at.x, at.y, 1, colour)
      const pixel = 3 * (row * photo.width + column)
      for (let channel = 0; channel < 3; channel += 1)
        edited.data[pixel + channel] = Math.min(255, lift + gain * (colour[channel] ?? 0))
    }
  }
  return edited
}

/** The middle of a picture in a given shape. */
function filling({ width, height }: Picture, aspect: number) {
  const across = Math.min(width, height * aspect)
  const down = across / aspect
  return { x: (width - across) / 2, y: (height - down) / 2, width: across, height: down }
}
