import type { Quad } from '../image/homography.ts'
import type { Box, Picture } from '../image/picture.ts'
import { distance } from '../page/quad.ts'
import type { Network } from '../ports.ts'
import { tensorOfTiles, valueTiles } from './value-tiles.ts'

/** What the network says of the values of a page. */
export interface LaidInValues {
  /** Tiles, on the picture as it came, that do not look as if they had been photographed with the others. */
  readonly odd: readonly Box[]
  /** The largest logit of all tiles; undefined where there were too few values to compare. */
  readonly largest?: number
}

/** A value is compared with the others: fewer have no look in common. */
const LEAST_VALUES = 3
/**
 * The highest of 46 originals of the tuning tool is 3.28; of 126 unchanged pages that the network was not trained on, six
 * savings of three lie above, with every cut from 3.1 to 5.6 (docs/measurements/documents.md, Values that were laid in).
 */
const CUT = 3.8

/**
 * Runs of print that are shorter, in their heights, are told nothing of: two or three Chinese characters look laid in to a network
 * that was trained on none (2.9 and 4.7 heights on two of 100 originals of tool b; changed values that it told were 6.3 and longer).
 */
const LEAST_LENGTH = 5

/** Asks the network which values of a page were changed in its photograph (tools/forgery-model). */
export async function laidInValues(source: Picture, values: readonly Quad[], network: Network): Promise<LaidInValues> {
  const tiles = valueTiles(source, values)
  if (tiles.length === 0 || values.length < LEAST_VALUES) return { odd: [] }
  const [logits] = await network.run(tensorOfTiles(source, tiles))
  const judged = tiles
    .map(({ box, value }, index) => ({ box, corners: values[value], logit: logits?.data[index] ?? Number.NaN }))
    .filter(({ corners }) => corners !== undefined && isLongEnough(corners))
  if (judged.length === 0) return { odd: [] }
  return {
    odd: judged.filter(({ logit }) => logit > CUT).map(({ box }) => box),
    largest: Math.max(...judged.map(({ logit }) => logit)),
  }
}

function isLongEnough([upperLeft, upperRight, , lowerLeft]: Quad): boolean {
  return distance(upperLeft, upperRight) >= LEAST_LENGTH * distance(upperLeft, lowerLeft)
}
