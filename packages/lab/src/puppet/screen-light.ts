import { type ChallengeFlash, type FlashColour, flashLight } from '@bonafide/engine'

/** Light that the screen adds to each of red, green and blue, as a share of the room's light in that channel; linear. */
export type ScreenLight = readonly [number, number, number]

/** How a screen's colours reach the camera's picture. */
export interface ScreenAnswer {
  /** What one channel of the screen adds on a face at arm's length: 0.3 is 30 % of the room's light in that channel. */
  readonly strength: number
  /** From the page's order to the picture that shows it: the screen's own delay and the camera's. */
  readonly lagMs: number
}

/**
 * What red, green and blue of the screen put into the camera's channels. The filters of a camera overlap, so that a pure
 * primary of the screen shows a little in its neighbours; a tenth is our assumption, not a measurement.
 */
const PRIMARIES: readonly ScreenLight[] = [
  [1, 0.1, 0.03],
  [0.1, 1, 0.1],
  [0.03, 0.1, 1],
]

/** A camera indoors gathers the light of one frame for this long, so that a change of colour falls into a picture. */
const EXPOSURE_MS = 33

const NONE: ScreenLight = [0, 0, 0]

/** The light of the screen on a face at arm's length, at any time of the capture. */
export function screenLight(
  flashes: readonly ChallengeFlash[],
  { strength, lagMs }: ScreenAnswer,
): (atMs: number) => ScreenLight {
  return (atMs) => {
    const shutsMs = atMs - lagMs
    return flashes.reduce<ScreenLight>((sum, { colour, startMs, endMs }) => {
      const shown = Math.min(endMs, shutsMs) - Math.max(startMs, shutsMs - EXPOSURE_MS)
      return shown <= 0 ? sum : plus(sum, shownBy(colour), (strength * shown) / EXPOSURE_MS)
    }, NONE)
  }
}

/** A channel that a colour holds is full; the neighbours' share does not make it fuller. */
function shownBy(colour: FlashColour): ScreenLight {
  const [red, green, blue] = flashLight(colour).reduce<ScreenLight>(
    (sum, share, primary) => plus(sum, PRIMARIES[primary] ?? NONE, share),
    NONE,
  )
  return [Math.min(1, red), Math.min(1, green), Math.min(1, blue)]
}

function plus([r, g, b]: ScreenLight, [red, green, blue]: ScreenLight, times: number): ScreenLight {
  return [r + red * times, g + green * times, b + blue * times]
}
