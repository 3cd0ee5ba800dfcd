import type { FaceTrack } from '../../face/face-track.ts'
import { between } from '../../face/mesh-points.ts'
import type { Picture, Point } from '../../image/picture.ts'
import { median } from '../depth/least-squares.ts'
import { spectrumOf } from './spectrum.ts'

const SIDE = 128
/** Looks spread over the clip; their spectra are averaged, so that chance evens out and a grid does not. */
const LOOKS = 6
/** Mesh points of the two cheeks: skin without hard edges lies about the middle between them. */
const CHEEKS = [50, 280] as const

/**
 * How far the strongest single pattern on the face stands out of what is usual at its fineness. Undefined where the face
 * is seen on no frame that is large enough.
 */
export function screenPeak({ clip, frames }: FaceTrack): number | undefined {
  const shown = frames.flatMap(({ index, face }) => {
    const picture = clip.frames[index]?.picture
    return face === undefined || picture === undefined || Math.min(picture.width, picture.height) < SIDE
      ? []
      : [{ picture, middle: between(face.mesh, ...CHEEKS) }]
  })
  const sum = new Float64Array(SIDE * SIDE)
  for (let look = 0; look < LOOKS; look++) {
    const frame = shown[Math.floor(((look + 0.5) * shown.length) / LOOKS)]
    if (frame === undefined) return undefined
    spectrumOf(windowed(squareAt(frame.picture, frame.middle)), SIDE).forEach((value, i) => {
      sum[i] = (sum[i] ?? 0) + value / LOOKS
    })
  }
  return peakOf(sum)
}

/** Brightness of a square about a point, moved inside where it would reach over the border. */
function squareAt({ width, height, data }: Picture, { x, y }: Point): Float64Array {
  const left = Math.round(Math.max(0, Math.min(width - SIDE, x - SIDE / 2)))
  const top = Math.round(Math.max(0, Math.min(height - SIDE, y - SIDE / 2)))
  return Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
    const at = 3 * ((top + Math.floor(i / SIDE)) * width + left + (i % SIDE))
    return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  })
}

/** Mean taken away and faded towards the border (Hann), which would otherwise be the strongest pattern. */
function windowed(square: Float64Array): Float64Array {
  const mean = square.reduce((sum, value) => sum + value, 0) / square.length
  const fade = (place: number) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (place + 0.5)) / SIDE)
  return square.map((value, i) => (value - mean) * fade(Math.floor(i / SIDE)) * fade(i % SIDE))
}

/** Periods from 2 to 11 pixels: coarser ones are features of a face. */
const LEAST_RADIUS = 12
const MOST_RADIUS = 63
const RING = 3
/** Keeps rings without any energy from making a peak of rounding. */
const FLOOR = 0.5

function peakOf(spectrum: Float64Array): number {
  const rings = Array.from({ length: Math.ceil(MOST_RADIUS / RING) + 1 }, (): number[] => [])
  for (let y = 0; y < SIDE; y++) {
    // The other half of the spectrum of real values mirrors this one.
    for (let x = 0; x < SIDE / 2; x++) {
      const radius = Math.hypot(x, y < SIDE / 2 ? y : y - SIDE)
      if (radius < LEAST_RADIUS || radius > MOST_RADIUS) continue
      rings[Math.floor(radius / RING)]?.push(spectrum[y * SIDE + x] ?? 0)
    }
  }
  return Math.max(
    ...rings.filter(({ length }) => length > 0).map((values) => Math.max(...values) / (median(values) + FLOOR)),
  )
}
