import { describeFace, type Picture } from '@bonafide/engine'
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

  it('are not named of people who look into the camera, and are once the same people shut their lids', async () => {
    for (const name of DEMO_STILLS) {
      const still = await demoStill(name, pictures)
      const puppet = await createPuppet(still, tools)
      const named = [still, puppet.render({ blink01: 1 })].map(isNamed)
      expect([name, ...(await Promise.all(named))]).toEqual([name, false, true])
    }
  })
})
