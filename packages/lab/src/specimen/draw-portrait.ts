import type { Box, Picture } from '@bonafide/engine'
import { clamp } from '../curves.ts'
import { addSample } from '../drawing/sample.ts'

/** Printing takes some of the contrast: black turns to a dark grey. */
const PRINT = { black: 18, gain: 0.9 } as const

/** Prints a portrait into a box of the page: filled, centred, what is too much cut away. */
export function drawPortrait(page: Picture, portrait: Picture, box: Box): void {
  const scale = Math.max(box.width / portrait.width, box.height / portrait.height)
  const [left, top] = [(portrait.width - box.width / scale) / 2, (portrait.height - box.height / scale) / 2]
  const samples = clamp(Math.ceil(1 / scale), 1, 4)
  const colour = new Float64Array(3)
  for (let row = 0; row < Math.round(box.height); row += 1) {
    for (let column = 0; column < Math.round(box.width); column += 1) {
      colour.fill(0)
      for (let sub = 0; sub < samples * samples; sub += 1) {
        const x = left + (column + ((sub % samples) + 0.5) / samples) / scale
        const y = top + (row + (Math.floor(sub / samples) + 0.5) / samples) / scale
        addSample(portrait, x, y, 1 / (samples * samples), colour)
      }
      const pixel = ((Math.round(box.y) + row) * page.width + Math.round(box.x) + column) * 3
      colour.forEach((value, channel) => {
        page.data[pixel + channel] = PRINT.black + value * PRINT.gain
      })
    }
  }
}
