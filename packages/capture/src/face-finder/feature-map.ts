/**
 * Numbers for each pixel of a small picture, channel beside channel. Around it lies a border of one pixel of zeros, so
 * that a kernel of 3 by 3 never has to ask where the map ends.
 */
export interface FeatureMap {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Float32Array
}

export function emptyMap(width: number, height: number, channels: number): FeatureMap {
  return { width, height, channels, data: new Float32Array((width + 2) * (height + 2) * channels) }
}

/** Where the channels of a pixel begin. */
export function placeOf({ width, channels }: FeatureMap, x: number, y: number): number {
  return ((y + 1) * (width + 2) + x + 1) * channels
}
