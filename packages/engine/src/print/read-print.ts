import type { Patch } from '../documents/page-geometry.ts'
import type { Picture } from '../image/picture.ts'
import type { SpellingNetwork } from '../ports.ts'
import type { PrintedLine } from './printed-line.ts'
import { readPrintedLine } from './read-line.ts'

/** A page prints some thirty runs; what shows hundreds is no page, and each costs time. */
const MOST_LINES = 80
/** Print read with less belief than this is read again, cut closer and wider; names below it go to a person (names-protected). */
const SURE = 0.93
/** Heights of the further cuts, in heights of the patch as the detector found it. */
const FURTHER_CUTS = [0.85, 1.15]

/** Reads patches of print on an upright page, the largest first. Each line says what the cut says that was read with most belief. */
export async function readPrint(
  page: Picture,
  patches: readonly Patch[],
  network: SpellingNetwork,
): Promise<readonly PrintedLine[]> {
  const lines: PrintedLine[] = []
  for (const patch of largest(patches)) {
    const line = await readSurely(page, patch, network)
    if (line.text !== '') lines.push(line)
  }
  return lines
}

async function readSurely(page: Picture, patch: Patch, network: SpellingNetwork): Promise<PrintedLine> {
  let best = await readPrintedLine(page, patch, network)
  for (const share of FURTHER_CUTS) {
    if (best.confidence01 >= SURE) break
    const line = await readPrintedLine(page, { ...patch, height: share * patch.height }, network)
    if (line.confidence01 > best.confidence01) best = { ...line, patch }
  }
  return best
}

function largest(patches: readonly Patch[]): readonly Patch[] {
  return [...patches].sort((a, b) => b.width * b.height - a.width * a.height).slice(0, MOST_LINES)
}
