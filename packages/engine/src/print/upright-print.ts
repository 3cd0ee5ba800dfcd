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
/**
 * A line read with more belief than this stands upright: of 197 long lines read upside down the surest had 0.71, of the
 * same lines upright 19 of 20 had 0.90 and more (docs/measurements/documents.md).
 */
const PLAINLY_UPRIGHT = 0.85

/** Which way up a page lies by its print, and where its print stands once it is upright. */
export interface UprightPrint {
  /** Quarter turns to the right that set the page upright. */
  readonly turns: number
  readonly patches: readonly Patch[]
}

/** Lines run level, and read better than upside down. `scale` is what `findText` takes. */
export async function uprightPrint(
  picture: Picture,
  scale: number,
  models: Pick<Models, 'textDetector' | 'textReader'>,
): Promise<UprightPrint> {
  const patches = await findText(picture, scale, models.textDetector)
  if (!runsSideways(patches)) return notUpsideDown({ turns: 0, patches }, picture, models)
  const level = turnedRight(picture)
  return notUpsideDown({ turns: 1, patches: await findText(level, scale, models.textDetector) }, level, models)
}

function runsSideways(patches: readonly Patch[]): boolean {
  const area = (those: readonly Patch[]) => those.reduce((sum, { width, height }) => sum + width * height, 0)
  const sideways = patches.filter(({ width, height }) => height > SIDEWAYS_ASPECT * width)
  return area(sideways) > area(patches) / 2
}

async function notUpsideDown(
  level: UprightPrint,
  picture: Picture,
  { textReader }: Pick<Models, 'textReader'>,
): Promise<UprightPrint> {
  let [asItIs, turnedOver] = [0, 0]
  const longest = [...level.patches].sort((a, b) => b.width - a.width).slice(0, LINES_ASKED)
  for (const patch of longest) {
    const { confidence01 } = await readPrintedLine(picture, patch, textReader)
    if (confidence01 > PLAINLY_UPRIGHT) return level
    asItIs += confidence01
    const over = { ...patch, angleRad: patch.angleRad + Math.PI }
    turnedOver += (await readPrintedLine(picture, over, textReader)).confidence01
  }
  return turnedOver > asItIs ? upsideDown(level, picture) : level
}

/** The same print after half a turn; the direction of a patch is that of its sides and stays. */
function upsideDown({ turns, patches }: UprightPrint, { width, height }: Picture): UprightPrint {
  const over = patches.map((patch) => ({ ...patch, centre: { x: width - patch.centre.x, y: height - patch.centre.y } }))
  return { turns: turns + 2, patches: over }
}
