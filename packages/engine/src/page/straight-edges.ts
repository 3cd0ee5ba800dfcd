import type { Edges } from './edges.ts'
import type { StraightLine } from './quad.ts'

/** Slopes, in levels a pixel, below which noise is meant and above which a step counts no more. */
const LEAST_SLOPE = 3
const FULL_SLOPE = 6
const ANGLE_STEPS = 180
/** Neighbouring peaks describe the same line. */
const APART_DEG = 4
const APART_PX = 5
const MOST_LINES = 18

/** The straight edges of a picture that most pixels agree on: those that run across it, and those that run down it. */
export function straightEdges(edges: Edges): {
  readonly across: readonly StraightLine[]
  readonly down: readonly StraightLine[]
} {
  const reach = Math.ceil(Math.hypot(edges.width, edges.height))
  const votes = countVotes(edges, reach)
  // The normal of a line that runs across points down or up: 45 to 135 degrees.
  return { across: peaks(votes, reach, 45), down: peaks(votes, reach, 135) }
}

/** Each edge pixel votes for the lines through it within a degree or two of its own direction. There are many, hence the plain arithmetic. */
function countVotes({ width, height, toRight, downwards }: Edges, reach: number): Float32Array {
  const rows = 2 * reach + 1
  const votes = new Float32Array(ANGLE_STEPS * rows)
  const cosines = Float64Array.from({ length: ANGLE_STEPS }, (_, angle) => Math.cos((angle * Math.PI) / ANGLE_STEPS))
  const sines = Float64Array.from({ length: ANGLE_STEPS }, (_, angle) => Math.sin((angle * Math.PI) / ANGLE_STEPS))
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const dx = toRight[at] as number
      const dy = downwards[at] as number
      const slope = Math.sqrt(dx * dx + dy * dy)
      if (slope < LEAST_SLOPE) continue
      const weight = Math.min(slope, FULL_SLOPE) / FULL_SLOPE
      const angle = ((Math.atan2(dy, dx) * ANGLE_STEPS) / Math.PI + ANGLE_STEPS + 0.5) | 0
      for (let off = -2; off <= 2; off += 1) {
        const step = (angle + off) % ANGLE_STEPS
        const offset = x * (cosines[step] as number) + y * (sines[step] as number)
        const vote = step * rows + ((offset + reach + 0.5) | 0)
        votes[vote] = (votes[vote] as number) + weight
      }
    }
  }
  return votes
}

/** The strongest lines whose normals lie within 45 degrees of the middle of a quarter turn. */
function peaks(votes: Float32Array, reach: number, firstAngle: number): readonly StraightLine[] {
  const rows = 2 * reach + 1
  const candidates: { readonly angle: number; readonly offset: number; readonly count: number }[] = []
  for (let turned = firstAngle; turned < firstAngle + 90; turned += 1) {
    const step = turned % ANGLE_STEPS
    for (let row = 1; row < rows - 1; row += 1) {
      const count = votes[step * rows + row] ?? 0
      const isPeak =
        count > 10 && count >= (votes[step * rows + row - 1] ?? 0) && count > (votes[step * rows + row + 1] ?? 0)
      // Angles beyond a half turn are the same lines with the offset turned round.
      if (isPeak) candidates.push({ angle: turned, offset: turned < ANGLE_STEPS ? row - reach : reach - row, count })
    }
  }
  const chosen: typeof candidates = []
  for (const candidate of candidates.sort((a, b) => b.count - a.count)) {
    const known = chosen.some(
      ({ angle, offset }) =>
        Math.abs(angle - candidate.angle) < APART_DEG && Math.abs(offset - candidate.offset) < APART_PX,
    )
    if (!known) chosen.push(candidate)
    if (chosen.length === MOST_LINES) break
  }
  return chosen.map(({ angle, offset }) => {
    const radians = (angle * Math.PI) / ANGLE_STEPS
    return { cos: Math.cos(radians), sin: Math.sin(radians), offset }
  })
}
