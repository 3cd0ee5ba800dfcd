import type { Frame } from '@bonafide/engine'
import { sensorNoise } from '../drawing/sensor-noise.ts'
import type { Seeded } from '../random.ts'

/** Standard deviation in grey levels that hides a repetition: as much as a camera's own. */
export const REPEAT_NOISE = { least: 1, most: 3 } as const

/** Copies of the frames, each with noise of its own. */
export function addNoise(frames: readonly Frame[], strength: number, random: Seeded): readonly Frame[] {
  const seed = Math.floor(random.next() * 1e9)
  const noise = sensorNoise(seed, strength)
  return frames.map(({ picture, ...frame }, index) => {
    const copy = { ...picture, data: Uint8Array.from(picture.data) }
    noise.addTo(copy, seed + index)
    return { ...frame, picture: copy }
  })
}
