import { GAMMA } from '../../curves.ts'
import type { ScreenLight } from '../../puppet/screen-light.ts'

/** The light on one place of a sheet. */
export interface PlaceLight {
  /** Light of the room, 1 where the sheet faces the camera. */
  room: number
  /** What arrives of the phone's screen, 1 at an arm's length. */
  screen: number
}

/** What a sheet is made of: turns a colour of the picture on it into what leaves it towards the camera, in place. */
export type Surface = (
  colour: Float64Array,
  light: PlaceLight,
  screen: ScreenLight,
  place: { readonly along: number; readonly down: number },
) => void

const FINENESS = 512
/** Highest light in the table, in units of the room's. */
const BRIGHTEST = 8

/** Values for light: a table, for it is asked a million times a picture. */
const VALUES = Float32Array.from({ length: BRIGHTEST * FINENESS + 1 }, (_, step) => (step / FINENESS) ** (1 / GAMMA))
const LIGHT = Float32Array.from({ length: 1021 }, (_, step) => (step / 4 / 255) ** GAMMA)

function shownAt(light: number): number {
  return VALUES[Math.min(VALUES.length - 1, Math.round(light * FINENESS))] as number
}

/** Paper answers light as skin does, but prints neither the darkest nor the brightest tones. */
export function paper({ black, white }: { readonly black: number; readonly white: number }): Surface {
  return (colour, { room, screen }, light) => {
    for (let channel = 0; channel < 3; channel += 1) {
      const printed = 255 * black + (white - black) * (colour[channel] as number)
      colour[channel] = Math.min(255, printed * shownAt(room + screen * (light[channel] as number)))
    }
  }
}

export interface ScreenMake {
  /** Distance of its pixels on the frame, in frame pixels. */
  readonly pitchPx: number
  /** Blur of the camera's lens and colour filter, standard deviation in frame pixels. */
  readonly blurPx: number
  /** Share of the light falling on it that it throws back, skin being 1. */
  readonly reflects: number
  readonly contrast: number
  readonly brightness: number
}

/** First harmonic of a stripe that is lit on one third of its width, around a mean of 1. */
const STRIPE = 1.65
/** Rows are parted by a thin dark line only. */
const ROW = 0.5

/** Grids weaker than this share change no value of a picture. */
const INVISIBLE = 0.002

/** A display shines by itself, through its own grid, and throws back little of what falls on it. */
export function display(make: ScreenMake): Surface {
  const seen = passedBy(1 / make.pitchPx, make.blurPx)
  const wave = (2 * Math.PI) / make.pitchPx
  const shines = LIGHT.map((light) => make.brightness * light ** make.contrast)
  const stripes = new Float64Array(3).fill(1)
  return (colour, { room, screen }, light, { along, down }) => {
    if (seen > INVISIBLE) layStripes(stripes, wave * along, STRIPE * seen, 1 + ROW * seen * Math.cos(wave * down))
    for (let channel = 0; channel < 3; channel += 1) {
      const shown = (shines[Math.round(4 * (colour[channel] as number))] as number) * (stripes[channel] as number)
      const thrown = make.reflects * SKIN * (room + screen * (light[channel] as number))
      colour[channel] = Math.min(255, 255 * shownAt(shown + thrown))
    }
  }
}

/** Light of skin in the values of a picture, 1 being white. */
const SKIN = 0.2

const [COS_THIRD, SIN_THIRD] = [-0.5, Math.sqrt(3) / 2]

/** Red, green and blue stand beside each other, a third of a pixel apart. */
function layStripes(into: Float64Array, phase: number, strength: number, row: number): void {
  const [cos, sin] = [Math.cos(phase), Math.sin(phase)]
  into[0] = Math.max(0, row * (1 + strength * cos))
  into[1] = Math.max(0, row * (1 + strength * (COS_THIRD * cos - SIN_THIRD * sin)))
  into[2] = Math.max(0, row * (1 + strength * (COS_THIRD * cos + SIN_THIRD * sin)))
}

/** What camera pixels and blur let through of a pattern with so many periods a pixel. */
function passedBy(frequency: number, blurPx: number): number {
  const aperture = Math.sin(Math.PI * frequency) / (Math.PI * frequency)
  return Math.abs(aperture) * Math.exp(-2 * (Math.PI * blurPx * frequency) ** 2)
}
