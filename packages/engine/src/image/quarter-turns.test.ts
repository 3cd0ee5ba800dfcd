import { describe, expect, it } from 'vitest'
import type { Picture } from './picture.ts'
import { type QuarterTurns, turnBack, turnPicture } from './quarter-turns.ts'

/** 3 x 2 pixels whose reds are 0-5. */
const PICTURE: Picture = { width: 3, height: 2, data: Uint8Array.from({ length: 18 }, (_, i) => (i % 3 ? 0 : i / 3)) }
const reds = ({ data }: Picture) => [...data].filter((_, index) => index % 3 === 0)

describe('turnPicture', () => {
  it('turns clockwise by right angles', () => {
    expect(reds(turnPicture(PICTURE, 1))).toEqual([3, 0, 4, 1, 5, 2])
    expect(reds(turnPicture(PICTURE, 2))).toEqual([5, 4, 3, 2, 1, 0])
    expect(reds(turnPicture(PICTURE, 3))).toEqual([2, 5, 1, 4, 0, 3])
  })

  it('is undone by turnBack for every pixel', () => {
    for (const turns of [1, 2, 3] satisfies QuarterTurns[]) {
      const turned = turnPicture(PICTURE, turns)
      const back = reds(turned).map((_, index) => {
        const place = turnBack({ x: index % turned.width, y: Math.floor(index / turned.width) }, PICTURE, turns)
        return PICTURE.data[3 * (place.y * PICTURE.width + place.x)]
      })
      expect(back).toEqual(reds(turned))
    }
  })
})
