import type { GreyImage } from '../image/grey.ts'
import type { Network } from '../ports.ts'
import { type Choice, chooseLines } from './choose-lines.ts'
import type { FittedLine } from './fit-reading.ts'
import { expectRows, gatherRows, type Row, type SeenLine, seedScore } from './gather-rows.ts'
import { lookAtLines, readRows } from './look-at-lines.ts'
import type { ParsedMrz } from './parse-mrz.ts'
import { turnedRight } from './resample-grey.ts'
import type { TextLine } from './text-line.ts'

/** A machine readable zone as it was found. */
export interface FoundMrz {
  readonly parsed: ParsedMrz
  /** The same lines with the confidence of every character. */
  readonly readings: readonly FittedLine[]
  /** How often the picture must be turned to the right until the zone is upright, 0-3. */
  readonly quarterTurns: number
  /** Where the lines are on the upright picture. */
  readonly lines: readonly TextLine[]
  readonly confidence01: number
  /** Every digit fits and no character is a coin toss, or the print is beyond doubt: a further look would not change it. */
  readonly settled: boolean
  /** To compare zones found by several looks: digits that fit first, then confidence. */
  readonly score: number
}

/**
 * Working sizes of the long side. At 1000 px a capital on a page that fills the picture has 10-20 px; at 640 px the
 * wide gaps of large print close, at 1600 px the print of a page that is small in the picture comes apart.
 */
const SIZE = 1000
const COARSE_SIZE = 640
const FINE_SIZE = 1600
const MOST_SEEDS = 2
/** All digits valid by chance is likelier among unsure readings; these are looked at again. */
const SETTLED = 0.85
/** No single character may be a coin toss. */
const SETTLED_CHARACTER = 0.5
/** Print read this surely says what it says: digits that do not fit are then the document's own. */
const BEYOND_DOUBT = 0.99

type Looks = 'quick' | 'wide'

/**
 * Finds and reads the machine readable zone of a page, whichever way up. A zone whose digits do not fit is returned
 * all the same, with its failures. Undefined when the page shows none.
 */
export async function readMrz(page: GreyImage, network: Network): Promise<FoundMrz | undefined> {
  const sheet = await likeliestSheet(page, network)
  if (sheet.best?.settled === true) return sheet.best
  const best = better(sheet.best, await tryRows(sheet, sheet.seen, 'wide'))
  if (best?.settled === true) return best
  const seen = await lookAtLines(sheet.picture, FINE_SIZE, network)
  const finer = better(best, await tryRows(sheet, seen, 'quick'))
  if (finer?.settled === true) return finer
  return better(finer, await tryRows(sheet, seen, 'wide'))
}

/**
 * A quick look at print that lies upright, for a page whose outline is known. Undefined unless the zone is settled and
 * whole: a line that had to be brought to length may go on beyond the outline. `readMrz` takes longer looks.
 */
export async function glanceAtMrz(page: GreyImage, network: Network): Promise<FoundMrz | undefined> {
  const { best } = await quickLook({ picture: page, quarterTurns: 0, network, seen: [], best: undefined })
  return best?.settled === true && best.readings.every(({ adjusted }) => adjusted === 0) ? best : undefined
}

/** The page as it lies after some quarter turns, and what was seen on it. */
interface Sheet {
  readonly picture: GreyImage
  readonly quarterTurns: number
  readonly network: Network
  readonly seen: readonly SeenLine[]
  readonly best: FoundMrz | undefined
}

/** The page the way up in which a quick look finds a zone, else in which a line looks most like one. */
async function likeliestSheet(page: GreyImage, network: Network): Promise<Sheet> {
  let picture = page
  let likeliest: Sheet | undefined
  for (let quarterTurns = 0; quarterTurns < 4; quarterTurns += 1) {
    const sheet = await quickLook({ picture, quarterTurns, network, seen: [], best: undefined })
    if (sheet.best !== undefined) return sheet
    if (likeliest === undefined || bestSeed(sheet) > bestSeed(likeliest)) likeliest = sheet
    picture = turnedRight(picture)
  }
  return likeliest ?? { picture: page, quarterTurns: 0, network, seen: [], best: undefined }
}

async function quickLook(sheet: Sheet): Promise<Sheet> {
  const seen = await lookAtLines(sheet.picture, SIZE, sheet.network)
  const best = await tryRows(sheet, seen, 'quick')
  if (best?.settled === true) return { ...sheet, seen, best }
  const more = [...seen, ...(await lookAtLines(sheet.picture, COARSE_SIZE, sheet.network))]
  return { ...sheet, seen: more, best: better(best, await tryRows(sheet, more, 'quick')) }
}

function bestSeed({ seen }: Sheet): number {
  return Math.max(0, ...seen.map(seedScore))
}

/** The zone around the likeliest line, or around the next one when that leads nowhere. */
async function tryRows(sheet: Sheet, seen: readonly SeenLine[], looks: Looks): Promise<FoundMrz | undefined> {
  const seeds = seen.filter((line) => seedScore(line) > 0).sort((a, b) => seedScore(b) - seedScore(a))
  for (const seed of seeds.slice(0, MOST_SEEDS)) {
    const rows = looks === 'quick' ? gatherRows(seed, seen) : expectRows(seed, seen)
    const choice = chooseLines(await readRows(sheet.picture, rows, looks, sheet.network))
    if (choice !== undefined) return { ...locate(choice, rows), quarterTurns: sheet.quarterTurns }
  }
  return undefined
}

function locate(choice: Choice, rows: readonly Row[]): Omit<FoundMrz, 'quarterTurns'> {
  const { parsed, lines: readings, confidence01, firstRow, score } = choice
  const lines = readings.flatMap((reading, index) => reading.line ?? rows[firstRow + index]?.ways[0] ?? [])
  return { parsed, readings, lines, confidence01, settled: isSettled(choice), score }
}

/** The likelier of two findings; the first one when they are equal. */
export function better(one: FoundMrz | undefined, other: FoundMrz | undefined): FoundMrz | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.score > one.score ? other : one
}

function isSettled(choice: Choice): boolean {
  const weakest = Math.min(...choice.lines.flatMap(({ confidences }) => confidences))
  if (weakest < SETTLED_CHARACTER) return false
  if (choice.allValid) return choice.confidence01 > SETTLED
  return choice.confidence01 > BEYOND_DOUBT && choice.lines.every(({ adjusted }) => adjusted === 0)
}
