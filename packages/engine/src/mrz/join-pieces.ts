import { placeOn, pointOn, type TextLine } from './text-line.ts'

/** How far apart two pieces of one line may lie, in heights: a run of faint fillers. */
const WIDEST_GAP = 4
const MOST_BESIDE = 0.45
const MOST_HEIGHT_RATIO = 1.7
const MOST_ANGLE_RAD = 0.12
/** Direction of a piece shorter than this, in heights, says nothing. */
const STEADY_RATIO = 5

/** Pieces that continue each other, put together; longest first. */
export function joinPieces(pieces: readonly TextLine[]): readonly TextLine[] {
  const lines: TextLine[] = []
  for (const piece of [...pieces].sort((a, b) => b.length - a.length)) {
    const index = lines.findIndex((line) => continues(line, piece))
    const line = lines[index]
    if (line === undefined) lines.push(piece)
    else lines[index] = joined(line, piece)
  }
  return lines
}

function continues(line: TextLine, piece: TextLine): boolean {
  const { along, beside } = placeOn(line, piece.centre)
  const steady = piece.length > STEADY_RATIO * piece.height
  return (
    Math.abs(beside) < MOST_BESIDE * line.height + 0.02 * Math.max(0, Math.abs(along) - line.length / 2) &&
    Math.abs(along) < (line.length + piece.length) / 2 + WIDEST_GAP * line.height &&
    piece.height < MOST_HEIGHT_RATIO * line.height &&
    line.height < MOST_HEIGHT_RATIO * piece.height &&
    (!steady || Math.abs(line.angleRad - piece.angleRad) < MOST_ANGLE_RAD)
  )
}

/** From the outer end of one to the outer end of the other. */
function joined(line: TextLine, piece: TextLine): TextLine {
  const side = placeOn(line, piece.centre).along < 0 ? -1 : 1
  const near = pointOn(line, (-side * line.length) / 2, 0)
  const far = pointOn(piece, (side * piece.length) / 2, 0)
  if (Math.abs(placeOn(line, far).along) <= line.length / 2) return line
  const [left, right] = side < 0 ? [far, near] : [near, far]
  const [dx, dy] = [right.x - left.x, right.y - left.y]
  return {
    centre: { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 },
    angleRad: Math.atan2(dy, dx),
    length: Math.hypot(dx, dy),
    height: line.height,
  }
}
