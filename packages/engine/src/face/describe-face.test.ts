import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import type { Network, Tools } from '../ports.ts'
import { lookAtEyes } from './describe-face.ts'

const PICTURE = { width: 480, height: 640, data: new Uint8Array(3 * 480 * 640).fill(180) }
const QUALITY = { score: 80, sharpness: 80, illumination: 80, reasons: [] } as const

/** Sees no lids, so that no eye is open; counts how often it was asked. */
function blind() {
  let asked = 0
  const run: Network['run'] = async () => {
    asked += 1
    return [{ dims: [1, 1, 1, 213], data: new Float32Array(213) }]
  }
  const models = { faceEyes: { id: 'lids', sha256: '', run } } as unknown as Tools['models']
  return { models, asked: () => asked }
}

describe('a look at the eyes', () => {
  const describedAt = (eyeDistancePx: number) => ({
    face: { ...drawnFace(), meshScore: 1, eyeDistancePx },
    facesSeen: 1,
    quality: QUALITY,
    template: { modelId: 'net', values: new Float32Array() },
  })

  it('says that they are closed when nothing was seen of them', async () => {
    const { models } = blind()
    const { quality } = await lookAtEyes(describedAt(60), PICTURE, { models })
    expect(quality).toEqual({ ...QUALITY, reasons: ['eyes-closed'] })
  })

  it('is not taken where they are too small to be read', async () => {
    const { models, asked } = blind()
    expect(await lookAtEyes(describedAt(44), PICTURE, { models })).toEqual(describedAt(44))
    expect(asked()).toBe(0)
  })
})
