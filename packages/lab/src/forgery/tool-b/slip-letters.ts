import { type Box, homography, type Picture, type Quad } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'
import { levelRun } from '../level-run.ts'
import { cornersOf, type SpecimenScene } from '../specimen-scene.ts'
import { blended, cubicAt, feathered } from './blend.ts'
import { quadOn } from './change-value.ts'

/** How far the letters slip at their two ends, in heights of a capital. */
const SLIP = [0.07, 0.15] as const
const UNIT: Quad = cornersOf({ width: 1, height: 1 })
/** Shares of a value that slip. */
const PART = [0.3, 0.6] as const

/** Lays letters of a value, their paper with them, beside where they stood in the photograph: all by as much, or more and more. */
export function slipLetters(
  scene: SpecimenScene,
  photo: Picture,
  random: Seeded,
): { readonly way: string; readonly photo: Picture } {
  const { box } = levelRun(scene, random)
  const room = 0.3 * box.height
  const width = random.between(...PART) * box.width
  const x = random.next() < 0.5 ? box.x : box.x + box.width - width
  const area: Box = { x, y: box.y - room, width, height: box.height + 2 * room }
  const slip = (random.next() < 0.5 ? -1 : 1) * random.between(...SLIP) * box.height
  const leans = random.next() < 0.4
  const to = quadOn(scene, area)
  const from = homography(UNIT, to)
  const slipped = blended(photo, to, homography(to, UNIT), (u, v) => {
    const down = slip * (leans ? 2 * u - 1 : 1)
    const { x: column, y: row } = from(u, v - down / area.height)
    const [red, green, blue] = cubicAt(photo, column, row)
    return [red, green, blue, feathered(u, v, 0.03, 0.08)]
  })
  return { way: leans ? 'slipped askew' : 'slipped', photo: slipped }
}
