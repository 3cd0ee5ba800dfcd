import type { GreyImage } from '../image/grey.ts'
import type { Network } from '../ports.ts'
import { cropLine, type Margins } from './crop-line.ts'
import { findLines } from './find-lines.ts'
import type { Row, SeenLine } from './gather-rows.ts'
import { type LineReading, readLine } from './read-line.ts'
import { between, type TextLine } from './text-line.ts'

/** Margins within the range that the network was trained on; the first one reads most lines. */
const FIRST_LOOK: Margins = { beside: 0.2, ends: 0.6 }
const QUICK_LOOKS: readonly Margins[] = [
  { beside: 0.2, ends: 0.4 },
  { beside: 0.28, ends: 0.9 },
]
/** For print that the quick looks do not settle. */
const WIDE_LOOKS: readonly Margins[] = [
  ...QUICK_LOOKS,
  { beside: 0.12, ends: 0.3 },
  { beside: 0.12, ends: 0.9 },
  { beside: 0.4, ends: 0.5 },
  { beside: 0.4, ends: 1.3 },
]
/** Ways along a row that get all looks; the rest is guesswork about its ends. */
const MAIN_WAYS = 2
/** A page of small print has more lines; the rows of its MRZ are among the longest. */
const MOST_LINES = 24

/** Every long line of a picture, read once. */
export async function lookAtLines(picture: GreyImage, size: number, network: Network): Promise<readonly SeenLine[]> {
  const seen: SeenLine[] = []
  for (const line of findLines(picture, size).slice(0, MOST_LINES)) {
    const reading = await lookAt(picture, line, FIRST_LOOK, network)
    seen.push({ line, reading, pitchPx: pitchOf(reading) })
  }
  return seen
}

/** From the places of the first and the last character on the crop. */
function pitchOf({ characters, line }: LineReading): number | undefined {
  return line === undefined || characters.length < 8 ? undefined : line.length / characters.length
}

async function lookAt(picture: GreyImage, line: TextLine, margins: Margins, network: Network): Promise<LineReading> {
  const reading = await readLine(cropLine(picture, line, margins), network)
  const [first, last] = [reading.characters[0], reading.characters.at(-1)]
  if (first === undefined || last === undefined || first === last) return reading
  const cropLength = line.length + 2 * margins.ends * line.height
  const [start, end] = [(first.at01 - 0.5) * cropLength, (last.at01 - 0.5) * cropLength]
  const pitch = (end - start) / (reading.characters.length - 1)
  return { ...reading, line: between(line, start - pitch / 2, end + pitch / 2) }
}

/** The readings of each row, in two croppings or in six. */
export async function readRows(
  picture: GreyImage,
  rows: readonly Row[],
  looks: 'quick' | 'wide',
  network: Network,
): Promise<readonly (readonly LineReading[])[]> {
  const readings: LineReading[][] = []
  for (const row of rows) {
    const ofRow: LineReading[] = []
    for (const [index, way] of row.ways.entries()) {
      for (const margins of looks === 'wide' && index < MAIN_WAYS ? WIDE_LOOKS : QUICK_LOOKS) {
        ofRow.push(await lookAt(picture, way, margins, network))
      }
    }
    readings.push(ofRow)
  }
  return readings
}
