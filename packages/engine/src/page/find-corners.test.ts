import { describe, expect, it } from 'vitest'
import { homography, type Quad } from '../image/homography.ts'
import type { Picture } from '../image/picture.ts'
import { findCorners } from './find-corners.ts'

const LEAST_SCORE = 0.75
const UNIT = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
] as const

interface Scene {
  readonly table: (x: number, y: number) => number
  readonly paper: number
  readonly corners: Quad
}

/** A page with lines of print and a frame on it, on a table. */
function photo({ table, paper, corners }: Scene): Picture {
  const [width, height] = [800, 600]
  const toPage = homography(corners, UNIT)
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const on = toPage(x + 0.5, y + 0.5)
      const isPage = on.x >= 0 && on.y >= 0 && on.x <= 1 && on.y <= 1
      data.fill(isPage ? pageLevel(on.x, on.y, paper) : table(x, y), 3 * (y * width + x), 3 * (y * width + x) + 3)
    }
  }
  return { width, height, data }
}

function pageLevel(x: number, y: number, paper: number): number {
  const isFrame = x > 0.06 && x < 0.3 && y > 0.15 && y < 0.65
  const isPrint = x > 0.35 && x < 0.95 && Math.floor(y * 24) % 3 === 1 && Math.floor(x * 160) % 3 !== 0
  return isFrame ? 90 : isPrint ? 40 : paper
}

const worst = (found: Quad | undefined, corners: Quad) =>
  Math.max(...corners.map(({ x, y }, index) => Math.hypot((found?.[index]?.x ?? 0) - x, (found?.[index]?.y ?? 0) - y)))

const LEVEL: Quad = [
  { x: 90, y: 80 },
  { x: 700, y: 80 },
  { x: 700, y: 510 },
  { x: 90, y: 510 },
]
const SLANTED: Quad = [
  { x: 160, y: 60 },
  { x: 690, y: 150 },
  { x: 640, y: 520 },
  { x: 100, y: 440 },
]

const PLAIN = () => 60
const LIGHT = () => 215
const BOARDS = (_x: number, y: number) => (y % 97 < 6 ? 70 : 120)

const SCENES: readonly (readonly [string, Scene])[] = [
  ['a light page on a dark table', { table: PLAIN, paper: 230, corners: LEVEL }],
  ['a slanted page', { table: PLAIN, paper: 230, corners: SLANTED }],
  ['a light page on a light table', { table: LIGHT, paper: 235, corners: SLANTED }],
  ['a page on boards', { table: BOARDS, paper: 225, corners: SLANTED }],
]

describe('findCorners', () => {
  it.each(SCENES)('finds %s within 3 % of its diagonal', (_, scene) => {
    const found = findCorners(photo(scene), LEAST_SCORE)
    expect(worst(found?.corners, scene.corners)).toBeLessThan(0.03 * Math.hypot(610, 430))
  })

  it('finds none on a scan that is cut to the page', () => {
    const page: Quad = [
      { x: -1, y: -1 },
      { x: 801, y: -1 },
      { x: 801, y: 601 },
      { x: -1, y: 601 },
    ]
    expect(findCorners(photo({ table: () => 0, paper: 230, corners: page }), LEAST_SCORE)).toBeUndefined()
  })

  it('finds none on an empty table, and bears pictures of a few pixels', () => {
    const empty = { width: 800, height: 600, data: new Uint8Array(3 * 800 * 600).fill(90) }
    expect(findCorners(empty, LEAST_SCORE)).toBeUndefined()
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [9, 4],
      [15, 400],
    ] as const)
      expect(findCorners({ width, height, data: new Uint8Array(3 * width * height) }, LEAST_SCORE)).toBeUndefined()
  })
})
