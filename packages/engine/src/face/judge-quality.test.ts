import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import { PACKAGED_RECIPE, templateOf } from './embedder-recipe.ts'
import { EYE_SIDES } from './eye-contrast.ts'
import type { ObservedFace } from './face-description.ts'
import { judgeQuality, withEyes } from './judge-quality.ts'

const SIDE = PACKAGED_RECIPE.sizePx
/** Half the size of an eye, and how far the cheek lies under it, in pixels of the drawn face. */
const [EYE_HALF_WIDTH, EYE_HALF_HEIGHT, CHEEK_UNDER] = [10, 4, 25]
const FACE = { ...drawnFace(), meshScore: 1, eyeDistancePx: 60, mesh: meshWithEyes() }

/** The drawn mesh with outlines of its eyes, of the skin under them and of the cheeks. */
function meshWithEyes(): Float32Array {
  const { mesh, rightEye, leftEye } = drawnFace()
  for (const [{ eye, under, cheek }, { x, y }] of [
    [EYE_SIDES[0], rightEye],
    [EYE_SIDES[1], leftEye],
  ] as const) {
    const around = (indices: readonly number[], down: number, halfWidth: number, halfHeight: number) => {
      indices.forEach((index, order) => {
        const angle = (2 * Math.PI * order) / indices.length
        mesh.set([x + halfWidth * Math.cos(angle), y + down + halfHeight * Math.sin(angle), 0], 3 * index)
      })
    }
    around(cheek, CHEEK_UNDER, EYE_HALF_WIDTH, EYE_HALF_HEIGHT)
    around(under, 3 * EYE_HALF_HEIGHT, EYE_HALF_WIDTH, EYE_HALF_HEIGHT)
    around(eye, 0, EYE_HALF_WIDTH, EYE_HALF_HEIGHT)
  }
  return mesh
}

/** Where the eyes lie on a crop: one row, from the right eye to the left one. */
const EYES_ROW = (() => {
  const [{ y = 0 } = {}] = templateOf(PACKAGED_RECIPE)
  return Math.round(y)
})()

interface DrawnCrop {
  readonly mask?: boolean
  readonly grey?: number
  readonly contrast?: number
  /** Light about the eyes, and whether there are irises in it. */
  readonly lenses?: { readonly grey: number; readonly irises: boolean }
}

/** A grey crop with stripes, so that it is sharp; the lower half may be of one colour, as under a mask. */
function crop({ mask = false, grey = 120, contrast = 60, lenses }: DrawnCrop = {}): Float32Array {
  return Float32Array.from({ length: 3 * SIDE * SIDE }, (_, index) => {
    const y = Math.floor((index % (SIDE * SIDE)) / SIDE)
    const [x, fromEyes] = [index % SIDE, y - EYES_ROW]
    if (lenses !== undefined && fromEyes > -20 && fromEyes < 24) {
      return lenses.irises && Math.abs(fromEyes) < 4 && x % 12 < 6 ? lenses.grey / 2 : lenses.grey
    }
    if (mask && y > 80) return grey
    return grey + (index % 4 < 2 ? contrast : -contrast)
  })
}

/** Widths of an eye: open, and shut. */
const [OPEN, SHUT] = [0.4, 0.1]

function judge(face: ObservedFace, drawn: Float32Array, facesSeen = 1, openness = OPEN) {
  return withEyes(judgeQuality(face, { crop: drawn, facesSeen }), openness)
}

describe('judgeQuality', () => {
  it('has nothing to say against a sharp, bright, frontal face', () => {
    expect(judge(FACE, crop())).toMatchObject({ score: 100, reasons: [] })
  })

  it('calls a face covered when nothing is seen where its mouth belongs, or when the mesh fits badly', () => {
    expect(judge(FACE, crop({ mask: true })).reasons).toEqual(['covered'])
    expect(judge({ ...FACE, meshScore: 0.98 }, crop()).reasons).toEqual(['covered'])
  })

  it('says that eyes are hidden where nothing darker than the skin under them lies between the lids', () => {
    const behind = (grey: number, irises: boolean) => judge(FACE, crop({ lenses: { grey, irises } })).reasons
    expect(behind(20, false)).toEqual(['eyes-hidden'])
    expect(behind(200, false)).toEqual(['eyes-hidden'])
    expect(behind(120, true)).toEqual([])
  })

  it('says so of lenses that let a trace of the eyes through, where the skin behind them is dark as well', () => {
    const behind = (grey: number) => judge(FACE, crop({ lenses: { grey, irises: true } })).reasons
    expect(behind(8)).toEqual(['eyes-hidden'])
    expect(behind(60)).toEqual([])
  })

  it('says that eyes are closed unless they were seen to be open, but not where they are hidden', () => {
    const reasons = (openness: number, drawn = crop()) => judge(FACE, drawn, 1, openness).reasons
    expect([SHUT, Number.NaN].map((openness) => reasons(openness))).toEqual([['eyes-closed'], ['eyes-closed']])
    expect(reasons(SHUT, crop({ lenses: { grey: 20, irises: false } }))).toEqual(['eyes-hidden'])
  })

  it('names each reason, all of them at once where all apply', () => {
    const bad = { ...FACE, eyeDistancePx: 18, pose: { yawRad: 0.7, pitchRad: 0, rollRad: 0 } }
    expect(judge(bad, crop({ grey: 20, contrast: 0 }), 2).reasons).toEqual([
      'too-small',
      'blurred',
      'dark',
      'turned',
      'covered',
      'eyes-hidden',
      'several-faces',
    ])
  })
})
