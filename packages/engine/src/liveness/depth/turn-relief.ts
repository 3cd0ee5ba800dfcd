import type { ObservedFace } from '../../face/face-description.ts'
import type { FaceTrack } from '../../face/face-track.ts'
import { cropPicture } from '../../image/crop.ts'
import type { Box, Point } from '../../image/picture.ts'
import type { ChallengeStep } from '../../verification/challenge.ts'
import { levelsOf } from '../face-levels.ts'
import { faceMiddle, faceWidth, skinPoints } from './face-points.ts'
import { buildPyramid } from './pyramid.ts'
import { measureRelief, type Relief } from './relief.ts'
import { trackPoints } from './track-point.ts'

/**
 * A turn is followed no farther than this change of the nose's place (about 20 degrees): beyond, cheeks hide behind noses,
 * points get lost, and a tilted sheet bends the more.
 */
const ENOUGH_TURN = 0.2
/** Below this change a turn is too small to tell a head from a sheet, and is not followed at all. */
const LEAST_TURN = 0.1

/** A turn followed on the picture itself, from the calm face before it to its farthest point that is needed. */
export interface TurnRelief {
  readonly calmFrame: number
  readonly peakFrame: number
  /** Change of the nose's place between the cheeks. */
  readonly turnChange: number
  /** Undefined when the turn is too small, or too many points were lost on the way. */
  readonly relief?: Relief
}

/** Undefined when the face is not seen before and during the step. */
export function turnRelief(track: FaceTrack, step: ChallengeStep): TurnRelief | undefined {
  const shown = track.frames.flatMap(({ face, ...frame }) => (face === undefined ? [] : [{ ...frame, face }]))
  const calm =
    shown.filter((frame) => frame.atMs < step.startMs).at(-1) ?? shown.find((frame) => frame.atMs >= step.startMs)
  if (calm === undefined) return undefined
  const rest = levelsOf(calm.face).turn
  const during = shown.filter((frame) => frame.atMs > calm.atMs && frame.atMs <= step.endMs)
  const change = (frame: { readonly face: ObservedFace }) => levelsOf(frame.face).turn - rest
  const [first] = during
  if (first === undefined) return undefined
  const peak =
    during.find((frame) => Math.abs(change(frame)) >= ENOUGH_TURN) ??
    during.reduce((best, frame) => (Math.abs(change(frame)) > Math.abs(change(best)) ? frame : best), first)
  const relief =
    Math.abs(change(peak)) < LEAST_TURN ? undefined : followPoints(track, calm.face, calm.index, peak.index)
  return {
    calmFrame: calm.index,
    peakFrame: peak.index,
    turnChange: change(peak),
    ...(relief === undefined ? {} : { relief }),
  }
}

function followPoints(track: FaceTrack, face: ObservedFace, from: number, to: number): Relief | undefined {
  const part = aroundFaces(track, from, to)
  const start = skinPoints(face.mesh)
  const pictures = track.clip.frames.slice(from, to + 1).map((frame) => cropPicture(frame.picture, part))
  let points: readonly (Point | undefined)[] = start.map(({ at }) => ({ x: at.x - part.x, y: at.y - part.y }))
  let before = pictures[0] && buildPyramid(pictures[0])
  for (const picture of pictures.slice(1)) {
    const pyramid = buildPyramid(picture)
    if (before !== undefined) points = trackPoints(before, pyramid, points)
    before = pyramid
  }
  const end = points.map((point) => point && { x: point.x + part.x, y: point.y + part.y })
  return measureRelief(start, end, { middle: faceMiddle(face.mesh), width: faceWidth(face.mesh) })
}

/** Patches of the coarsest level reach this far from their point. */
const REACH_PX = 40
/** Cuts at whole pixels of the coarsest level change nothing of what is tracked inside. */
const GRID_PX = 4

/** The part of the pictures that the face stays in. */
function aroundFaces({ clip, frames }: FaceTrack, from: number, to: number): Box {
  const boxes = frames.slice(from, to + 1).flatMap(({ face }) => (face === undefined ? [] : [face.box]))
  const { width = 0, height = 0 } = clip.frames[from]?.picture ?? {}
  const down = (value: number) => Math.max(0, GRID_PX * Math.floor((value - REACH_PX) / GRID_PX))
  const x = down(Math.min(...boxes.map((box) => box.x)))
  const y = down(Math.min(...boxes.map((box) => box.y)))
  const right = Math.min(width, Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)) + REACH_PX))
  const bottom = Math.min(height, Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)) + REACH_PX))
  return { x, y, width: right - x, height: bottom - y }
}
