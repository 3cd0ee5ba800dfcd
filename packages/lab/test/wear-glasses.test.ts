import { describeFace, type ObservedFace, observeFaces, type Picture } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { DEMO_STILLS, demoStill, type Glasses, wearGlasses } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const pictures = createPictures()
let tools: Awaited<ReturnType<typeof openTools>>
const people: { still: Picture; face: ObservedFace }[] = []

beforeAll(async () => {
  tools = await openTools()
  for (const name of DEMO_STILLS) {
    const still = await demoStill(name, pictures)
    const [face] = await observeFaces(still, tools)
    if (face === undefined) throw new Error(`${name} shows nobody`)
    people.push({ still, face })
  }
})
afterAll(async () => tools.models.close())

/** Of each person, whether hidden eyes are named. */
async function hiddenBehind(glasses: Glasses | undefined): Promise<readonly (boolean | undefined)[]> {
  const named: (boolean | undefined)[] = []
  for (const [order, { still, face }] of people.entries()) {
    const shown = glasses === undefined ? still : wearGlasses(still, face, glasses, order)
    named.push((await describeFace(shown, tools))?.quality.reasons.includes('eyes-hidden'))
  }
  return named
}

describe('glasses that are drawn over faces', () => {
  it('hide the eyes where they are dark or mirror, and not where only their frames are thick', async () => {
    expect(await hiddenBehind('dark')).toEqual(people.map(() => true))
    expect(await hiddenBehind('mirrored')).toEqual(people.map(() => true))
    expect(await hiddenBehind('thick-frames')).toEqual(people.map(() => false))
    expect(await hiddenBehind(undefined)).toEqual(people.map(() => false))
  })

  it('have the same bytes for the same seed, and leave the picture that was given as it is', () => {
    const [{ still, face } = { still: { width: 0, height: 0, data: new Uint8Array() }, face: undefined }] = people
    if (face === undefined) throw new Error('nobody was loaded')
    const before = Buffer.from(still.data)
    const [first, again, other] = [3, 3, 4].map((seed) => Buffer.from(wearGlasses(still, face, 'mirrored', seed).data))
    if (first === undefined || again === undefined || other === undefined) throw new Error('nothing was drawn')
    expect([first.equals(again), first.equals(other), first.equals(before)]).toEqual([true, false, false])
    expect(before.equals(still.data)).toBe(true)
  })
})
