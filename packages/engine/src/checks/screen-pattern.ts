import { screenPeak } from '../liveness/surface/screen-peak.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import { staged } from '../verification/staged.ts'

/**
 * The strongest single pattern on the face over what is usual at its fineness: 30 clips of living people, real footage
 * among them, read 9.0 at most, coarse grids of screens 24 and more (11 of 12). Screens with finer pixels, or blurred by
 * the camera, read as people do: the check finds some replays and clears none (docs/measurements/liveness.md).
 */
const MOST_PEAK = 16

/** No grid of a screen's pixels lies over the face. */
export default defineCheck({
  id: 'screen-pattern',
  needs: ['face'],
  reasons: ['screen-pattern', 'no-face'],
  stopsOnFailure: false,
  run: async (examination, _policy, tools) => {
    const track = await examination.faceTrack()
    const peak = await staged('surface', tools, async () => screenPeak(track))
    if (peak === undefined) return makeFinding('screen-pattern', 'not-judged', ['no-face'])
    return passUnless('screen-pattern', peak > MOST_PEAK ? ['screen-pattern'] : [], { measures: { screenPeak: peak } })
  },
})
