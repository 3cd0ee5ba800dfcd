import type { Box, Picture } from '../image/picture.ts'
import type { DetectorNetwork, Models } from '../ports.ts'
import { BLAZEFACE } from './detectors/blazeface.ts'
import type { DetectedFace, Detector } from './detectors/detector.ts'
import { letterboxed, letterboxOf } from './detectors/letterbox.ts'
import { YUNET } from './detectors/yunet.ts'

/** Families of detectors that can be plugged in. */
export const DETECTORS = { blazeface: BLAZEFACE, yunet: YUNET } as const satisfies Readonly<Record<string, Detector>>

export type DetectorName = keyof typeof DETECTORS

export function detectorOf({ adapter }: Pick<DetectorNetwork, 'adapter'>): Detector {
  return DETECTORS[adapter ?? 'blazeface']
}

/** Two boxes that share this much are one face. */
const SAME_FACE_OVERLAP = 0.3

/**
 * Finds faces from about 5 % of the longer side up; most certain first. `fill` is how much of the detector's square the
 * picture takes: with less than 1 there is room around it.
 */
export async function detectFaces(
  picture: Picture,
  { faceDetector }: Pick<Models, 'faceDetector'>,
  fill = 1,
): Promise<readonly DetectedFace[]> {
  const detector = detectorOf(faceDetector)
  const letterbox = letterboxOf(picture, detector.sizePx, fill)
  const outputs = await faceDetector.run(letterboxed(picture, letterbox, detector.pixels))
  return suppressDoubles(detector.decode(outputs, letterbox, faceDetector.minScore ?? detector.minScore))
}

/** Keeps the most certain of boxes that overlap. */
export function suppressDoubles(faces: readonly DetectedFace[]): readonly DetectedFace[] {
  const kept: DetectedFace[] = []
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(other.box, face.box) < SAME_FACE_OVERLAP)) kept.push(face)
  }
  return kept
}

/** Shared area over joint area. */
export function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
  const shared = width * height
  return shared === 0 ? 0 : shared / (a.width * a.height + b.width * b.height - shared)
}
