import type { Patch } from '../documents/page-geometry.ts'
import type { Picture } from '../image/picture.ts'
import { turnedRight } from '../image/turned-right.ts'
import type { Models } from '../ports.ts'
import { findText } from './find-text.ts'
import { readPrintedLine } from './read-line.ts'

/** The longest lines tell most; three agree well enough (docs/measurements/documents.md). */
const LINES_ASKED = 3
/** Letters alone may be higher than wide; a word is not. */
const SIDEWAYS_ASPECT = 1.5
/** Enough to see which way lines run and to read the longest ones. */
const LOOK_AT = 960

/** How many quarter turns to the right set a page upright, by its print: lines run level, and read better than upside down. */
export async function uprightTurns(
  picture: Picture,
  models: Pick<Models, 'textDetector' | 'textReader'>,
): Promise<number> {
  const patches = await findText(picture, LOOK_AT, models.textDetector)
  if (!runsSideways(patches)) return (await isUpsideDown(picture, patches, models)) ? 2 : 0
  const turned = turnedRight(picture)
  const level = await findText(turned, LOOK_AT, models.textDetector)
  return (await isUpsideDown(turned, level, models)) ? 3 : 1
}

function runsSideways(patches: readonly Patch[]): boolean {
  const area = (those: readonly Patch[]) => those.reduce((sum, { width, height }) => sum + width * height, 0)
  const sideways = patches.filter(({ width, height }) => height > SIDEWAYS_ASPECT * width)
  return area(sideways) > area(patches) / 2
}

async function isUpsideDown(
  picture: Picture,
  patches: readonly Patch[],
  { textReader }: Pick<Models, 'textReader'>,
): Promise<boolean> {
  let [asItIs, turnedOver] = [0, 0]
  const longest = [...patches].sort((a, b) => b.width - a.width).slice(0, LINES_ASKED)
  for (const patch of longest) {
    asItIs += (await readPrintedLine(picture, patch, textReader)).confidence01
    const over = { ...patch, angleRad: patch.angleRad + Math.PI }
    turnedOver += (await readPrintedLine(picture, over, textReader)).confidence01
  }
  return turnedOver > asItIs
}
