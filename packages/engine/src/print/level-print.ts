import type { Patch } from '../documents/page-geometry.ts'

/** Shorter patches, as of single letters, have no direction. */
const LEAST_ASPECT = 3
/**
 * Lean against the middle one, in radians: on 29 pictures print of the page itself leans by 0.041 at most, the word SPECIMEN
 * across two of them by 0.77 and 0.79 (docs/measurements/documents.md).
 */
const MOST_LEAN = 0.26

/** Print that runs along with the rest of a page. Words stamped across it are no values, whatever they say. */
export function levelPrint(patches: readonly Patch[]): readonly Patch[] {
  const long = patches.filter(({ width, height }) => width > LEAST_ASPECT * height)
  const angles = long.map(({ angleRad }) => angleRad).sort((a, b) => a - b)
  const usual = angles[Math.floor(angles.length / 2)] ?? 0
  return patches.filter(
    (patch) => patch.width <= LEAST_ASPECT * patch.height || Math.abs(patch.angleRad - usual) < MOST_LEAN,
  )
}
