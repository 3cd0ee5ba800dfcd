import type { Tools } from '../ports.ts'
import type { FaceClip, Frame } from '../verification/evidence.ts'
import { describeObserved, lookAtEyes } from './describe-face.ts'
import type { FaceDescription, FaceFault, ObservedFace } from './face-description.ts'
import type { FaceTrack, TrackedFrame } from './face-track.ts'
import { fitMesh, placeOfFace } from './fit-mesh.ts'
import { observeFaces } from './search-faces.ts'

/** The whole frame is searched for faces at the start, whenever the face is lost, and this often in between. */
const SEARCH_EVERY = 8
/** A face this much smaller than the largest belongs to somebody three times as far away, who is not taking part. */
const BYSTANDER_WIDTH = 1 / 3
/** Templates of this many stretches of the clip tell whether it is one person throughout. */
const SAMPLES = 5

type FaceSample = FaceDescription & { readonly frameIndex: number }

/** Follows the largest face through a clip: the mesh of one frame says where to look on the next. */
export async function trackFace(clip: FaceClip, tools: Pick<Tools, 'models'>): Promise<FaceTrack> {
  const frames: TrackedFrame[] = []
  for (const [index, frame] of clip.frames.entries()) {
    frames.push(await lookAt(frame, index, frames.at(-1), tools))
  }
  const samples = await sampleFaces(clip, frames, tools)
  const best = await bestSample(clip, samples, tools)
  return { clip, frames, samples, ...(best === undefined ? {} : { best }) }
}

async function lookAt(
  frame: Frame,
  index: number,
  before: TrackedFrame | undefined,
  tools: Pick<Tools, 'models'>,
): Promise<TrackedFrame> {
  const head = { index, atMs: frame.atMs }
  if (before?.face !== undefined && index % SEARCH_EVERY !== 0) {
    const face = await fitMesh(frame.picture, placeOfFace(before.face), tools.models)
    if (face !== undefined) return { ...head, face, facesSeen: before.facesSeen }
  }
  const faces = await observeFaces(frame.picture, tools)
  const [largest] = faces
  if (largest === undefined) return { ...head, facesSeen: 0 }
  const facesSeen = faces.filter((face) => face.box.width >= BYSTANDER_WIDTH * largest.box.width).length
  // A second look on the mesh's own box: the detector's box is rougher, and all frames must be measured alike.
  const refined = await fitMesh(frame.picture, placeOfFace(largest), tools.models)
  return { ...head, face: refined ?? largest, facesSeen }
}

/** From each stretch of the clip the frame that is best to compare. */
async function sampleFaces(
  { frames: pictures }: FaceClip,
  frames: readonly TrackedFrame[],
  tools: Pick<Tools, 'models'>,
): Promise<readonly FaceSample[]> {
  const samples: FaceSample[] = []
  for (let stretch = 0; stretch < SAMPLES; stretch++) {
    const from = Math.floor((stretch * frames.length) / SAMPLES)
    const to = Math.floor(((stretch + 1) * frames.length) / SAMPLES)
    const chosen = mostFrontal(frames.slice(from, to))
    const picture = chosen === undefined ? undefined : pictures[chosen.index]?.picture
    if (chosen === undefined || picture === undefined) continue
    const description = await describeObserved(picture, chosen.face, chosen.facesSeen, tools)
    samples.push({ ...description, frameIndex: chosen.index })
  }
  return samples
}

type FrameWithFace = TrackedFrame & { readonly face: ObservedFace }

function mostFrontal(frames: readonly TrackedFrame[]): FrameWithFace | undefined {
  const shown = frames.filter((frame): frame is FrameWithFace => frame.face !== undefined)
  return shown.reduce<FrameWithFace | undefined>(
    (best, frame) => (best === undefined || strain(frame.face) < strain(best.face) ? frame : best),
    undefined,
  )
}

/** How far a face is from looking calmly into the camera; radians, with an open mouth counted as a turn. */
function strain({ pose, mouthRatio }: ObservedFace): number {
  return Math.abs(pose.yawRad) + Math.abs(pose.pitchRad) / 2 + mouthRatio / 2
}

/** What a blink looks like: one frame of it is neither dark glasses nor somebody asleep. */
const BLINK = ['eyes-hidden', 'eyes-closed'] as const satisfies readonly FaceFault[]

/** Of the frames on which open eyes can be seen, where there are any. No more of them are looked at than it takes. */
async function bestSample(
  { frames }: FaceClip,
  samples: readonly FaceSample[],
  tools: Pick<Tools, 'models'>,
): Promise<FaceSample | undefined> {
  const rank = ({ quality, face }: FaceSample) => quality.score - 100 * strain(face)
  let best: FaceSample | undefined
  for (const sample of samples.toSorted((a, b) => rank(b) - rank(a))) {
    const picture = frames[sample.frameIndex]?.picture
    const looked = picture === undefined ? sample : await lookAtEyes(sample, picture, tools)
    if (!BLINK.some((fault) => looked.quality.reasons.includes(fault))) return looked
    best ??= looked
  }
  return best
}
