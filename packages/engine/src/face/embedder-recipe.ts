import type { Point } from '../image/picture.ts'
import type { EmbedderNetwork } from '../ports.ts'

/** How a face has to be laid before an embedder, and how its vectors are compared. */
export interface EmbedderRecipe {
  /** Side of the square crop. */
  readonly sizePx: number
  /** Size of the face on the crop; 1 is the usual frame of 112 px networks. */
  readonly zoom: number
  /** How far the face is moved down, as a share of the side. */
  readonly shift: number
  readonly channels: 'rgb' | 'bgr'
  /** Subtracted from each channel (0-255, in the order of `channels`), which is then divided by `deviation`. */
  readonly mean: readonly [number, number, number]
  readonly deviation: readonly [number, number, number]
  /** Whether the template is the mean over the crop and its mirror picture. */
  readonly mirror: boolean
  /** With `cosine` templates are brought to length 1, so that their Euclidean distance ranks pairs as the cosine does. */
  readonly metric: 'euclid' | 'cosine'
}

/**
 * The packaged network saw wider crops than the usual frame: best of the zooms 0.95-1.2 and shifts -0.06 to -0.18 that
 * were tried; alignment took the equal error rate from 4.8 to 0.8 % (see docs/measurements/faces.md). It subtracts its
 * mean itself.
 */
export const PACKAGED_RECIPE: EmbedderRecipe = {
  sizePx: 150,
  zoom: 1.1,
  shift: -0.12,
  channels: 'rgb',
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
  mirror: true,
  metric: 'euclid',
}

export function recipeOf({ recipe }: Pick<EmbedderNetwork, 'recipe'>): EmbedderRecipe {
  return recipe ?? PACKAGED_RECIPE
}

/** Right eye, left eye, nose, mouth corners on the usual crop of 112 px. */
const TEMPLATE_112: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
]

/** Where the five points of a face belong on a recipe's crop, drawn at another size where one is given. */
export function templateOf({ sizePx, zoom, shift }: EmbedderRecipe, drawnPx = sizePx): readonly Point[] {
  return TEMPLATE_112.map(({ x, y }) => ({
    x: (((x - 56) * zoom) / 112 + 0.5) * drawnPx - 0.5,
    y: (((y - 56) * zoom) / 112 + 0.5 + shift) * drawnPx - 0.5,
  }))
}

/** How far apart the eyes lie on a recipe's crop. */
export function eyesOnCropPx(recipe: EmbedderRecipe): number {
  const [right = { x: 0, y: 0 }, left = { x: 0, y: 0 }] = templateOf(recipe)
  return left.x - right.x
}
