import { readFile } from 'node:fs/promises'
import {
  type Challenge,
  cropPicture,
  DEFAULT_POLICY,
  describeFace,
  type FaceClip,
  faceDistance,
  growBox,
  type ObservedFace,
  observeFaces,
  type Picture,
  planFor,
  resizeArea,
  searchFaces,
  verify,
} from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { type OpenModels, openModels, prepareModels } from '@bonafide/models-onnx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let models: OpenModels
const samples: { picture: Picture; faces: readonly ObservedFace[] }[] = []

/** Group pictures that a package brings along; nothing of them is stored here. */
async function loadSample(number: number): Promise<Picture> {
  const url = new URL(`../../../node_modules/@vladmandic/face-api/demo/sample${number}.jpg`, import.meta.url)
  return createPictures().decode(await readFile(url))
}

beforeAll(async () => {
  models = await openModels(await prepareModels())
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const picture = await loadSample(number)
    samples.push({ picture, faces: await observeFaces(picture, { models }) })
  }
})
afterAll(() => models.close())

function sample(number: number) {
  const found = samples[number - 1]
  if (found === undefined) throw new Error(`sample ${number} was not loaded`)
  return found
}

/** Templates of all faces of a picture, each cut out and described alone. */
async function describeAll(number: number) {
  const { picture, faces } = sample(number)
  return Promise.all(faces.map(async ({ box }) => describeFace(cropPicture(picture, growBox(box, 1.8)), { models })))
}

/** A picture far right on a larger grey one. */
function onGrey(small: Picture, width: number, height: number): Picture {
  const data = new Uint8Array(3 * width * height).fill(120)
  for (let y = 0; y < small.height; y++) {
    const row = small.data.subarray(3 * y * small.width, 3 * (y + 1) * small.width)
    data.set(row, 3 * ((y + 700) * width + 1000))
  }
  return { width, height, data }
}

/** A square picture turned by right angles. */
function turnedBy({ width, data }: Picture, turns: 1 | 2 | 3): Picture {
  const out = new Uint8Array(data.length)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const last = width - 1
      const [u, v] = turns === 1 ? [last - y, x] : turns === 2 ? [last - x, last - y] : [y, last - x]
      for (let c = 0; c < 3; c++) out[3 * (v * width + u) + c] = data[3 * (y * width + x) + c] ?? 0
    }
  }
  return { width, height: width, data: out }
}

describe('the face networks on real pictures', () => {
  it('find all but one of the 22 faces of six group pictures in one look', () => {
    expect(samples.map(({ faces }) => faces.length)).toEqual([3, 2, 3, 4, 5, 4])
  })

  it('find each of them also where it fills its whole picture', async () => {
    const tight = samples.flatMap(({ picture, faces }) =>
      faces.map(({ box }) => cropPicture(picture, growBox(box, 0.8))),
    )
    const seen = await Promise.all(tight.map((picture) => observeFaces(picture, { models })))
    expect(seen.filter((faces) => faces.length === 0)).toEqual([])
  })

  it('find a face of a thirtieth of a still picture in tiles, and one that lies on its side or head down', async () => {
    const { picture, faces } = sample(3)
    const [face] = faces
    if (face === undefined) throw new Error('sample 3 shows nobody')
    const box = growBox(face.box, 1.8)
    const side = Math.round(Math.max(box.width, box.height))
    const close = cropPicture(picture, { ...box, width: side, height: side })
    const small = onGrey(resizeArea(close, 80, 80), 1600, 1200)
    expect(await observeFaces(small, { models })).toEqual([])
    const [found] = await searchFaces(small, { models })
    expect(found?.box.x).toBeGreaterThan(1000)
    expect(found?.box.x).toBeLessThan(1080)
    const upright = await describeFace(close, { models })
    for (const turns of [1, 2, 3] as const) {
      const lying = await describeFace(turnedBy(close, turns), { models })
      if (upright === undefined || lying === undefined) throw new Error(`not found after ${turns} turns`)
      expect(faceDistance(upright.template, lying.template)).toBeLessThan(0.3)
    }
  })

  it('tell the woman who is on two of the pictures from everybody else', async () => {
    const [first, third] = [await describeAll(1), await describeAll(3)]
    const distances = first
      .flatMap((a) => third.map((b) => (a && b ? faceDistance(a.template, b.template) : Number.NaN)))
      .sort((a, b) => a - b)
    expect(distances[0]).toBeLessThan(0.5)
    expect(distances[1]).toBeGreaterThan(0.55)
  })

  it('see nothing on a picture without a face', async () => {
    const grey = { width: 320, height: 240, data: new Uint8Array(3 * 320 * 240).fill(128) }
    expect(await describeFace(grey, { models })).toBeUndefined()
  })

  it('report the quality of a small face by its name', async () => {
    const { picture, faces } = sample(3)
    const [face] = faces
    const close = cropPicture(picture, growBox(face?.box ?? { x: 0, y: 0, width: 1, height: 1 }, 1.8))
    const small = resizeArea(close, 60, 60)
    expect((await describeFace(small, { models }))?.quality.reasons).toContain('too-small')
  })
})

