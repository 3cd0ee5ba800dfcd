import { type FaceClip, type Frame, type ObservedFace, observeFaces, type Picture, type Tools } from '@bonafide/engine'
import { developer } from '../camera/camera-look.ts'
import { usualCircumstances } from '../camera/circumstances.ts'
import { screenLight } from '../puppet/screen-light.ts'
import { seeded } from '../random.ts'
import { alignEyes } from './align-eyes.ts'
import { takeLightOut } from './take-light-out.ts'
import type { Target } from './target.ts'

export interface ClipTargetOptions {
  readonly seed: number
  /** See `Circumstances`. */
  readonly flashStrength?: number
  /** Somebody else answering the same challenge, for attacks that show two people. */
  readonly stranger?: FaceClip
}

/** The clip does not show a face in its first frame. */
export class NoFaceInClip extends Error {
  readonly code = 'no-face-in-clip'
}

/** Given footage of a person as a target. What the person does and when is the footage's; nothing is made up. */
export async function clipTarget(clip: FaceClip, tools: Tools, options: ClipTargetOptions): Promise<Target> {
  const { challenge, frames } = clip
  const faces: (ObservedFace | undefined)[] = []
  for (const { picture } of frames) faces.push((await observeFaces(picture, tools))[0])
  const [still, face] = [frames[0]?.picture, faces[0]]
  if (still === undefined || face === undefined) throw new NoFaceInClip('the first frame of the clip shows no face')
  const usual = usualCircumstances(seeded(options.seed))
  const circumstances = { ...usual, flashStrength: options.flashStrength ?? usual.flashStrength }
  const unlit = withoutColours(clip)
  const { stranger } = options
  return {
    challenge,
    times: frames.map(({ atMs }) => atMs),
    circumstances,
    screen: screenLight(challenge.flashes, { strength: circumstances.flashStrength, lagMs: circumstances.lagMs }),
    develop: developer(circumstances.look),
    still,
    face,
    obeying: (atMs) => copyOf(unlit(nearest(frames, atMs))),
    lookingOut: (atMs) => {
      const index = nearest(frames, atMs)
      return alignEyes(unlit(index), faces[index] ?? face, face)
    },
    captured: () => frames,
    ...(stranger === undefined ? {} : { stranger: () => atTimesOf(frames, stranger.frames) }),
  }
}

/** The pictures of the clip with the colours of the screen taken out. */
function withoutColours({ challenge, frames }: FaceClip): (index: number) => Picture {
  const firstMs = challenge.flashes[0]?.startMs ?? Number.POSITIVE_INFINITY
  const calm = frames.findLast(({ atMs }) => atMs <= firstMs)?.picture
  return (index) => {
    const frame = frames[index]
    if (frame === undefined) throw new RangeError(`the clip has no frame ${index}`)
    return calm === undefined || frame.atMs <= firstMs ? frame.picture : takeLightOut(frame.picture, calm)
  }
}

function atTimesOf(frames: readonly Frame[], others: readonly Frame[]): readonly Frame[] {
  return frames.map((frame) => ({ ...frame, picture: others[nearest(others, frame.atMs)]?.picture ?? frame.picture }))
}

function nearest(frames: readonly Frame[], atMs: number): number {
  return frames.reduce((best, frame, index) => {
    const bestAt = frames[best]?.atMs ?? Number.POSITIVE_INFINITY
    return Math.abs(frame.atMs - atMs) < Math.abs(bestAt - atMs) ? index : best
  }, 0)
}

/** Developing changes a picture in place; the clip's own must stay. */
function copyOf(picture: Picture): Picture {
  return { ...picture, data: Uint8Array.from(picture.data) }
}
