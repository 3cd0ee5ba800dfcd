import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import type { FaceQuality } from './face-description.ts'
import { portraitFault } from './portrait-fault.ts'

function portrait(...reasons: FaceQuality['reasons']) {
  return {
    face: drawnFace(),
    facesSeen: 1,
    quality: { score: 50, sharpness: 50, illumination: 50, reasons },
    template: { modelId: 'm', values: new Float32Array(1) },
  }
}

describe('portraitFault', () => {
  it('names a portrait that is not there or too small, and one whose eyes are hidden', () => {
    expect(portraitFault(undefined)).toBe('portrait-missing')
    expect(portraitFault(portrait('too-small', 'eyes-hidden'))).toBe('portrait-missing')
    expect(portraitFault(portrait('eyes-hidden', 'several-faces'))).toBe('portrait-eyes-hidden')
  })

  it('lets print be soft, and a ghost image lie beside the portrait', () => {
    expect(portraitFault(portrait('blurred', 'turned', 'several-faces'))).toBeUndefined()
  })
})
