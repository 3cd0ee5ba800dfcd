import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Box, cropPicture, type Picture, type Pictures } from '@bonafide/engine'

/**
 * People on the demo pictures that ship with `@vladmandic/face-api`; their pictures are read from the installed
 * package and never copied. `ada-document` and `ada-selfie` show one woman, at a face distance of 0.41; all others are
 * strangers to her and to each other (more than 0.62; 0.62 is where `same person` is no longer considered).
 */
const PLACES = {
  'ada-document': { sample: 1, box: { x: 1486, y: 230, width: 187, height: 187 } },
  'ada-selfie': { sample: 3, box: { x: 1070, y: 242, width: 235, height: 263 } },
  bea: { sample: 6, box: { x: 1480, y: 295, width: 223, height: 262 } },
  cleo: { sample: 5, box: { x: 364, y: 908, width: 216, height: 249 } },
  dora: { sample: 3, box: { x: 593, y: 359, width: 205, height: 238 } },
} as const satisfies Readonly<Record<string, Place>>

/** Another woman on these pictures, whose eyes are shut or cast down as far. */
const CLOSED_EYES = { sample: 2, box: { x: 1438, y: 182, width: 216, height: 252 } }

export type DemoStillName = keyof typeof PLACES

export const DEMO_STILLS = Object.keys(PLACES) as readonly DemoStillName[]

/** The package with the demo pictures is not installed. */
export class DemoStillsMissing extends Error {
  readonly code = 'demo-stills-missing'
}

/** One person cut out of a demo picture, so that hers is the only whole face on it. */
export function demoStill(name: DemoStillName, pictures: Pictures): Promise<Picture> {
  return cutOut(PLACES[name], pictures)
}

/** Somebody whose closed eyes make a picture unfit. */
export function closedEyesStill(pictures: Pictures): Promise<Picture> {
  return cutOut(CLOSED_EYES, pictures)
}

interface Place {
  readonly sample: number
  readonly box: Box
}

async function cutOut({ sample, box }: Place, pictures: Pictures): Promise<Picture> {
  const group = await pictures.decode(await readFile(join(demoFolder(), `sample${sample}.jpg`)))
  const [left, top] = [Math.max(0, box.x - 0.95 * box.width), Math.max(0, box.y - 0.9 * box.height)]
  const right = Math.min(group.width, box.x + 1.95 * box.width)
  const bottom = Math.min(group.height, box.y + 2.4 * box.height)
  return cropPicture(group, { x: left, y: top, width: right - left, height: bottom - top })
}

/** Found by walking the folders where Node would look: the package's export map hides its pictures. */
function demoFolder(): string {
  const folders = createRequire(import.meta.url).resolve.paths('@vladmandic/face-api') ?? []
  const found = folders
    .map((folder) => join(folder, '@vladmandic', 'face-api', 'demo'))
    .find((folder) => existsSync(folder))
  if (found === undefined) throw new DemoStillsMissing('the package @vladmandic/face-api is not installed')
  return found
}
