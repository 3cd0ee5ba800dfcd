import type { Picture } from '@bonafide/engine'
import { seeded } from '../random.ts'

/** Values drawn once; each frame reads them from another place, which is a hundred times cheaper than drawing anew. */
const TABLE = 65_537

/** The noise of one camera: apart from others by its seed, apart from frame to frame by `frameSeed`. */
export interface SensorNoise {
  addTo(picture: Picture, frameSeed: number): void
}

/** `strength` is the standard deviation in grey levels. */
export function sensorNoise(seed: number, strength: number): SensorNoise {
  const random = seeded(seed)
  // The sum of three uniform numbers has a standard deviation of one half.
  const table = Float32Array.from(
    { length: TABLE },
    () => (random.next() + random.next() + random.next() - 1.5) * 2 * strength,
  )
  return {
    addTo: ({ data }, frameSeed) => {
      const place = seeded(seed ^ Math.imul(frameSeed + 1, 0x2545f491))
      let at = Math.floor(place.next() * TABLE)
      for (let index = 0; index < data.length; index += 1) {
        const value = (data[index] as number) + (table[at] as number)
        data[index] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5
        at = at + 1 === TABLE ? 0 : at + 1
        // Another stretch of the table for every few rows, so that no pattern repeats within a picture.
        if (index % 7919 === 7918) at = Math.floor(place.next() * TABLE)
      }
    },
  }
}
