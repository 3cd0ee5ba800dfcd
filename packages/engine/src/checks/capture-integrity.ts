import { isPlausibleClock } from '../liveness/integrity/clock.ts'
import { repeatedShare } from '../liveness/integrity/frame-repeats.ts'
import { frameRhythm } from '../liveness/integrity/frame-rhythm.ts'
import { isLightChange } from '../liveness/windows.ts'
import { defineCheck } from '../verification/check.ts'
import { passUnless } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'
import { staged } from '../verification/staged.ts'

const MOST_REPEATED = 0.1
/**
 * Regular rises and falls of what changes between frames. Cameras, rendered and real, read 0.27 at most (repeats) and 0.30
 * (blends), 36 clips; frames shown twice with noise 1.08 and more, frames mixed from neighbours 0.39 and more, of calm
 * people with noise on top 0.24 (docs/measurements/liveness.md).
 */
const MOST_REPEATS = 0.5
const MOST_BLENDS = 0.38

/** The frames come from a camera that ran without a break: none twice, none made up of others, on a plausible clock. */
export default defineCheck({
  id: 'capture-integrity',
  needs: ['face'],
  reasons: ['clock-implausible', 'frames-repeated', 'frames-blended'],
  stopsOnFailure: false,
  run: async (examination, _policy, tools) => {
    const { clip } = await examination.faceTrack()
    const smallFrames = await examination.smallFrames()
    const measures = await staged('integrity', tools, async () => {
      const { repeats, blends } = frameRhythm(smallFrames, (index) => isLightChange(clip, index))
      return { repeatedShare: repeatedShare(clip), repeats, blends }
    })
    const reasons: Reason[] = []
    if (
      !isPlausibleClock(
        clip.frames.map(({ atMs }) => atMs),
        clip.challenge,
      )
    )
      reasons.push('clock-implausible')
    if (measures.repeatedShare > MOST_REPEATED || measures.repeats > MOST_REPEATS) reasons.push('frames-repeated')
    if (measures.blends > MOST_BLENDS) reasons.push('frames-blended')
    return passUnless('capture-integrity', reasons, { measures })
  },
})
