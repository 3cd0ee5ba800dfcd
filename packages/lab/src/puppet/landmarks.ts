/** Points of the 468-point face mesh by what they lie on. "Left" and "right" are the person's own. */
export const MESH_POINTS = 468

/** The outline of the face, once around. */
export const OVAL: readonly number[] = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]

export const FOREHEAD = 10
export const CHIN = 152
export const RIGHT_CHEEK = 234
export const LEFT_CHEEK = 454
export const UPPER_LIP_INNER = 13
export const LOWER_LIP_INNER = 14

/** Points of one eye: lids from the outer corner inwards, the crease above, and the two corners. */
export interface EyePoints {
  readonly upper: readonly number[]
  readonly lower: readonly number[]
  readonly crease: readonly number[]
  readonly outer: number
  readonly inner: number
}

export const RIGHT_EYE: EyePoints = {
  upper: [246, 161, 160, 159, 158, 157, 173],
  lower: [7, 163, 144, 145, 153, 154, 155],
  crease: [247, 30, 29, 27, 28, 56, 190],
  outer: 33,
  inner: 133,
}

export const LEFT_EYE: EyePoints = {
  upper: [466, 388, 387, 386, 385, 384, 398],
  lower: [249, 390, 373, 374, 380, 381, 382],
  crease: [467, 260, 259, 257, 258, 286, 414],
  outer: 263,
  inner: 362,
}

/** Inner edges of the lips from the person's right corner to the left one; both hold the corners. */
export const UPPER_LIP: readonly number[] = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308]
export const LOWER_LIP: readonly number[] = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308]
