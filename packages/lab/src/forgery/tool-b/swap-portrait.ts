import { homography, type Picture, type Quad } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'
import { cornersOf, type SpecimenScene } from '../specimen-scene.ts'
import { blended, cubicAt, feathered } from './blend.ts'
import { quadOn } from './change-value.ts'

/** Takes the portrait off the photograph of another document, print, blur, noise and all, and blends it in. */
export function swapPortrait(scene: SpecimenScene, other: SpecimenScene, theirs: Picture, ours: Picture): Picture {
  const to = quadOn(scene, scene.portraitBox)
  return blendedFrom(ours, to, theirs, quadOn(other, other.portraitBox), { flatten: 0, grain: 0 }, undefined)
}

/** Prints a person's own picture into the place: flatter, grained like paper, brought to the light of what was there. */
export function insertPicture(scene: SpecimenScene, stranger: Picture, ours: Picture, random: Seeded): Picture {
  const { width, height } = scene.portraitBox
  const aspect = width / height
  const across = Math.min(stranger.width, stranger.height * aspect)
  const [left, top] = [(stranger.width - across) / 2, (stranger.height - across / aspect) / 2]
  const from: Quad = [
    { x: left, y: top },
    { x: left + across, y: top },
    { x: left + across, y: top + across / aspect },
    { x: left, y: top + across / aspect },
  ]
  const look = { flatten: random.between(0.05, 0.25), grain: random.between(0, 14) }
  return blendedFrom(ours, quadOn(scene, scene.portraitBox), stranger, from, look, random)
}

interface Look {
  readonly flatten: number
  readonly grain: number
}

function blendedFrom(ours: Picture, to: Quad, theirs: Picture, from: Quad, look: Look, random: Seeded | undefined) {
  const unit = cornersOf({ width: 1, height: 1 })
  const toTheirs = homography(unit, from)
  const means = [meanOn(ours, homography(unit, to)), meanOn(theirs, toTheirs)]
  return blended(ours, to, homography(to, unit), (u, v) => {
    const { x, y } = toTheirs(u, v)
    const grain = look.grain * ((random?.next() ?? 0.5) - 0.5)
    const [red, green, blue] = cubicAt(theirs, x, y).map((level, channel) => {
      const mean = means[1]?.[channel] ?? 0
      return (means[0]?.[channel] ?? 0) + (level - mean) * (1 - look.flatten) + grain
    })
    return [red ?? 0, green ?? 0, blue ?? 0, feathered(u, v, 0.015, 0.012)]
  })
}

/** Mean colour over a grid of points. */
function meanOn(picture: Picture, at: (u: number, v: number) => { readonly x: number; readonly y: number }) {
  const sums = [0, 0, 0]
  for (let u = 0.05; u < 1; u += 0.1) {
    for (let v = 0.05; v < 1; v += 0.1) {
      const { x, y } = at(u, v)
      for (const [channel, level] of cubicAt(picture, x, y).entries())
        sums[channel] = (sums[channel] ?? 0) + level / 100
    }
  }
  return sums
}
