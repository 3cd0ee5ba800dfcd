/**
 * A decoded picture: 8-bit RGB without alpha, interleaved, row by row from the top.
 * `data.length === width * height * 3`.
 */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A rectangle in picture pixels; may reach over the border. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}
