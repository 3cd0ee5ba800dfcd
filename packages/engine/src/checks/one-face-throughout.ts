import { faceDistance } from '../face/compare-faces.ts'
import { describeObserved } from '../face/describe-face.ts'
import type { FaceTrack } from '../face/face-track.ts'
import { likelySeams } from '../liveness/integrity/seams.ts'
import type { SmallFrame } from '../liveness/integrity/small-frames.ts'
import { largestJump } from '../liveness/motion.ts'
import { isLightChange } from '../liveness/windows.ts'
import type { Tools } from '../ports.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** Templates from this many stretches of the clip must be there to compare. */
const FEWEST_SAMPLES = 3
/**
 * Largest distance between frames of one clip that are held alike: 0.35 over 48 rendered clips, 0.48 over 12 excerpts of
 * lively real footage; two persons are seldom below 0.53 (docs/measurements/liveness.md). One pair of persons lies at
 * 0.39, which is why a jump of the face lowers the limit. A turned head is farther from itself: up to 0.53 was seen.
 */
const MOST_DISTANCE = 0.5
const MOST_DISTANCE_TURNED = 0.58
const MOST_DISTANCE_AFTER_JUMP = 0.36
/**
 * Where a clip may have been pieced together, the faces before and after are one moment apart: 0.27 at most over 30 clips,
 * 0.41 where the screen changes its colour in between; two persons 0.52 and more (20 splices).
 */
const MOST_DISTANCE_AT_SEAM = 0.36
const MOST_DISTANCE_AT_FLASH = 0.46
/** Faces held alike: within about 11 degrees. */
const ALIKE_RAD = 0.2
/** Faces of the labelled clips went at most 0.08 of their width between two frames. */
const JUMP_FACE_WIDTHS = 0.25

/** It is one and the same face from the first frame to the last. */
export default defineCheck({
  id: 'one-face-throughout',
  needs: ['face'],
  reasons: ['face-changed', 'no-face'],
  stopsOnFailure: false,
  run: async (examination, _policy, tools) => {
    const track = await examination.faceTrack()
    const { samples } = track
    if (samples.length < FEWEST_SAMPLES) return makeFinding('one-face-throughout', 'not-judged', ['no-face'])
    const jump = largestJump(track)
    const seams = await seamPairs(track, await examination.smallFrames(), tools)
    const worst = worstOf([...seams, ...samplePairs(samples, jump > JUMP_FACE_WIDTHS)])
    const changed = worst !== undefined && worst.distance > worst.limit
    const measures = {
      largestDistance: worst?.distance ?? 0,
      largestDistanceAtSeam: Math.max(0, ...seams.map(({ distance }) => distance)),
      distanceLimit: worst?.limit ?? MOST_DISTANCE,
      largestJumpFaceWidths: jump,
    }
    const regions = changed
      ? worst.samples.map(({ frameIndex, face }) => ({
          on: `frame-${frameIndex}`,
          box: face.box,
          label: 'another face',
        }))
      : []
    return passUnless('one-face-throughout', changed ? ['face-changed'] : [], { measures, regions })
  },
})

type Sample = FaceTrack['samples'][number]

interface ComparedPair {
  readonly samples: readonly [Sample, Sample]
  readonly distance: number
  readonly limit: number
}

/** The pair that goes farthest beyond its limit, or comes nearest to it. */
function worstOf(pairs: readonly ComparedPair[]): ComparedPair | undefined {
  return [...pairs].sort((a, b) => b.distance - b.limit - (a.distance - a.limit))[0]
}

function samplePairs(samples: readonly Sample[], jumped: boolean): readonly ComparedPair[] {
  return samples.flatMap((a, index) => samples.slice(index + 1).map((b) => comparePair(a, b, jumped)))
}

/** The faces before and after the greatest changes of the picture. */
async function seamPairs(
  track: FaceTrack,
  frames: readonly SmallFrame[],
  tools: Tools,
): Promise<readonly ComparedPair[]> {
  const pairs: ComparedPair[] = []
  for (const { index } of likelySeams(frames)) {
    const [before, after] = [await sampleAt(track, index - 1, tools), await sampleAt(track, index, tools)]
    if (before === undefined || after === undefined) continue
    const limit = isLightChange(track.clip, index) ? MOST_DISTANCE_AT_FLASH : MOST_DISTANCE_AT_SEAM
    pairs.push({ samples: [before, after], distance: faceDistance(before.template, after.template), limit })
  }
  return pairs
}

async function sampleAt({ clip, frames }: FaceTrack, index: number, tools: Tools): Promise<Sample | undefined> {
  const [face, picture] = [frames[index]?.face, clip.frames[index]?.picture]
  if (face === undefined || picture === undefined) return undefined
  return { ...(await describeObserved(picture, face, 1, tools)), frameIndex: index }
}

function comparePair(a: Sample, b: Sample, jumped: boolean): ComparedPair {
  const apart = Math.max(
    Math.abs(a.face.pose.yawRad - b.face.pose.yawRad),
    Math.abs(a.face.pose.pitchRad - b.face.pose.pitchRad),
  )
  const calm = jumped ? MOST_DISTANCE_AFTER_JUMP : MOST_DISTANCE
  const limit = apart <= ALIKE_RAD ? calm : MOST_DISTANCE_TURNED
  return { samples: [a, b], distance: faceDistance(a.template, b.template), limit }
}
