import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import type { EmbedderNetwork, Tensor } from '../ports.ts'
import { alignFace, alignWithDetail, embedFace } from './embed-face.ts'
import { type EmbedderRecipe, eyesOnCropPx, PACKAGED_RECIPE } from './embedder-recipe.ts'
import { detailOf } from './match-detail.ts'

const RECIPE: EmbedderRecipe = {
  sizePx: 2,
  zoom: 1,
  shift: 0,
  channels: 'bgr',
  mean: [10, 20, 30],
  deviation: [2, 4, 5],
  mirror: true,
  metric: 'euclid',
}
/** Reds 1-4, greens 21-24, blues 41-44, row by row. */
const CROP = Float32Array.of(1, 2, 3, 4, 21, 22, 23, 24, 41, 42, 43, 44)

function embedder(recipe: EmbedderRecipe, rows: readonly (readonly number[])[]) {
  const inputs: Tensor[] = []
  const network: EmbedderNetwork = {
    id: 'e',
    sha256: '',
    recipe,
    run: async (input) => {
      inputs.push(input)
      return [{ dims: [rows.length, rows[0]?.length ?? 0], data: Float32Array.from(rows.flat()) }]
    },
  }
  return { network, inputs }
}

describe('embedFace', () => {
  it('hands the crop and its mirror picture over in the order of channels and the scale that the network was trained on', async () => {
    const { network, inputs } = embedder(RECIPE, [
      [1, 2],
      [3, 6],
    ])
    expect([...(await embedFace(CROP, network)).values]).toEqual([2, 4])
    const [input] = inputs
    expect(input?.dims).toEqual([2, 3, 2, 2])
    expect([...(input?.data.subarray(0, 12) ?? [])]).toEqual(
      [41, 42, 43, 44]
        .map((v) => (v - 10) / 2)
        .concat(
          [21, 22, 23, 24].map((v) => (v - 20) / 4),
          [1, 2, 3, 4].map((v) => Math.fround((v - 30) / 5)),
        ),
    )
    expect([...(input?.data.subarray(12, 14) ?? [])]).toEqual([16, 15.5])
  })

  it('brings templates that are compared by the cosine to length 1, and takes one view where no mirror is asked for', async () => {
    const { network, inputs } = embedder({ ...RECIPE, mirror: false, metric: 'cosine' }, [[3, 4]])
    const { values } = await embedFace(CROP, network)
    expect(values[0]).toBeCloseTo(0.6, 6)
    expect(values[1]).toBeCloseTo(0.8, 6)
    expect(inputs[0]?.dims[0]).toBe(1)
  })
})

describe('the aligned crop', () => {
  const picture = {
    width: 300,
    height: 300,
    data: Uint8Array.from({ length: 270_000 }, (_, i) => (i * 2654435761) >>> 24),
  }
  const { mesh } = drawnFace()
  const roughness = (crop: Float32Array) => {
    let sum = 0
    for (let i = 1; i < 150 * 150; i++) sum += Math.abs((crop[i] ?? 0) - (crop[i - 1] ?? 0))
    return sum
  }

  it('loses fine detail and nothing else where it is drawn with less', () => {
    const [full, less] = [
      alignFace(picture, mesh, PACKAGED_RECIPE),
      alignWithDetail(picture, mesh, PACKAGED_RECIPE, 0.4),
    ]
    const mean = (crop: Float32Array) => crop.reduce((sum, value) => sum + value, 0) / crop.length
    expect(mean(less)).toBeCloseTo(mean(full), 0)
    expect(roughness(less)).toBeLessThan(0.8 * roughness(full))
    expect(alignWithDetail(picture, mesh, PACKAGED_RECIPE, 1)).toEqual(full)
  })
})

describe('detailOf', () => {
  const models = { faceEmbedder: embedder(PACKAGED_RECIPE, []).network }
  it('is whole for a portrait as large as the crop, less for a smaller one, and never nothing', () => {
    expect(eyesOnCropPx(PACKAGED_RECIPE)).toBeCloseTo(51.9, 1)
    expect([60, 43.5, 25, 19, 1].map((px) => detailOf(px, models))).toEqual([1, 1, 0.6, 0.5, 0.1])
  })
})
