import type { Picture } from '@bonafide/engine'
import { clamp, GAMMA } from '../curves.ts'
import { sensorNoise } from '../drawing/sensor-noise.ts'
import type { ScreenLight } from '../puppet/screen-light.ts'
import type { Seeded } from '../random.ts'

/** What a camera makes of a scene. */
export interface CameraLook {
  /** Factor of all light, and of each of red, green and blue. */
  readonly exposure: number
  readonly balance: readonly [number, number, number]
  /** Exponent on the values of the picture: more than 1 darkens the middle tones. */
  readonly contrast: number
  /** Standard deviation in grey levels. */
  readonly noise: number
  /** How much of the screen's extra light the camera's exposure and its white balance take back, 0-1. */
  readonly autoExposure: number
  readonly autoBalance: number
}

/** The noise of a phone's camera indoors, and nothing else. */
export const USUAL_LOOK: CameraLook = {
  exposure: 1,
  balance: [1, 1, 1],
  contrast: 1,
  noise: 1.5,
  autoExposure: 0,
  autoBalance: 0,
}

export function drawLook(random: Seeded): CameraLook {
  return {
    exposure: random.between(0.7, 1.15),
    balance: [random.between(0.93, 1.07), 1, random.between(0.9, 1.08)],
    contrast: random.between(0.88, 1.15),
    noise: random.between(1, 3.5),
    // Half of the browsers let the page lock both.
    autoExposure: random.next() < 0.5 ? 0 : random.between(0.1, 0.5),
    autoBalance: random.next() < 0.5 ? 0 : random.between(0.1, 0.3),
  }
}

/** The screen's light to which a camera has got used: exposure follows within a third of a second, colour within a second. */
export interface Adaptation {
  readonly exposure: ScreenLight
  readonly balance: ScreenLight
}

const EXPOSURE_MS = 350
const BALANCE_MS = 1200
const SAMPLES = 8

/** What a camera got used to by a time; `screen` is the light on what it looks at. */
export function adaptedTo(screen: (atMs: number) => ScreenLight, atMs: number): Adaptation {
  return { exposure: meanLight(screen, atMs, EXPOSURE_MS), balance: meanLight(screen, atMs, BALANCE_MS) }
}

function meanLight(screen: (atMs: number) => ScreenLight, atMs: number, overMs: number): ScreenLight {
  const lights = Array.from({ length: SAMPLES }, (_, sample) => screen(atMs - ((sample + 0.5) * overMs) / SAMPLES))
  const mean = (channel: 0 | 1 | 2) => lights.reduce((sum, light) => sum + light[channel], 0) / SAMPLES
  return [mean(0), mean(1), mean(2)]
}

/** Turns scenes into frames of one camera, in place. */
export type Develop = (picture: Picture, adaptation: Adaptation, seedNoise: number) => Picture

export function developer(look: CameraLook): Develop {
  const sensor = sensorNoise(1, look.noise)
  return (picture, adaptation, seedNoise) => {
    const tables = [0, 1, 2].map((channel) => valueTable(look, gainOf(look, adaptation, channel)))
    const { data } = picture
    tables.forEach((table, channel) => {
      for (let index = channel; index < data.length; index += 3) data[index] = table[data[index] as number] as number
    })
    sensor.addTo(picture, seedNoise)
    return picture
  }
}

/** Factor of a channel's light. */
function gainOf(look: CameraLook, { exposure, balance }: Adaptation, channel: number): number {
  const exposed = 1 / (1 + look.autoExposure * meanOf(exposure))
  const balanced = 1 / (1 + look.autoBalance * ((balance[channel] ?? 0) - meanOf(balance)))
  return look.exposure * (look.balance[channel] ?? 1) * exposed * balanced
}

function meanOf([red, green, blue]: ScreenLight): number {
  return (red + green + blue) / 3
}

function valueTable({ contrast }: CameraLook, gain: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(clamp(255 * ((value / 255) * gain ** (1 / GAMMA)) ** contrast, 0, 255)),
  )
}
