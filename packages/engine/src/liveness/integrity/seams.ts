import type { SmallFrame } from './small-frames.ts'
import { unlikeness } from './small-frames.ts'

/** As many of the greatest changes are looked at. */
const SEAMS = 2

/** Where a clip may have been pieced together: the frames that look least like the one before, the least alike first. */
export function likelySeams(
  frames: readonly SmallFrame[],
): readonly { readonly index: number; readonly unlike: number }[] {
  const changes = frames.flatMap((frame, index) => {
    const before = frames[index - 1]
    return before === undefined ? [] : [{ index, unlike: unlikeness(before.small, frame.small) }]
  })
  return changes.sort((a, b) => b.unlike - a.unlike).slice(0, SEAMS)
}
