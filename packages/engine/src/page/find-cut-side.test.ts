import { describe, expect, it } from 'vitest'
import { cropPicture } from '../image/crop.ts'
import type { Box, Picture } from '../image/picture.ts'
import { turnedRight } from '../image/turned-right.ts'
import { findCutSide } from './find-cut-side.ts'

/** Where the page lies on its table. */
const PAGE: Box = { x: 120, y: 100, width: 680, height: 440 }

/** A slightly turned page with a panel and lines of print on it, on a plain table. */
function photo(): Picture {
  const [width, height] = [920, 640]
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [(x - PAGE.x + 0.02 * y) / PAGE.width, (y - PAGE.y - 0.02 * x) / PAGE.height]
      const isPage = across > 0 && down > 0 && across < 1 && down < 1
      data.fill(
        isPage ? levelOn(across, down) : 70 + ((7 * x + 13 * y) % 5),
        3 * (y * width + x),
        3 * (y * width + x) + 3,
      )
    }
  }
  return { width, height, data }
}

function levelOn(across: number, down: number): number {
  const isPanel = across > 0.05 && across < 0.3 && down > 0.2 && down < 0.7
  const isPrint =
    across > 0.35 && across < 0.95 && Math.floor(down * 24) % 3 === 1 && Math.floor(across * 160) % 3 !== 0
  return isPanel ? 110 : isPrint ? 60 : 225
}

const WHOLE = photo()
const withoutRight = (x: number) => cropPicture(WHOLE, { x: 0, y: 0, width: x, height: WHOLE.height })

describe('findCutSide', () => {
  it('names the border that a page runs into, on each side of the picture', () => {
    const turns = ['right', 'foot', 'left', 'top'] as const
    let cut = withoutRight(PAGE.x + 0.85 * PAGE.width)
    for (const border of turns) {
      expect(findCutSide(cut)).toBe(border)
      cut = turnedRight(cut)
    }
  })

  it('names none where the whole page is in the picture, however narrow the rim beside it is', () => {
    expect(findCutSide(WHOLE)).toBeUndefined()
    for (const rim of [40, 12, 6]) expect(findCutSide(withoutRight(PAGE.x + PAGE.width + rim))).toBeUndefined()
  })

  it('names none on a scan that is cut to its page, on a part of one and on an empty table', () => {
    const inside = { x: PAGE.x + 8, y: PAGE.y + 30, width: PAGE.width - 30, height: PAGE.height - 40 }
    expect(findCutSide(cropPicture(WHOLE, inside))).toBeUndefined()
    expect(findCutSide(cropPicture(WHOLE, { ...inside, width: inside.width / 2 }))).toBeUndefined()
    expect(findCutSide(cropPicture(WHOLE, { x: 0, y: 0, width: 90, height: 640 }))).toBeUndefined()
  })

  it('bears pictures of a few pixels', () => {
    for (const [width, height] of [
      [1, 1],
      [9, 4],
      [15, 400],
    ] as const)
      expect(findCutSide({ width, height, data: new Uint8Array(3 * width * height) })).toBeUndefined()
  })
})
