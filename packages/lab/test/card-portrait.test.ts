import { describeFace, faceDistance, observeFaces } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { demoStill, renderCardPortrait } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const pictures = createPictures()
let tools: Awaited<ReturnType<typeof openTools>>
beforeAll(async () => {
  tools = await openTools()
})
afterAll(async () => tools.models.close())

describe('the portrait of a rendered card', () => {
  it('has the asked height, is found, and is nearer to its own person than to another', async () => {
    const still = await demoStill('ada-document', pictures)
    const [face] = await observeFaces(still, tools)
    if (face === undefined) throw new Error('the still shows nobody')
    const card = renderCardPortrait(still, face, { heightPx: 130, seed: 1 })
    expect([card.width, card.height]).toEqual([338, 213])
    const onCard = await describeFace(card, tools)
    // A quarter of 101 px.
    expect(onCard?.face.eyeDistancePx).toBeCloseTo(25.3, 0)
    const [own, other] = [
      await describeFace(await demoStill('ada-selfie', pictures), tools),
      await describeFace(await demoStill('bea', pictures), tools),
    ]
    if (onCard === undefined || own === undefined || other === undefined) throw new Error('a face was not found')
    expect(faceDistance(onCard.template, own.template)).toBeLessThan(faceDistance(onCard.template, other.template))
  })

  it('has the same bytes for the same seed and other grain for another', async () => {
    const still = await demoStill('bea', pictures)
    const [face] = await observeFaces(still, tools)
    if (face === undefined) throw new Error('the still shows nobody')
    const [first, again, other] = [7, 7, 8].map((seed) => renderCardPortrait(still, face, { heightPx: 130, seed }))
    expect(first?.data).toEqual(again?.data)
    expect(first?.data).not.toEqual(other?.data)
  })
})
