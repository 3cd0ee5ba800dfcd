import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import type { FaceTrack } from '../face/face-track.ts'
import type { Picture } from '../image/picture.ts'
import { lightAt } from '../liveness/light/flash-colours.ts'
import type { Tools } from '../ports.ts'
import type { Challenge, ChallengeFlash } from '../verification/challenge.ts'
import type { Examination } from '../verification/examination.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import { checksById } from './checks-by-id.ts'

const COLOURS = ['red', 'green', 'dark', 'blue', 'cyan', 'magenta'] as const
const FLASHES: readonly ChallengeFlash[] = COLOURS.map((colour, index) => ({
  colour,
  startMs: 800 + 360 * index,
  endMs: 1160 + 360 * index,
}))
const CHALLENGE: Challenge = { id: 'c', steps: [], flashes: FLASHES, totalMs: 3200 }
const TOOLS: Tools = {
  get models(): never {
    throw new Error('no network looks at light')
  },
}

/** Where the light of a drawn nose is read, off the middle of the face. */
const NOSE = [
  { index: 197, x: 0, y: -10 },
  { index: 4, x: 0, y: 10 },
  { index: 129, x: -14, y: 10 },
  { index: 358, x: 14, y: 10 },
]
const FLANK_FROM = 9

function face() {
  const drawn = drawnFace()
  const mesh = drawn.mesh.slice()
  for (const { index, x, y } of NOSE) mesh.set([240 + x, 320 + y, 0], 3 * index)
  return { ...drawn, mesh }
}

/** A grey picture by a colour of the screen, of which the flanks of the nose get a share and the wall behind nothing. */
function lit(atMs: number, flankShare: number): Picture {
  const screen = lightAt(FLASHES, atMs, 75)
  const [width, height] = [480, 640]
  const data = new Uint8Array(3 * width * height).fill(110)
  for (let y = 240; y < 400; y += 1) {
    for (let x = 180; x < 300; x += 1) {
      const share = Math.abs(x - 240) < FLANK_FROM ? 1 : flankShare
      for (let channel = 0; channel < 3; channel += 1) {
        data[3 * (y * width + x) + channel] = 110 * (1 + 0.3 * share * (screen[channel] ?? 0)) ** (1 / 2.2)
      }
    }
  }
  return { width, height, data }
}

async function judged(flankShare: number) {
  const times = Array.from({ length: 30 }, (_, index) => 110 * index)
  const track: FaceTrack = {
    clip: { challenge: CHALLENGE, frames: times.map((atMs) => ({ atMs, picture: lit(atMs, flankShare) })) },
    frames: times.map((atMs, index) => ({ index, atMs, facesSeen: 1, face: face() })),
    samples: [],
  }
  const unused = () => Promise.reject(new Error('not asked for by this check'))
  const examination: Examination = {
    evidence: { pages: [], judgedOn: '2026-11-26' },
    document: unused,
    documentPages: unused,
    faceTrack: () => Promise.resolve(track),
    smallFrames: unused,
    portrait: unused,
    reference: unused,
  }
  return checksById.get('screen-light')?.run(examination, DEFAULT_POLICY, TOOLS)
}

describe('the light of the screen on the nose', () => {
  it('is told with its relief: flanks that look past the screen give less of it back than the ridge', async () => {
    expect((await judged(0.6))?.measures['lightRelief']).toBeCloseTo(0.6, 1)
  })

  it('has none where all of the face gives back alike, and that decides nothing', async () => {
    const flat = await judged(1)
    expect(flat?.measures['lightRelief']).toBeCloseTo(1, 1)
    expect(flat?.outcome).toBe('passed')
  })
})
