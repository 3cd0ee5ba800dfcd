import { cropPicture } from '../image/crop.ts'
import { type GreyImage, toGrey } from '../image/grey.ts'
import type { Box, Picture } from '../image/picture.ts'
import { logSpectrum } from './fourier.ts'
import { sharedPattern } from './shared-pattern.ts'

/** Side of the windows that are looked at, at the picture's own pixels: resampling would move a screen's grid or lose it. */
const WINDOW = 256
/** Frequencies, in cycles a window, between print and patterns of a page below and the edge of the spectrum above. */
const HIGHEST = 126
const LOWEST = 34
/** Pages print nothing in colour that is as fine as this, while a screen's stripes beat with a camera down to coarse fringes. */
const LOWEST_IN_COLOUR = 12
/** Frequencies along the axes are those of JPEG's blocks. */
const AXIS = 3
/** Blocks of 8 pixels and their harmonics lie on multiples of this. */
const JPEG_STEP = WINDOW / 8
const PEAKS = 6
const BANDS = 24
/** Of frequencies that are left out. */
const NO_BAND = BANDS

/** How far the strongest regular pattern stands out of the spectrum around it, in logarithms. */
export interface ScreenGrid {
  readonly light: number
  /** The same, in light, of what all parts of the page have in common: letters differ from place to place, a grid does not. */
  readonly shared: number
  /** In the differences of red and of blue to green: the weaker of the two, since a screen shows in both. */
  readonly colour: number
}

/**
 * A screen's pixels seen through a camera's pixels make a regular pattern in light and in colour, print and paper none.
 * The median of the windows, so that one odd patch of a page does not decide. Undefined on pictures too small to tell.
 */
export function screenGrid(picture: Picture, page: Box): ScreenGrid | undefined {
  const windows = windowsOn(page, picture).map((box) => cropPicture(picture, box))
  if (windows.length === 0) return undefined
  const patternsOf = (planeOf: (part: Picture) => GreyImage, bands: Uint8Array) =>
    windows.map((part) => patternOf(planeOf(part), bands))
  const inLight = patternsOf(toGrey, bandsFrom(LOWEST))
  const inColour = bandsFrom(LOWEST_IN_COLOUR)
  const red = patternsOf((part) => difference(part, 0, 1), inColour)
  const blue = patternsOf((part) => difference(part, 2, 1), inColour)
  return {
    light: middle(inLight.map(peakOf)),
    shared: peakOf(sharedPattern(inLight, WINDOW / 2)),
    colour: Math.min(middle(red.map(peakOf)), middle(blue.map(peakOf))),
  }
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** One colour less another, pixel by pixel. */
function difference({ width, height, data }: Picture, one: number, other: number): GreyImage {
  const plane = new Float32Array(width * height)
  for (let at = 0, from = 0; at < plane.length; at += 1, from += 3)
    plane[at] = (data[from + one] as number) - (data[from + other] as number)
  return { width, height, data: plane }
}

/** Five windows: the middle of the page and halfway to its corners. */
function windowsOn(page: Box, { width, height }: Picture): readonly Box[] {
  if (width < WINDOW || height < WINDOW) return []
  const at = (x01: number, y01: number): Box => ({
    x: Math.round(Math.min(width - WINDOW, Math.max(0, page.x + x01 * page.width - WINDOW / 2))),
    y: Math.round(Math.min(height - WINDOW, Math.max(0, page.y + y01 * page.height - WINDOW / 2))),
    width: WINDOW,
    height: WINDOW,
  })
  return [at(0.5, 0.5), at(0.3, 0.35), at(0.7, 0.35), at(0.3, 0.65), at(0.7, 0.65)]
}

/** How far each frequency stands out of its band, in rows of half a window; infinitely little where it has no band. */
function patternOf(plane: GreyImage, bands: Uint8Array): Float64Array {
  const spectrum = logSpectrum(windowed(plane))
  const sums = new Float64Array(NO_BAND + 1)
  const counts = new Float64Array(NO_BAND + 1)
  for (let at = 0; at < bands.length; at += 1) {
    const band = bands[at] as number
    sums[band] = (sums[band] as number) + (spectrum[at] as number)
    counts[band] = (counts[band] as number) + 1
  }
  const pattern = new Float64Array(bands.length).fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < bands.length; at += 1) {
    const band = bands[at] as number
    if (band !== NO_BAND) pattern[at] = (spectrum[at] as number) - (sums[band] as number) / (counts[band] as number)
  }
  return pattern
}

/** Mean of the frequencies that stand out most. */
function peakOf(pattern: Float64Array): number {
  const largest = new Float64Array(PEAKS).fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < pattern.length; at += 1) {
    const out = pattern[at] as number
    if (out <= (largest[0] as number)) continue
    largest[0] = out
    largest.sort()
  }
  return largest.reduce((sum, value) => sum + value, 0) / PEAKS
}

/** The band of each frequency of a spectrum: none for those that say nothing. */
function bandsFrom(lowest: number): Uint8Array {
  const bands = new Uint8Array((WINDOW / 2) * WINDOW).fill(NO_BAND)
  for (let row = 0, at = 0; row < WINDOW; row += 1) {
    const fy = row < WINDOW / 2 ? row : row - WINDOW
    for (let fx = 0; fx < WINDOW / 2; fx += 1, at += 1) {
      const frequency = Math.sqrt(fx * fx + fy * fy)
      if (frequency < lowest || frequency > HIGHEST || isOfJpeg(fx, fy)) continue
      bands[at] = Math.min(BANDS - 1, Math.floor(((frequency - lowest) / (HIGHEST - lowest)) * BANDS))
    }
  }
  return bands
}

function isOfJpeg(fx: number, fy: number): boolean {
  const near = (frequency: number) => Math.abs(frequency - JPEG_STEP * Math.round(frequency / JPEG_STEP)) <= 1
  return fx < AXIS || Math.abs(fy) < AXIS || (near(fx) && near(fy))
}

/** Hann's window, so that the edges of the cut make no pattern of their own. */
function windowed({ width, height, data }: GreyImage): GreyImage {
  const weights = Float64Array.from({ length: WINDOW }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW))
  let mean = 0
  for (let at = 0; at < data.length; at += 1) mean += (data[at] as number) / data.length
  const smooth = new Float32Array(data.length)
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1)
      smooth[at] = ((data[at] as number) - mean) * (weights[x] as number) * (weights[y] as number)
  }
  return { width, height, data: smooth }
}
