import type { Box, Picture, Point } from '@bonafide/engine'
import { createCanvas } from '../../drawing/canvas.ts'
import type { Seeded } from '../../random.ts'
import { openTypeface } from '../../specimen/typeface.ts'
import { levelRun } from '../level-run.ts'
import type { SpecimenScene } from '../specimen-scene.ts'

/** How far letters stand off their line, in heights of a capital: 2 to 4 pixels of 30. */
const OFF = [0.067, 0.14] as const
/** How much they lean, in radians: one and a half to four degrees. */
const LEAN = [0.026, 0.07] as const
/** How often they lean and do not stand off. */
const LEAN_SHARE = 0.4
/** So many letters stay as they were, and so many are set again, at least. */
const LEAST_LETTERS = 3
const INK = [22, 22, 24] as const

/**
 * Erases the end of a value on the page and sets the same letters again in the same face of type, off their line or leaning:
 * print that was changed on paper, which leaves no trace in the camera's file.
 */
export async function resetLetters(
  scene: SpecimenScene,
  random: Seeded,
): Promise<{ readonly way: string; readonly page: Picture }> {
  const { text, box } = levelRun(scene, random)
  const letters = [...text]
  const kept = LEAST_LETTERS + Math.floor(random.next() * Math.max(1, letters.length - 2 * LEAST_LETTERS + 1))
  const typeface = await openTypeface(600, text)
  // Values that would be too long for their field are set smaller.
  const size = box.height / typeface.capitalEm
  const start = { x: box.x + typeface.widthOf(letters.slice(0, kept).join(''), size), y: box.y + box.height }
  const way = random.next() < LEAN_SHARE ? 'leaning' : 'off the line'
  const sign = random.next() < 0.5 ? -1 : 1
  const [off, lean] = [sign * random.between(...OFF) * box.height, sign * random.between(...LEAN)]
  const outlines = typeface.outline(letters.slice(kept).join(''), start.x, start.y, size)
  const { picture, fill } = createCanvas(scene.page.width, scene.page.height, [0, 0, 0])
  picture.data.set(scene.page.data)
  eraseDownwards(picture, { ...box, x: start.x, width: box.x + box.width - start.x })
  const set = (point: Point) => (way === 'leaning' ? turned(point, start, lean) : { x: point.x, y: point.y + off })
  fill(
    outlines.map((polygon) => polygon.map(set)),
    INK,
  )
  return { way, page: picture }
}

/** Each column runs evenly from the paper above the letters to that below them. */
function eraseDownwards({ width, height, data }: Picture, box: Box): void {
  const top = Math.max(0, Math.floor(box.y - 0.25 * box.height))
  const foot = Math.min(height - 1, Math.ceil(box.y + 1.35 * box.height))
  for (let x = Math.floor(box.x); x < Math.min(width, Math.ceil(box.x + box.width)); x += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const above = data[3 * (top * width + x) + channel] ?? 0
      const below = data[3 * (foot * width + x) + channel] ?? 0
      for (let y = top + 1; y < foot; y += 1)
        data[3 * (y * width + x) + channel] = above + ((below - above) * (y - top)) / (foot - top)
    }
  }
}

function turned({ x, y }: Point, about: Point, angleRad: number): Point {
  const [across, down] = [x - about.x, y - about.y]
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)]
  return { x: about.x + across * cos - down * sin, y: about.y + across * sin + down * cos }
}
