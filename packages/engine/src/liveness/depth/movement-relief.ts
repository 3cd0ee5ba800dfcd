import type { ObservedFace } from '../../face/face-description.ts'
import type { FaceTrack, TrackedFrame } from '../../face/face-track.ts'
import { cropPicture } from '../../image/crop.ts'
import type { Box, Point } from '../../image/picture.ts'
import type { ChallengeStep } from '../../verification/challenge.ts'
import { type FaceLevels, levelsOf } from '../face-levels.ts'
import { faceMiddle, faceWidth, skinPoints } from './face-points.ts'
import { meshMotion } from './mesh-motion.ts'
import { buildPyramid } from './pyramid.ts'
import { measureRelief, type Relief } from './relief.ts'
import { trackPoints } from './track-point.ts'

/** A movement of the head that brings relief to light. */
export interface RevealingMovement {
  /** What of the face changes with it. */
  readonly level: keyof FaceLevels
  /**
   * It is followed no farther than this change (about 20 degrees): beyond, cheeks hide behind noses, points get lost, and
   * a tilted sheet bends the more.
   */
  readonly enough: number
  /** Below this change it is too small to tell a head from a sheet, and is not followed at all. */
  readonly least: number
}

/** A movement followed on the picture itself, from the calm face before it to its farthest point that is needed. */
export interface MovementRelief {
  readonly calmFrame: number
  readonly peakFrame: number
  /** Of the level that the movement changes. */
  readonly change: number
  /** Undefined when the movement is too small, or too many points were lost on the way. */
  readonly relief?: Relief
}

/** Undefined when the face is not seen before and during the step. */
export function movementRelief(
  track: FaceTrack,
  step: ChallengeStep,
  movement: RevealingMovement,
): MovementRelief | undefined {
  const shown = track.frames.filter(showsFace)
  const calm =
    shown.filter((frame) => frame.atMs < step.startMs).at(-1) ?? shown.find((frame) => frame.atMs >= step.startMs)
  if (calm === undefined) return undefined
  const rest = levelsOf(calm.face)[movement.level]
  const during = shown.filter((frame) => frame.atMs > calm.atMs && frame.atMs <= step.endMs)
  const change = (frame: FrameWithFace) => levelsOf(frame.face)[movement.level] - rest
  const [first] = during
  if (first === undefined) return undefined
  const peak =
    during.find((frame) => Math.abs(change(frame)) >= movement.enough) ??
    during.reduce((best, frame) => (Math.abs(change(frame)) > Math.abs(change(best)) ? frame : best), first)
  const way = shown.slice(shown.indexOf(calm), shown.indexOf(peak) + 1)
  const relief = Math.abs(change(peak)) < movement.least ? undefined : followPoints(track, way)
  return {
    calmFrame: calm.index,
    peakFrame: peak.index,
    change: change(peak),
    ...(relief === undefined ? {} : { relief }),
  }
}

type FrameWithFace = TrackedFrame & { readonly face: ObservedFace }

function showsFace(frame: TrackedFrame): frame is FrameWithFace {
  return frame.face !== undefined
}

function followPoints(track: FaceTrack, way: readonly FrameWithFace[]): Relief | undefined {
  const [calm] = way
  if (calm === undefined) return undefined
  const part = aroundFaces(track, way)
  const start = skinPoints(calm.face.mesh)
  const pyramidOf = ({ index }: FrameWithFace) => {
    const frame = track.clip.frames[index]
    return frame && buildPyramid(cropPicture(frame.picture, part))
  }
  let points: readonly (Point | undefined)[] = start.map(({ at }) => toPart(at, part))
  let [before, seen] = [pyramidOf(calm), calm]
  for (const frame of way.slice(1)) {
    const pyramid = pyramidOf(frame)
    const motion = meshMotion(seen.face.mesh, frame.face.mesh)
    if (before !== undefined && pyramid !== undefined) {
      points = trackPoints(before, pyramid, points, (point) => toPart(motion(toFrame(point, part)), part))
    }
    before = pyramid
    seen = frame
  }
  const end = points.map((point) => point && toFrame(point, part))
  return measureRelief(start, end, { middle: faceMiddle(calm.face.mesh), width: faceWidth(calm.face.mesh) })
}

function toPart({ x, y }: Point, part: Box): Point {
  return { x: x - part.x, y: y - part.y }
}

function toFrame({ x, y }: Point, part: Box): Point {
  return { x: x + part.x, y: y + part.y }
}

/** Patches of the coarsest level reach this far from their point. */
const REACH_PX = 40
/** Cuts at whole pixels of the coarsest level change nothing of what is tracked inside. */
const GRID_PX = 4

/** The part of the pictures that the face stays in. */
function aroundFaces({ clip }: FaceTrack, way: readonly FrameWithFace[]): Box {
  const boxes = way.map(({ face }) => face.box)
  const { width = 0, height = 0 } = clip.frames[way[0]?.index ?? 0]?.picture ?? {}
  const down = (value: number) => Math.max(0, GRID_PX * Math.floor((value - REACH_PX) / GRID_PX))
  const x = down(Math.min(...boxes.map((box) => box.x)))
  const y = down(Math.min(...boxes.map((box) => box.y)))
  const right = Math.min(width, Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)) + REACH_PX))
  const bottom = Math.min(height, Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)) + REACH_PX))
  return { x, y, width: right - x, height: bottom - y }
}
