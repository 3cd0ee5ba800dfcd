import type { GreyImage } from '../image/grey.ts'
import { fitToPrint } from './fit-to-print.ts'
import { joinPieces } from './join-pieces.ts'
import { piecesOf } from './line-pieces.ts'
import { scaledTo } from './resample-grey.ts'
import { darknessOf, textEnergyOf } from './text-energy.ts'
import { scaledLine, type TextLine } from './text-line.ts'

/**
 * Windows for the energy and the cuts above which it is a line: 10 px bridge the gaps of small print, 20 px those of
 * `<` in large print. Each cut finds lines that the other one joins or loses; set by eye on the pictures of
 * docs/measurements/documents.md, which therefore flatter them a little.
 */
const VIEWS = [
  { radiusX: 10, cuts: [0.22, 0.32] },
  { radiusX: 20, cuts: [0.16, 0.26] },
] as const

/** A machine readable line spans most of its document, and a document much of its picture. */
const SHORTEST_SHARE = 0.2
/** Thirty characters at the pitch of OCR-B are 32 times as long as high; blobs run a little higher than capitals. */
const FLATTEST_RATIO = 10

/**
 * Lines of dense dark print, longest first, leaning up to some thirty degrees, in pixels of `grey`.
 * They may be upside down; what they say is the reader's matter.
 */
export function findLines(grey: GreyImage, workingSize: number): readonly TextLine[] {
  const work = scaledTo(grey, workingSize)
  const darkness = darknessOf(work)
  const lines: TextLine[] = []
  for (const { radiusX, cuts } of VIEWS) {
    const energy = textEnergyOf(darkness, radiusX)
    for (const cut of cuts) {
      for (const line of joinPieces(piecesOf(energy, cut))) {
        if (line.length < SHORTEST_SHARE * workingSize || line.length < FLATTEST_RATIO * line.height) continue
        const fitted = fitToPrint(darkness, line)
        if (fitted !== undefined && !lines.some((known) => isSame(known, fitted))) lines.push(fitted)
      }
    }
  }
  const factor = grey.width / work.width
  return lines.sort((a, b) => b.length - a.length).map((line) => scaledLine(line, factor))
}

function isSame(a: TextLine, b: TextLine): boolean {
  const reach = Math.min(a.height, b.height)
  return (
    Math.abs(a.centre.x - b.centre.x) < reach &&
    Math.abs(a.centre.y - b.centre.y) < reach / 3 &&
    Math.abs(a.length - b.length) < 2 * reach
  )
}
