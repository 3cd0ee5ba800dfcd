import type { ChallengeFlash, FlashColour } from '../../verification/challenge.ts'

/** Light of red, green and blue, 0-1 each, as a share of what the screen can give. */
export type Light = readonly [number, number, number]

const FLASH_LIGHT: Readonly<Record<FlashColour, Light>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  cyan: [0, 1, 1],
  magenta: [1, 0, 1],
  yellow: [1, 1, 0],
  white: [1, 1, 1],
  dark: [0, 0, 0],
}

/**
 * A colour freed of its brightness: red over green, and blue over green. Cameras set their exposure anew while the screen
 * flashes, which moves brightness and leaves this alone.
 */
export type Tint = readonly [number, number]

/** What a colour of a challenge makes the whole screen shine with. */
export function flashLight(colour: FlashColour): Light {
  return FLASH_LIGHT[colour]
}

export function tintOfLight([red = 0, green = 0, blue = 0]: readonly number[]): Tint {
  return [red - green, blue - green]
}

/** Rolling shutters and exposure spread a change of the screen over about one frame of 30 a second. */
const EXPOSURE_MS = 33

/** The light that a camera should see of the screen at a moment, when it arrives `lagMs` late. */
export function lightAt(flashes: readonly ChallengeFlash[], atMs: number, lagMs: number): Light {
  const to = atMs - lagMs
  const from = to - EXPOSURE_MS
  let [red, green, blue] = [0, 0, 0]
  for (const { colour, startMs, endMs } of flashes) {
    const share = Math.max(0, Math.min(to, endMs) - Math.max(from, startMs)) / EXPOSURE_MS
    const [r, g, b] = flashLight(colour)
    red += share * r
    green += share * g
    blue += share * b
  }
  return [red, green, blue]
}