const CHALLENGE: Challenge = {
  id: 'c',
  steps: [
    { action: 'turn-left', startMs: 800, endMs: 2600 },
    { action: 'open-mouth', startMs: 3000, endMs: 4200 },
  ],
  flashes: [],
  totalMs: 4600,
}

/** A still face, shown with fresh sensor noise (± 4) in each frame and moved by `swayPx`. */
function stillClip(swayPx: number, from: { readonly sample: number; readonly face: number } = STILL): FaceClip {
  const { picture, faces } = sample(from.sample)
  const box = growBox(faces[from.face]?.box ?? { x: 0, y: 0, width: 1, height: 1 }, 2)
  let state = 1
  const noise = () => {
    state = (state * 48271) % 2147483647
    return (state % 9) - 4
  }
  const wide = resizeArea(cropPicture(picture, { ...box, width: box.height * 0.85 }), 408, 480)
  const frames = Array.from({ length: 32 }, (_, index) => {
    const x = 24 + swayPx * Math.sin(index / 4)
    const view = cropPicture(wide, { x, y: 0, width: 360, height: 480 })
    const data = view.data.map((value) => Math.max(0, Math.min(255, value + noise())))
    return { picture: { ...view, data }, atMs: 150 * index }
  })
  return { challenge: CHALLENGE, frames }
}

const STILL = { sample: 3, face: 0 }

/** The clip as the channel carries it. */
async function throughJpeg({ challenge, frames }: FaceClip): Promise<FaceClip> {
  const pictures = createPictures()
  const carried = frames.map(async ({ picture, atMs }) => ({
    picture: await pictures.decode(await pictures.encodeJpeg(picture, 85)),
    atMs,
  }))
  return { challenge, frames: await Promise.all(carried) }
}

const judge = (face: FaceClip) =>
  verify(planFor('FACE_LIVENESS', DEFAULT_POLICY), { pages: [], face, judgedOn: '2026-11-23' }, { models })

describe('a still picture in front of the camera', () => {
  it('does not pass for lack of motion, although each frame has noise of its own', async () => {
    const decision = await judge(stillClip(0))
    expect(decision).toMatchObject({ outcome: 'not-passed', reason: 'no-motion' })
    expect(decision.face).toMatchObject({ attack: true })
  })

  it('lacks motion whoever is on it, also after JPEG, and a head that sways a little does not', async () => {
    const presence = async (clip: FaceClip) =>
      (await judge(await throughJpeg(clip))).findings.find(({ check }) => check === 'live-presence')
    for (const from of [
      { sample: 1, face: 0 },
      { sample: 5, face: 1 },
    ]) {
      const still = await presence(stillClip(0, from))
      expect(still?.reasons).toEqual(['no-motion'])
      expect(still?.measures['motionFaceWidths']).toBeLessThan(0.001)
    }
    expect((await presence(stillClip(3)))?.reasons).toEqual([])
  })

  it('does not pass when it is moved about, because it does not do what is asked', async () => {
    expect(await judge(stillClip(12))).toMatchObject({ outcome: 'not-passed', reason: 'challenge-not-met' })
  })

  it('is judged the same to the last digit when it is judged again', async () => {
    const clip = stillClip(12)
    expect(JSON.stringify(await judge(clip))).toBe(JSON.stringify(await judge(clip)))
  })
})
