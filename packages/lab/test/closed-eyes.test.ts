import { describeFace, type Picture, resizeArea } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { closedEyesStill, createPuppet, DEMO_STILLS, demoStill } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const pictures = createPictures()
let tools: Awaited<ReturnType<typeof openTools>>
beforeAll(async () => {
  tools = await openTools()
})
afterAll(async () => tools.models.close())

const isNamed = async (picture: Picture) =>
  (await describeFace(picture, tools))?.quality.reasons.includes('eyes-closed')

describe('closed eyes on a single picture', () => {
  it('are named on the photograph of somebody whose lids are shut or cast down', async () => {
    expect(await isNamed(await closedEyesStill(pictures))).toBe(true)
  })

  it('are not named where the same face is too small for it', async () => {
    const still = await closedEyesStill(pictures)
    const half = resizeArea(still, Math.round(still.width / 2), Math.round(still.height / 2))
    expect(await isNamed(half)).toBe(false)
  })

  it('are not named of people who look into the camera, and are once the same people shut their lids', async () => {
    for (const name of DEMO_STILLS) {
      const still = await demoStill(name, pictures)
      const puppet = await createPuppet(still, tools)
      const named = [still, puppet.render({ blink01: 1 })].map(isNamed)
      expect([name, ...(await Promise.all(named))]).toEqual([name, false, true])
    }
  })
})
