import { encloses } from '../image/encloses.ts'
import type { GreyImage } from '../image/grey.ts'
import type { Point } from '../image/picture.ts'
import { applySimilarity, type Similarity } from '../image/similarity.ts'
import { meshPoint } from './mesh-points.ts'

/** How the eyes stand out from the skin around them, each as a share of the light on the cheek of its side. */
export interface EyeContrast {
  /** By how much the darkest tenth between the lids is darker than the skin under the eye. */
  readonly darker: number
  /** The light on the skin under the eye. */
  readonly under: number
}

/** Points of one side of the mesh: the eye from its outer corner around, the skin under it, and the cheek. */
interface EyeSide {
  readonly eye: readonly number[]
  readonly under: readonly number[]
  readonly cheek: readonly number[]
}

export const EYE_SIDES: readonly [right: EyeSide, left: EyeSide] = [
  {
    eye: [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
    under: [33, 7, 163, 144, 145, 153, 154, 155, 133, 112, 26, 22, 23, 24, 110],
    cheek: [118, 101, 36, 205, 50],
  },
  {
    eye: [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249],
    under: [263, 249, 390, 373, 374, 380, 381, 382, 362, 341, 256, 252, 253, 254, 339],
    cheek: [347, 330, 266, 425, 280],
  },
]

/** Measures both eyes on a crop that the mesh is brought to by `toCrop`; the mean of those sides that lie on it. */
export function eyeContrast(crop: GreyImage, mesh: Float32Array, toCrop: Similarity): EyeContrast {
  const onCrop = (index: number) => applySimilarity(toCrop, meshPoint(mesh, index))
  const sides = EYE_SIDES.flatMap(({ eye, under, cheek }) => {
    const levels = (outline: readonly number[]) => levelsInside(crop, outline.map(onCrop))
    const [cheekLight, skin, dark] = [
      quantile(levels(cheek), 0.5),
      quantile(levels(under), 0.5),
      quantile(levels(eye), 0.1),
    ]
    if (cheekLight === undefined || skin === undefined || dark === undefined) return []
    const light = Math.max(1, cheekLight)
    return [{ darker: (skin - dark) / light, under: skin / light }]
  })
  return { darker: mean(sides.map(({ darker }) => darker)), under: mean(sides.map(({ under }) => under)) }
}

/** The levels of the pixels whose middle lies inside an outline, the darkest first. */
function levelsInside({ width, height, data }: GreyImage, outline: readonly Point[]): readonly number[] {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)]
  const levels: number[] = []
  for (let y = Math.max(0, Math.ceil(Math.min(...ys))); y <= Math.min(height - 1, Math.max(...ys)); y++) {
    for (let x = Math.max(0, Math.ceil(Math.min(...xs))); x <= Math.min(width - 1, Math.max(...xs)); x++) {
      if (encloses(outline, { x, y })) levels.push(data[y * width + x] ?? 0)
    }
  }
  return levels.sort((a, b) => a - b)
}

function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.floor(share * sorted.length)]
}

/** Nothing measured is nothing seen. */
function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
