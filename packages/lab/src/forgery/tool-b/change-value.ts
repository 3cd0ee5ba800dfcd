import { type Box, homography, type Picture, type Quad } from '@bonafide/engine'
import { createCanvas } from '../../drawing/canvas.ts'
import type { Seeded } from '../../random.ts'
import { mrzOutline } from '../../specimen/mrz-typeface.ts'
import type { DrawnRun } from '../../specimen/render-document.ts'
import { openTypeface } from '../../specimen/typeface.ts'
import { cornersOf, type SpecimenScene } from '../specimen-scene.ts'
import { blended, cubicAt, feathered } from './blend.ts'

/** Pixels of the drawn letters for one pixel of the page. */
const FINER = 2
const UNIT: Quad = cornersOf({ width: 1, height: 1 })

/** Cuts a value out of the photograph of another page and lays it over this one's, softly, in its light. */
export function pasteValue(scene: SpecimenScene, other: SpecimenScene, theirs: Picture, ours: Picture, random: Seeded) {
  const target = pickValue(scene, random)
  const source = alike(target, other)
  const from = quadOn(other, around(source.box))
  const to = quadOn(
    scene,
    around({ ...target.box, width: Math.min(source.box.width, scene.page.width - target.box.x) }),
  )
  const toTheirs = homography(UNIT, from)
  const shift = paperOf(ours, to).map((level, channel) => level - (paperOf(theirs, from)[channel] ?? 0))
  return blended(ours, to, homography(to, UNIT), (u, v) => {
    const { x, y } = toTheirs(u, v)
    const [red, green, blue] = cubicAt(theirs, x, y)
    const [dr = 0, dg = 0, db = 0] = shift
    return [red + dr, green + dg, blue + db, feathered(u, v, 0.02, 0.12)]
  })
}

/** Clones paper over some letters of a value and draws others of a different cut, darkened into it. */
export async function redrawLetters(scene: SpecimenScene, photo: Picture, random: Seeded): Promise<Picture> {
  const run = pickValue(scene, random)
  const text = [...run.text]
    .map((letter) => (/\d/.test(letter) ? String(Math.floor(random.next() * 10)) : letter))
    .join('')
  const written = text === run.text ? [...text].reverse().join('') : text
  const machine = /^[A-Z0-9]+$/.test(written) && random.next() < 0.4
  const first = random.between(0, 0.4)
  const part = { ...run.box, x: run.box.x + first * run.box.width, width: (1 - first) * run.box.width }
  const area = around(part)
  const clean = clonePaper(scene, photo, area, random)
  const letters = await drawnLetters(written.slice(Math.floor(first * written.length)), area, run.box.height, machine)
  const quad = quadOn(scene, area)
  const [depth, grain] = [random.between(0.72, 0.9), random.between(0, 9)]
  const soft = random.between(0.4, 1.3) * FINER
  return blended(clean, quad, homography(quad, UNIT), (u, v) => {
    const dark = depth * (1 - softly(letters, u * letters.width, v * letters.height, soft) / 255)
    const level = 20 + grain * (random.next() - 0.5)
    return [level, level, level, dark]
  })
}

/** Takes letters of the page itself, moved by parts of a pixel, and lays them over others. */
export function repeatLetters(scene: SpecimenScene, photo: Picture, random: Seeded): Picture {
  const target = pickValue(scene, random)
  const source = alike(target, scene, target)
  const width = Math.min(target.box.width, source.box.width) * random.between(0.4, 1)
  const to = quadOn(scene, around({ ...target.box, width }))
  const from = homography(UNIT, quadOn(scene, around({ ...source.box, width })))
  return blended(photo, to, homography(to, UNIT), (u, v) => {
    const { x, y } = from(u, v)
    const [red, green, blue] = cubicAt(photo, x, y)
    return [red, green, blue, feathered(u, v, 0.03, 0.08)]
  })
}

function pickValue({ values }: SpecimenScene, random: Seeded): DrawnRun {
  const run = values[Math.floor(random.next() * values.length)]
  if (run === undefined) throw new RangeError('the page prints no value')
  return run
}

/** The value of a page whose print is nearest in length, but not this very one. */
function alike(run: DrawnRun, { values }: SpecimenScene, not?: DrawnRun): DrawnRun {
  const others = values.filter((value) => value !== not)
  const away = ({ box }: DrawnRun) => Math.abs(box.width - run.box.width)
  return others.reduce((best, value) => (away(value) < away(best) ? value : best), others[0] ?? run)
}

function around({ x, y, width, height }: Box): Box {
  const room = 0.3 * height
  return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room }
}

export function quadOn({ toPhoto }: SpecimenScene, { x, y, width, height }: Box): Quad {
  return [toPhoto(x, y), toPhoto(x + width, y), toPhoto(x + width, y + height), toPhoto(x, y + height)]
}

/** The colour that most of a quadrilateral's edge has. */
function paperOf({ width, height, data }: Picture, [a, b, c, d]: Quad): readonly number[] {
  const edge = Array.from({ length: 24 }, (_, step) => step / 23).flatMap((t) => [
    { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) },
    { x: d.x + t * (c.x - d.x), y: d.y + t * (c.y - d.y) },
  ])
  return [0, 1, 2].map((channel) => {
    const levels = edge.map(({ x, y }) => {
      const [column, row] = [Math.max(0, Math.min(width - 1, x | 0)), Math.max(0, Math.min(height - 1, y | 0))]
      return data[3 * (row * width + column) + channel] ?? 0
    })
    return levels.sort((p, q) => p - q)[Math.floor(levels.length / 2)] ?? 0
  })
}

/** A strip of paper from above or below the value, as high as a fraction of it and repeated. */
function clonePaper(scene: SpecimenScene, photo: Picture, area: Box, random: Seeded): Picture {
  const strip = 0.22 * area.height
  const above = random.next() < 0.5
  const start = above ? area.y - strip : area.y + area.height
  const quad = quadOn(scene, area)
  return blended(photo, quad, homography(quad, UNIT), (u, v) => {
    const { x, y } = scene.toPhoto(area.x + u * area.width, start + ((v * area.height) % strip))
    const [red, green, blue] = cubicAt(photo, x, y)
    return [red, green, blue, feathered(u, v, 0.03, 0.1)]
  })
}

/** Black letters on white over the whole area, as many pixels finer as the page has. */
async function drawnLetters(text: string, area: Box, capitals: number, machine: boolean): Promise<Picture> {
  const { picture, fill } = createCanvas(Math.ceil(area.width * FINER), Math.ceil(area.height * FINER), [255, 255, 255])
  const [left, top] = [((area.height - capitals) / 2) * FINER, ((area.height - capitals) / 2) * FINER]
  if (machine) {
    for (const outline of mrzOutline(text, left, top, capitals * FINER)) fill(outline, [0, 0, 0])
    return picture
  }
  const typeface = await openTypeface(400, text)
  // Figures of this weight are a little lower than those that stood there; whoever forges in haste does not see it.
  fill(typeface.outline(text, left, top + capitals * FINER, (capitals * FINER) / 0.73), [0, 0, 0])
  return picture
}

/** Mean over a disc, from nine points. */
function softly({ width, height, data }: Picture, x: number, y: number, radius: number): number {
  let sum = 0
  for (const dx of [-1, 0, 1]) {
    for (const dy of [-1, 0, 1]) {
      const column = Math.max(0, Math.min(width - 1, Math.floor(x + dx * radius)))
      const row = Math.max(0, Math.min(height - 1, Math.floor(y + dy * radius)))
      sum += data[3 * (row * width + column)] ?? 255
    }
  }
  return sum / 9
}
