import type { FaceTrack } from '../face/face-track.ts'
import type { LevelFrame } from './calm-levels.ts'
import { median } from './depth/least-squares.ts'
import { type EyePatches, eyeLikeness, eyePatches, meanEyes } from './eye-patches.ts'

/**
 * Half way between the least of 8 blinks of living people (0.095; the mesh shows 4 of them) and the most of the eyes of 8
 * sheets (0.055), in likeness to the person's own calm eyes (docs/measurements/liveness.md).
 */
const CLOSED = 0.075
/** A face that is larger or smaller than the calm one by more than a tenth is on its way: its eyes look different by that. */
const MOST_SIZE_CHANGE = 0.1

/** How much the eyes of a frame look unlike the calm ones of some frames; 1 counts as closed. */
export function eyeChange(track: FaceTrack, rest: readonly LevelFrame[]): (frame: LevelFrame) => number {
  const calm = rest.flatMap((frame) => {
    const eyes = eyesOf(track, frame)
    return eyes === undefined ? [] : [eyes]
  })
  if (calm.length === 0) return () => 0
  const usual = meanEyes(calm)
  const calmSize = median(rest.map(({ levels }) => levels.sizePx))
  const level = median(calm.map((eyes) => eyeLikeness(eyes, usual)))
  return (frame) => {
    if (Math.abs(Math.log(frame.levels.sizePx / calmSize)) > MOST_SIZE_CHANGE) return 0
    const eyes = eyesOf(track, frame)
    return eyes === undefined ? 0 : (level - eyeLikeness(eyes, usual)) / CLOSED
  }
}

function eyesOf({ clip, frames }: FaceTrack, { index }: LevelFrame): EyePatches | undefined {
  const [face, picture] = [frames[index]?.face, clip.frames[index]?.picture]
  return face === undefined || picture === undefined ? undefined : eyePatches(picture, face)
}
