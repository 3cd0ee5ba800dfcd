import type { Picture } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import { cutMask, cutThrough } from './cut.ts'

const SIZE = { width: 200, height: 200 }
const HOLE = [
  { x: 70, y: 70 },
  { x: 130, y: 70 },
  { x: 130, y: 130 },
  { x: 70, y: 130 },
]
const GAP = 20
const CAMERA = 600

/** What is seen at a place of the sheet by somebody who looks at it from aside, by so much for each pixel of depth. */
function look(behind: Picture, u: number, aside: number): number {
  const colour = Float64Array.of(100, 100, 100)
  const cut = cutThrough(cutMask({ ...SIZE, data: new Uint8Array() }, [HOLE], GAP), {
    behind,
    gapPx: GAP,
    cameraPx: CAMERA,
    scale: 1,
    edge: 0.6,
  })
  const [along, dx] = [u - 100, -aside]
  cut.look(u, 100, { x: along - dx * CAMERA, y: 0, z: CAMERA, dx, dy: 0, dz: -1 }, colour)
  return colour[0] ?? 0
}

function line(at: number): Picture {
  const data = new Uint8Array(SIZE.width * SIZE.height * 3)
  for (let row = 0; row < SIZE.height; row += 1)
    data.fill(255, (row * SIZE.width + at - 2) * 3, (row * SIZE.width + at + 2) * 3)
  return { ...SIZE, data }
}

const brightest = (aside: number) => {
  const places = Array.from({ length: 50 }, (_, index) => 75 + index)
  const seen = places.map((u) => look(line(100), u, aside))
  return places[seen.indexOf(Math.max(...seen))] ?? 0
}

describe('a hole in a sheet', () => {
  it('shows what lies behind, and the sheet where nothing is cut away', () => {
    expect(look(line(100), 40, 0)).toBe(100)
    expect(look(line(100), 110, 0)).toBeLessThan(20)
  })

  it('shows it elsewhere from aside: by the depth of the gap', () => {
    expect(Math.abs(brightest(0) - 100)).toBeLessThanOrEqual(1)
    expect(Math.abs(brightest(0.5) - brightest(0)) - 0.5 * GAP).toBeLessThanOrEqual(1.5)
    expect(Math.abs(brightest(0.5) - brightest(0))).toBeGreaterThan(7)
  })

  it('is darker towards its edge, and the cut itself shines', () => {
    const white: Picture = { ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height * 3).fill(200) }
    expect(look(white, 73, 0)).toBeLessThan(look(white, 100, 0) - 15)
    const black: Picture = { ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height * 3) }
    expect(look(black, 70, 0)).toBeGreaterThan(look(black, 73, 0) + 60)
  })
})
