import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { boxAround, cutPatch, unturn } from './cut-patch.ts'

/** Every pixel carries its own place in red and green. */
function chart(width: number, height: number): Picture {
  const data = new Uint8Array(3 * width * height)
  for (let at = 0; at < width * height; at += 1) data.set([at % width, Math.floor(at / width), 7], 3 * at)
  return { width, height, data }
}

describe('unturn', () => {
  it('undoes quarter turns to the right', () => {
    fc.assert(
      fc.property(fc.nat(39), fc.nat(19), fc.integer({ min: 0, max: 3 }), (x, y, quarterTurns) => {
        let turned = { x, y }
        let [width, height] = [40, 20]
        for (let turn = 0; turn < quarterTurns; turn += 1) {
          turned = { x: height - turned.y, y: turned.x }
          ;[width, height] = [height, width]
        }
        expect(unturn({ picture: chart(40, 20), quarterTurns }, turned)).toEqual({ x, y })
      }),
    )
  })
})

describe('cutPatch', () => {
  it('cuts what lies upright as it is', () => {
    const patch = { centre: { x: 20, y: 10 }, angleRad: 0, width: 10, height: 6 }
    const cut = cutPatch({ picture: chart(40, 20), quarterTurns: 0 }, patch, 100)
    expect([cut.width, cut.height]).toEqual([10, 6])
    expect([...cut.data.subarray(0, 3)]).toEqual([15, 7, 7])
    expect([...cut.data.subarray(-3)]).toEqual([24, 12, 7])
  })

  it('cuts a page that lies on its side upright, and says where it was', () => {
    const turned = { picture: chart(40, 20), quarterTurns: 1 }
    const patch = { centre: { x: 10, y: 20 }, angleRad: 0, width: 6, height: 10 }
    const cut = cutPatch(turned, patch, 100)
    expect([...cut.data.subarray(0, 3)]).toEqual([15, 12, 7])
    expect(boxAround(turned, patch)).toEqual({ x: 15, y: 7, width: 10, height: 6 })
  })

  it('shrinks to the longest side that is wanted', () => {
    const patch = { centre: { x: 20, y: 10 }, angleRad: 0.1, width: 30, height: 10 }
    const cut = cutPatch({ picture: chart(40, 20), quarterTurns: 0 }, patch, 15)
    expect([cut.width, cut.height]).toEqual([15, 5])
  })
})
