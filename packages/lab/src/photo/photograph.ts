import { homography, type Picture, type Point, type Quad } from '@bonafide/engine'
import { addSample } from '../drawing/sample.ts'
import { sensorNoise } from '../drawing/sensor-noise.ts'
import { type Seeded, seeded } from '../random.ts'
import { blur } from './blur.ts'
import { table } from './table.ts'

/** `flat` is a scanner's view; the others are photographs by hand, from careful to careless. */
export type Difficulty = 'flat' | 'easy' | 'medium' | 'hard'

export interface PhotographOptions {
  readonly difficulty: Difficulty
  readonly seed: number
}

/** What a hand and a lamp do to a picture. Turn in degrees, shift of each corner in page widths, glare in grey levels. */
interface Conditions {
  readonly fill: readonly [number, number]
  readonly turn: number
  readonly slant: number
  readonly glare: readonly [number, number]
  readonly shade: number
  readonly darkest: number
  readonly blurPasses: number
  readonly noise: number
}

const CONDITIONS: Readonly<Record<Difficulty, Conditions>> = {
  flat: { fill: [0.9, 0.9], turn: 0, slant: 0, glare: [0, 0], shade: 0, darkest: 1, blurPasses: 0, noise: 0.6 },
  easy: {
    fill: [0.8, 0.88],
    turn: 2,
    slant: 0.008,
    glare: [0, 0],
    shade: 0.05,
    darkest: 0.97,
    blurPasses: 0,
    noise: 2,
  },
  medium: {
    fill: [0.68, 0.82],
    turn: 7,
    slant: 0.03,
    glare: [15, 50],
    shade: 0.15,
    darkest: 0.85,
    blurPasses: 1,
    noise: 4,
  },
  hard: {
    fill: [0.55, 0.7],
    turn: 14,
    slant: 0.05,
    glare: [50, 140],
    shade: 0.3,
    darkest: 0.6,
    blurPasses: 3,
    noise: 8,
  },
}

const PHOTO = { width: 1600, height: 1200 } as const

/** Where the corners of a page of this size lie on its photograph, clockwise from its upper left. */
export function cornersOnPhoto(page: Size, { difficulty, seed }: PhotographOptions): Quad {
  return layDown(page, CONDITIONS[difficulty], seeded(seed))
}

type Size = Pick<Picture, 'width' | 'height'>

/** Photographs a page on a table. The same options give the same bytes. */
export function photograph(page: Picture, { difficulty, seed }: PhotographOptions): Picture {
  const random = seeded(seed)
  const conditions = CONDITIONS[difficulty]
  const corners = layDown(page, conditions, random)
  const photo = table(PHOTO.width, PHOTO.height, random)
  drawPage(photo, page, corners)
  light(photo, conditions, random)
  const blurred = blur(photo, conditions.blurPasses)
  sensorNoise(seed, conditions.noise).addTo(blurred, seed)
  return blurred
}

function layDown(page: Size, { fill, turn, slant }: Conditions, random: Seeded): Quad {
  const width = Math.min(PHOTO.width * random.between(...fill), (PHOTO.height * 0.92 * page.width) / page.height)
  const height = (width * page.height) / page.width
  const angle = (random.between(-turn, turn) * Math.PI) / 180
  const middle = { x: PHOTO.width * random.between(0.48, 0.52), y: PHOTO.height * random.between(0.49, 0.51) }
  const corner = (across: number, down: number): Point => {
    const [x, y] = [(across * width) / 2, (down * height) / 2]
    return {
      x: middle.x + x * Math.cos(angle) - y * Math.sin(angle) + random.between(-slant, slant) * width,
      y: middle.y + x * Math.sin(angle) + y * Math.cos(angle) + random.between(-slant, slant) * width,
    }
  }
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

/** Each pixel takes the mean of a few points of the page, so that fine lines do not break up. */
const SAMPLES = 2

function drawPage(photo: Picture, page: Picture, corners: Quad): void {
  const { width, height } = page
  const toPage = homography(corners, [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ])
  const colour = new Float64Array(3)
  for (let row = 0; row < photo.height; row += 1) {
    for (let column = 0; column < photo.width; column += 1) {
      const middle = toPage(column + 0.5, row + 0.5)
      if (middle.x < -3 || middle.y < -3 || middle.x > width + 3 || middle.y > height + 3) continue
      const pixel = (row * photo.width + column) * 3
      takeColour(photo, page, toPage, column, row, colour)
      photo.data.set(colour, pixel)
    }
  }
}

function takeColour(
  photo: Picture,
  page: Picture,
  toPage: (x: number, y: number) => Point,
  column: number,
  row: number,
  into: Float64Array,
): void {
  const weight = 1 / (SAMPLES * SAMPLES)
  into.fill(0)
  for (let sub = 0; sub < SAMPLES * SAMPLES; sub += 1) {
    const on = toPage(column + ((sub % SAMPLES) + 0.5) / SAMPLES, row + (Math.floor(sub / SAMPLES) + 0.5) / SAMPLES)
    const inside = on.x >= 0 && on.y >= 0 && on.x < page.width && on.y < page.height
    if (inside) addSample(page, on.x, on.y, weight, into)
    else addSample(photo, column + 0.5, row + 0.5, weight, into)
  }
}

function light({ width, height, data }: Picture, { glare, shade, darkest }: Conditions, random: Seeded): void {
  const lamp = {
    x: random.between(0.2, 0.8) * width,
    y: random.between(0.1, 0.5) * height,
    reach: random.between(90, 220),
    strength: random.between(...glare),
  }
  const [slope, level] = [random.between(-shade, shade), random.between(darkest, 1)]
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const away = ((column - lamp.x) ** 2 + (row - lamp.y) ** 2) / lamp.reach ** 2
      const shine = lamp.strength === 0 || away > 9 ? 0 : lamp.strength * Math.exp(-away)
      const gain = (1 + slope * (column / width - 0.5)) * level
      const pixel = (row * width + column) * 3
      for (let at = pixel; at < pixel + 3; at += 1) data[at] = Math.min(255, (data[at] ?? 0) * gain + shine)
    }
  }
}
