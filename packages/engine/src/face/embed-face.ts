import type { Picture, Point } from '../image/picture.ts'
import { fitSimilarity, type Similarity } from '../image/similarity.ts'
import { mirrorPlanar, warpPicture, warpPlanar } from '../image/warp.ts'
import type { EmbedderNetwork } from '../ports.ts'
import { type EmbedderRecipe, recipeOf, templateOf } from './embedder-recipe.ts'
import type { FaceTemplate } from './face-description.ts'
import { between, MESH, meshPoint } from './mesh-points.ts'

/** The face turned upright and scaled to a recipe's crop, channels first, 0-255. */
export function alignFace(picture: Picture, mesh: Float32Array, recipe: EmbedderRecipe): Float32Array {
  return warpPlanar(picture, cropToPicture(mesh, recipe), recipe.sizePx, recipe.sizePx)
}

/** From a place on the crop to the place on the picture. */
export function cropToPicture(mesh: Float32Array, recipe: EmbedderRecipe): Similarity {
  return fitSimilarity(templateOf(recipe), fivePoints(mesh))
}

/** The same crop with the detail that it has when it is drawn smaller, by the factor `detail01`, and enlarged again. */
export function alignWithDetail(
  picture: Picture,
  mesh: Float32Array,
  recipe: EmbedderRecipe,
  detail01: number,
): Float32Array {
  const drawnPx = Math.round(detail01 * recipe.sizePx)
  if (drawnPx >= recipe.sizePx) return alignFace(picture, mesh, recipe)
  const toPicture = fitSimilarity(templateOf(recipe, drawnPx), fivePoints(mesh))
  const small = warpPicture(picture, toPicture, drawnPx, drawnPx)
  const a = drawnPx / recipe.sizePx
  const shift = (a - 1) / 2
  return warpPlanar(small, { a, b: 0, tx: shift, ty: shift }, recipe.sizePx, recipe.sizePx)
}

function fivePoints(mesh: Float32Array): readonly Point[] {
  return [
    between(mesh, MESH.rightEyeOuter, MESH.rightEyeInner),
    between(mesh, MESH.leftEyeInner, MESH.leftEyeOuter),
    meshPoint(mesh, MESH.noseTip),
    meshPoint(mesh, MESH.mouthRight),
    meshPoint(mesh, MESH.mouthLeft),
  ]
}

/** Embeds an aligned crop by the network's recipe. */
export async function embedFace(crop: Float32Array, embedder: EmbedderNetwork): Promise<FaceTemplate> {
  const recipe = recipeOf(embedder)
  const { sizePx, mirror, metric } = recipe
  const views = mirror ? [crop, mirrorPlanar(crop, sizePx)] : [crop]
  const data = new Float32Array(views.length * crop.length)
  views.forEach((view, index) => {
    data.set(normalise(view, recipe), index * crop.length)
  })
  const [output] = await embedder.run({ dims: [views.length, 3, sizePx, sizePx], data })
  const mean = meanOfRows(output?.data ?? new Float32Array(), views.length)
  return { modelId: embedder.id, values: metric === 'cosine' ? toUnitLength(mean) : mean }
}

/** Pixels in the order and scale that a network was trained on. */
export function normalise(
  crop: Float32Array,
  { channels, mean, deviation }: Pick<EmbedderRecipe, 'channels' | 'mean' | 'deviation'>,
): Float32Array {
  const plane = crop.length / 3
  const out = new Float32Array(crop.length)
  for (let c = 0; c < 3; c++) {
    const from = (channels === 'rgb' ? c : 2 - c) * plane
    const [shift, scale] = [mean[c] ?? 0, deviation[c] ?? 1]
    for (let i = 0; i < plane; i++) out[c * plane + i] = ((crop[from + i] ?? 0) - shift) / scale
  }
  return out
}

function meanOfRows(values: Float32Array, rows: number): Float32Array {
  const length = values.length / rows
  return Float32Array.from({ length }, (_, index) => {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += values[row * length + index] ?? 0
    return sum / rows
  })
}

function toUnitLength(values: Float32Array): Float32Array {
  const length = Math.hypot(...values)
  return length === 0 ? values : values.map((value) => value / length)
}
