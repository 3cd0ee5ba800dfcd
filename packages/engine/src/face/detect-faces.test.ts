import { describe, expect, it } from 'vitest'
import type { Models, Network } from '../ports.ts'
import { detectFaces, overlap, suppressDoubles } from './detect-faces.ts'
import { BLAZEFACE } from './detectors/blazeface.ts'
import { letterboxOf } from './detectors/letterbox.ts'

const SQUARE = letterboxOf({ width: 256, height: 256, data: new Uint8Array() }, 256)
const decode = (answers: ReturnType<typeof outputs>, letterbox = SQUARE) => BLAZEFACE.decode(answers, letterbox, 0.5)

/** Outputs of the detector with one face at one anchor of the fine grid. */
function outputs(index: number, logit: number, numbers: readonly number[]) {
  const [scores16, boxes16] = [new Float32Array(512).fill(-100), new Float32Array(512 * 16)]
  scores16[index] = logit
  boxes16.set(numbers, 16 * index)
  return [scores16, boxes16, new Float32Array(384).fill(-100), new Float32Array(384 * 16)].map((data) => ({
    dims: [data.length],
    data,
  }))
}

describe('BlazeFace', () => {
  it('places a box relative to the middle of its cell', () => {
    // Anchor 70 is the first of cell 35: column 3, row 2 of sixteen pixels each.
    const [face] = decode(outputs(70, 2, [4, -2, 40, 60]))
    expect(face?.box).toEqual({ x: 56 + 4 - 20, y: 40 - 2 - 30, width: 40, height: 60 })
    expect(face?.score).toBeCloseTo(0.88, 2)
  })

  it('takes the letterbox out again', () => {
    const wide = letterboxOf({ width: 512, height: 256, data: new Uint8Array() }, 256)
    const [face] = decode(outputs(70, 2, [0, 56, 40, 40]), wide)
    expect(face?.box).toEqual({ x: 2 * (56 - 20), y: 2 * (40 + 56 - 20 - 64), width: 80, height: 80 })
  })

  it('leaves out what the network is less than half sure of', () => {
    expect(decode(outputs(70, -0.1, [0, 0, 40, 40]))).toEqual([])
  })
})

describe('suppressDoubles', () => {
  const at = (x: number, score: number) => ({ box: { x, y: 0, width: 10, height: 10 }, score, points: [] })

  it('keeps the most certain of boxes that overlap, and all that do not', () => {
    expect(suppressDoubles([at(0, 0.6), at(2, 0.9), at(30, 0.7)]).map((face) => face.score)).toEqual([0.9, 0.7])
  })

  it('measures overlap as shared over joint area', () => {
    expect(overlap(at(0, 1).box, at(5, 1).box)).toBeCloseTo(50 / 150, 9)
    expect(overlap(at(0, 1).box, at(20, 1).box)).toBe(0)
  })
})

describe('detectFaces', () => {
  it('leaves room around the picture where it is told to, and places the face in the picture all the same', async () => {
    const picture = { width: 300, height: 300, data: new Uint8Array(3 * 300 * 300).fill(90) }
    const inputs: Float32Array[] = []
    const network: Network = {
      id: 'detector',
      sha256: '',
      run: async ({ data }) => {
        inputs.push(data)
        // Anchor 136 is in column 4, row 4: its middle is (72, 72).
        return outputs(136, 2, [4, 4, 171, 171])
      },
    }
    const models: Models = {
      faceDetector: network,
      faceMesh: network,
      faceEyes: network,
      faceEmbedder: network,
      mrzReader: network,
      textDetector: network,
      textReader: { ...network, characters: [] },
    }
    const [face] = await detectFaces(picture, models, 2 / 3)
    // The picture takes 171 px, from 42 on.
    expect(inputs[0]?.filter((value) => value > -1)).toHaveLength(3 * 171 * 171)
    expect(face?.box.x).toBeCloseTo((76 - 171 / 2 - 42) * (300 / 171), 3)
    expect(face?.box.width).toBeCloseTo(300, 3)
  })
})
