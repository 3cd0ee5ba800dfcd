import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../../test/drawn-mesh.ts'
import type { FaceTrack } from '../../face/face-track.ts'
import type { Picture } from '../../image/picture.ts'
import { screenPeak } from './screen-peak.ts'

/** A shaded face with grain; `grid` lays the dark lines of a screen's pixels over it. */
function shown(seed: number, grid: boolean): Picture {
  const data = new Uint8Array(480 * 640 * 3)
  let state = seed + 1
  for (let i = 0; i < 480 * 640; i++) {
    state = (state * 48271) % 2147483647
    const [x, y] = [i % 480, Math.floor(i / 480)]
    const line = grid ? 6 * Math.cos((2 * Math.PI * x) / 3.3) : 0
    data.fill(120 + 40 * Math.sin(x / 60) * Math.cos(y / 80) + line + 6 * (state / 2147483647 - 0.5), 3 * i, 3 * i + 3)
  }
  return { width: 480, height: 640, data }
}

function track(grid: boolean): FaceTrack {
  const challenge = { id: 'c', steps: [], flashes: [], totalMs: 600 }
  const pictures = [0, 1, 2, 3, 4, 5].map((index) => ({ atMs: 100 * index, picture: shown(index, grid) }))
  const frames = pictures.map(({ atMs }, index) => ({ index, atMs, facesSeen: 1, face: drawnFace() }))
  return { clip: { challenge, frames: pictures }, frames, samples: [] }
}

describe('screenPeak', () => {
  it('stands out where a grid lies over the face, and not on grain', () => {
    expect(screenPeak(track(false))).toBeLessThan(16)
    expect(screenPeak(track(true))).toBeGreaterThan(30)
  })

  it('says nothing without a face', () => {
    expect(screenPeak({ ...track(false), frames: [] })).toBeUndefined()
  })
})
