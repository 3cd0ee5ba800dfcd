import type { Picture } from '../image/picture.ts'
import { cropSimilarity } from '../image/similarity.ts'
import { warpPlanar } from '../image/warp.ts'
import type { Tools } from '../ports.ts'
import type { ObservedFace } from './face-description.ts'
import { placeOfFace } from './fit-mesh.ts'

const SIZE = 224
/**
 * Side of the crop over the longer side of the face's box: of 1, 1.2, 1.4, 1.6 and 1.9, those up to 1.2 came nearest to
 * the ages of five men on 50 pictures (9 years off, mostly too young); the sex was right on 96 of 96 with each.
 */
const CROP = 1.2

/** What a face looks like to a network. Estimates: nothing may be decided by them (docs/measurements/faces.md). */
export interface EstimatedAttributes {
  readonly ageYears: number
  readonly sex: 'female' | 'male'
  /** How sure the network is of the sex, 0.5-1. */
  readonly sexShare01: number
}

/** The network that guesses age and sex is not part of these tools. */
export class AttributesUnavailable extends Error {
  readonly code = 'attributes-unavailable'
  constructor() {
    super('There is no network for age and sex')
  }
}

/** Guesses age and sex of a face. Asked only where the API asks for them. */
export async function estimateAttributes(
  picture: Picture,
  face: ObservedFace,
  { models }: Pick<Tools, 'models'>,
): Promise<EstimatedAttributes> {
  const network = models.faceAttributes
  if (network === undefined) throw new AttributesUnavailable()
  const { box, angleRad } = placeOfFace(face)
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const side = CROP * Math.max(box.width, box.height)
  const data = warpPlanar(picture, cropSimilarity({ centre, side, angleRad }, SIZE), SIZE, SIZE)
  const [male, years] = await network.run({ dims: [1, 3, SIZE, SIZE], data })
  const maleShare = male?.data[0] ?? Number.NaN
  return {
    ageYears: expectedYear(years?.data ?? new Float32Array()),
    sex: maleShare > 0.5 ? 'male' : 'female',
    sexShare01: Math.max(maleShare, 1 - maleShare),
  }
}

/** The mean over the network's shares of each year. */
function expectedYear(shares: Float32Array): number {
  return shares.reduce((sum, share, year) => sum + share * year, 0)
}
