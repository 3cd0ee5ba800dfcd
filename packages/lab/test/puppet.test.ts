import { createHash } from 'node:crypto'
import { describeFace, faceDistance, observeFaces, type Picture } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { createPuppet, cutPortrait, demoStill, NoFaceInStill, type Puppet, type RenderOptions } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const pictures = createPictures()
let tools: Awaited<ReturnType<typeof openTools>>

beforeAll(async () => {
  tools = await openTools()
})
afterAll(async () => tools.models.close())

const made = new Map<string, Promise<Puppet>>()

/** Made once for all tests of this file: finding the points of a still takes most of the time. */
function puppetOf(name: Parameters<typeof demoStill>[0]): Promise<Puppet> {
  const puppet = made.get(name) ?? demoStill(name, pictures).then((still) => createPuppet(still, tools))
  made.set(name, puppet)
  return puppet
}

describe('a puppet', () => {
  it('renders the same bytes for the same options', async () => {
    const still = await demoStill('ada-selfie', pictures)
    const renderings = [await puppetOf('ada-selfie'), await createPuppet(still, tools)]
    const hashes = renderings.map((puppet) => hash(puppet.render({ yawRad: 0.2, jaw01: 0.4, seedNoise: 3 })))
    expect(hashes[0]).toBe(hashes[1])
  })

  it.each(['ada-selfie', 'bea', 'cleo', 'dora'] as const)(
    'of %s turns, opens its mouth and bows as the engine reads it',
    async (name) => {
      const puppet = await puppetOf(name)
      const seen = async (options: RenderOptions) => {
        const faces = await observeFaces(puppet.render({ ...options, seedNoise: 1 }), tools)
        expect(faces).toHaveLength(1)
        return faces[0]
      }
      const rest = await seen({})
      const left = await seen({ yawRad: 0.4 })
      const right = await seen({ yawRad: -0.4 })
      const open = await seen({ jaw01: 0.95 })
      const bowed = await seen({ pitchRad: 0.28 })
      const restYaw = rest?.pose.yawRad ?? 0
      expect((left?.pose.yawRad ?? 0) - restYaw).toBeGreaterThan(0.2)
      expect(restYaw - (right?.pose.yawRad ?? 0)).toBeGreaterThan(0.2)
      expect((open?.mouthRatio ?? 0) - (rest?.mouthRatio ?? 0)).toBeGreaterThan(0.15)
      expect((bowed?.pose.pitchRad ?? 0) - (rest?.pose.pitchRad ?? 0)).toBeGreaterThan(0.1)
    },
  )

  it('stays the person of its still, and a portrait of the same person on another still is near', async () => {
    const portrait = await describeFace(await cutPortrait(await demoStill('ada-document', pictures), tools), tools)
    const distances: number[] = []
    for (const name of ['ada-selfie', 'bea', 'cleo', 'dora'] as const) {
      const puppet = await puppetOf(name)
      const live = await describeFace(puppet.render({ seedNoise: 2 }), tools)
      if (portrait !== undefined && live !== undefined) distances.push(faceDistance(portrait.template, live.template))
    }
    const [same = 9, ...strangers] = distances
    expect(same).toBeLessThan(0.55)
    expect(strangers).toHaveLength(3)
    expect(Math.min(...strangers)).toBeGreaterThan(0.6)
  })

  it('is lit by a screen as strongly as is said, and what stands behind hardly is', async () => {
    const puppet = await puppetOf('dora')
    const plain = puppet.render()
    const answer = (strength: number, x = 240, y = 320) =>
      gain(plain, puppet.render({ light: [strength, 0, 0] }), x, y) ** 2.2 - 1
    // Skin that slopes away from the screen gets less.
    for (const strength of [0.3, 0.1]) {
      expect(answer(strength)).toBeGreaterThan(0.55 * strength)
      expect(answer(strength)).toBeLessThan(1.2 * strength)
      expect(answer(strength, 20, 20)).toBeLessThan(0.15 * strength)
    }
    expect(answer(0.03)).toBeLessThan(0.06)
  })

  it('is lit about three times more strongly from half the distance', async () => {
    const puppet = await puppetOf('bea')
    const at = (zoom: number) =>
      gain(puppet.render({ zoom }), puppet.render({ zoom, light: [0.2, 0, 0] }), 240, 320) ** 2.2 - 1
    expect(at(1.9) / at(1)).toBeGreaterThan(2.8)
    expect(at(1.9) / at(1)).toBeLessThan(5)
  })

  it('is refused for a still without a face', async () => {
    const grey: Picture = { width: 200, height: 200, data: new Uint8Array(200 * 200 * 3).fill(128) }
    await expect(createPuppet(grey, tools)).rejects.toThrow(NoFaceInStill)
  })
})

/** How much brighter red got about a place. */
function gain(before: Picture, after: Picture, x: number, y: number): number {
  let [a, b] = [0, 0]
  for (let row = y - 8; row < y + 8; row += 1) {
    for (let column = x - 8; column < x + 8; column += 1) {
      a += before.data[(row * before.width + column) * 3] ?? 0
      b += after.data[(row * after.width + column) * 3] ?? 0
    }
  }
  return b / a
}

function hash(picture: Picture): string {
  return createHash('sha256').update(picture.data).digest('hex')
}
