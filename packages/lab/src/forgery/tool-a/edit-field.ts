import type { Box, Picture, Point } from '@bonafide/engine'
import { createCanvas, type Polygon } from '../../drawing/canvas.ts'
import { sensorNoise } from '../../drawing/sensor-noise.ts'
import { blur } from '../../photo/blur.ts'
import type { Seeded } from '../../random.ts'
import type { DrawnRun } from '../../specimen/render-document.ts'
import { openTypeface } from '../../specimen/typeface.ts'
import type { SpecimenScene } from '../specimen-scene.ts'
import { grown, patchOf, photoBox, putBack } from './place-on-photo.ts'

/** Height of capitals in ems of the face of type that is drawn. */
const CAPITAL_EM = 0.698
const LETTERS = 'ABCDEFGHKLMNOPRSTUVWZ'

/** Erases a value from the photograph and writes another one there, about as heavy and as dark as the old, blurred by eye. */
export async function retypeField(scene: SpecimenScene, photo: Picture, random: Seeded): Promise<Picture> {
  const run = aValue(scene, random)
  const area = photoBox(scene, grown(run.box, 0.35 * run.box.height))
  const lighter = random.between(0, 35)
  const ink = darkest(photo, area).map((level) => level + lighter)
  const edited = { ...photo, data: Uint8Array.from(photo.data) }
  eraseAcross(edited, area)
  const text = otherText(run.text, random)
  const typeface = await openTypeface(random.pick([400, 600, 600]), text)
  const size = run.box.height / CAPITAL_EM
  const outline = typeface.outline(text, run.box.x, run.box.y + run.box.height, size)
  const layer = createCanvas(photo.width, photo.height, [255, 255, 255])
  layer.fill(
    outline.map((polygon) => onPhoto(scene, polygon)),
    [0, 0, 0],
  )
  const soft = blur(layer.picture, Math.floor(random.between(0, 3)))
  inked(edited, soft, area, ink)
  const noise = patchOf(edited, area)
  sensorNoise(Math.floor(random.next() * 1e6), random.between(0, 3.5)).addTo(noise, 1)
  putBack(edited, noise, area)
  return edited
}

/** Letters from elsewhere on the same photograph are laid over a value, their paper with them. */
export function moveLetters(scene: SpecimenScene, photo: Picture, random: Seeded): Picture {
  const target = aValue(scene, random)
  const others = scene.values.filter((run) => run !== target)
  const from = others[Math.floor(random.next() * others.length)] ?? target
  const width = Math.min(from.box.width, target.box.width) * random.between(0.35, 0.9)
  const part = (run: DrawnRun, at: number) =>
    photoBox(scene, grown({ ...run.box, x: run.box.x + at, width }, 0.2 * run.box.height))
  const source = part(from, random.next() * (from.box.width - width))
  const place = part(target, random.next() * (target.box.width - width))
  const edited = { ...photo, data: Uint8Array.from(photo.data) }
  const patch = patchOf(photo, source)
  putBack(edited, patch, { ...place, width: source.width, height: source.height })
  return edited
}

function aValue({ values }: SpecimenScene, random: Seeded): DrawnRun {
  const run = values[Math.floor(random.next() * values.length)]
  if (run === undefined) throw new RangeError('the page prints no value')
  return run
}

/** As long as the old text, of the same kind: digits for digits, letters for letters. */
function otherText(text: string, random: Seeded): string {
  const other = (letter: string) => {
    if (/\d/.test(letter)) return String((Number(letter) + 1 + Math.floor(random.next() * 9)) % 10)
    if (/[A-Za-z]/.test(letter)) return LETTERS[Math.floor(random.next() * LETTERS.length)] ?? 'X'
    return letter
  }
  return [...text].map(other).join('')
}

function onPhoto({ toPhoto }: SpecimenScene, polygon: readonly Point[]): Polygon {
  return polygon.map(({ x, y }) => toPhoto(x, y))
}

/** The level that a thirtieth of the pixels stays below, each colour for itself. */
function darkest(photo: Picture, area: Box): readonly number[] {
  const { data } = patchOf(photo, area)
  return [0, 1, 2].map((channel) => {
    const levels = [...data].filter((_, at) => at % 3 === channel).sort((a, b) => a - b)
    return levels[Math.floor(levels.length / 30)] ?? 0
  })
}

/** Each row runs evenly from what stands left of the area to what stands right of it. */
function eraseAcross({ width, data }: Picture, { x, y, width: across, height }: Box): void {
  for (let row = y; row < y + height; row += 1) {
    for (let column = 0; column < across; column += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const left = data[3 * (row * width + x - 1) + channel] ?? 0
        const right = data[3 * (row * width + x + across) + channel] ?? 0
        data[3 * (row * width + x + column) + channel] = left + ((right - left) * column) / across
      }
    }
  }
}

/** Where the layer is dark, ink stands. */
function inked(photo: Picture, layer: Picture, { x, y, width, height }: Box, ink: readonly number[]): void {
  for (let row = y; row < y + height; row += 1) {
    for (let at = 3 * (row * photo.width + x); at < 3 * (row * photo.width + x + width); at += 1) {
      const share = 1 - (layer.data[at] ?? 255) / 255
      const here = photo.data[at] ?? 0
      photo.data[at] = here + ((ink[at % 3] ?? 0) - here) * share
    }
  }
}
