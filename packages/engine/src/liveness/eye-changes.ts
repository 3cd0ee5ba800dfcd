import type { FaceTrack } from '../face/face-track.ts'
import type { LevelFrame } from './calm-levels.ts'
import { median } from './depth/least-squares.ts'
import { type EyePatches, eyeLikeness, eyePatches, meanEyes } from './eye-patches.ts'

/**
 * Eyes that close become less alike to the person's own calm eyes by 0.10 and more, narrow ones too (8 blinks of living
 * people, of which the mesh shows 4); the eyes of sheets by 0.036 and less (8; docs/measurements/liveness.md).
 */
const CLOSED = 0.06

/** How much the eyes of a frame look unlike the calm ones of some frames; 1 counts as closed. */
export function eyeChange(track: FaceTrack, rest: readonly LevelFrame[]): (frame: LevelFrame) => number {
  const calm = rest.flatMap((frame) => {
    const eyes = eyesOf(track, frame)
    return eyes === undefined ? [] : [eyes]
  })
  if (calm.length === 0) return () => 0
  const usual = meanEyes(calm)
  const level = median(calm.map((eyes) => eyeLikeness(eyes, usual)))
  return (frame) => {
    const eyes = eyesOf(track, frame)
    return eyes === undefined ? 0 : (level - eyeLikeness(eyes, usual)) / CLOSED
  }
}

function eyesOf({ clip, frames }: FaceTrack, { index }: LevelFrame): EyePatches | undefined {
  const [face, picture] = [frames[index]?.face, clip.frames[index]?.picture]
  return face === undefined || picture === undefined ? undefined : eyePatches(picture, face)
}
