import type { Patch } from '../documents/page-geometry.ts'
import type { Picture } from '../image/picture.ts'
import type { Models } from '../ports.ts'
import { findText } from './find-text.ts'
import type { PrintedLine } from './printed-line.ts'
import { readPrintedLine } from './read-line.ts'

/** Longer side of the picture that the detector looks at. Labels of 1.5 mm are 11 pixels high on a page of 125 mm. */
const LOOK_AT = 960
/** A page prints some thirty runs; what shows hundreds is no page, and each costs time. */
const MOST_LINES = 80

/**
 * Reads everything printed on an upright page. `skip` says which patches need no reading: machine readable lines are read
 * better by their own network.
 */
export async function readPrint(
  page: Picture,
  models: Pick<Models, 'textDetector' | 'textReader'>,
  skip: (patch: Patch) => boolean = () => false,
): Promise<readonly PrintedLine[]> {
  const patches = (await findText(page, LOOK_AT, models.textDetector)).filter((patch) => !skip(patch))
  const lines: PrintedLine[] = []
  for (const patch of largest(patches)) {
    const line = await readPrintedLine(page, patch, models.textReader)
    if (line.text !== '') lines.push(line)
  }
  return lines
}

function largest(patches: readonly Patch[]): readonly Patch[] {
  return [...patches].sort((a, b) => b.width * b.height - a.width * a.height).slice(0, MOST_LINES)
}
