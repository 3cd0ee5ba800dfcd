import { createGuidance, readWeights, type Seen } from '@bonafide/capture'
import { type Picture, resizeArea } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { createPuppet, DEMO_STILLS, demoStill, type Puppet, type RenderOptions } from '@bonafide/lab'
import { openModels, prepareModels } from '@bonafide/models-onnx'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { packFaceFinder } from '../../packages/sdk-web/pack-face-finder.mjs'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { driveCapture } from './support/drive-capture.ts'
import { arrives, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()
const DEEP = process.env['BONAFIDE_TEST_DEEP'] === '1'
const STILLS = DEEP ? DEMO_STILLS : (['ada-selfie', 'bea'] as const)
const SIZE = { width: 96, height: 128 } as const
const OVAL = { x: 28.8, y: 34.56, width: 38.4, height: 55.3 } as const

const puppets: Puppet[] = []
const pictures = createPictures()

beforeAll(async () => {
  const models = await openModels(await prepareModels())
  for (const name of STILLS) puppets.push(await createPuppet(await demoStill(name, pictures), { models }))
  await models.close()
}, 60_000)

describe('what is said of where a face lies', () => {
  const ROWS: readonly (readonly [string | undefined, RenderOptions])[] = [
    [undefined, {}],
    [undefined, { zoom: 0.8, shiftXPx: 20, yawRad: 0.1, rollRad: 0.1 }],
    ['too-far', { zoom: 0.4 }],
    ['too-near', { zoom: 2 }],
    ['aside', { shiftXPx: -150 }],
    ['aside', { shiftYPx: 180 }],
    ['turned', { yawRad: 0.6 }],
    ['turned', { yawRad: -0.6 }],
  ]
  // Each place with one of the people, and with all of them in the deep set.
  const LOOKS = ROWS.flatMap((row, at) =>
    STILLS.flatMap((_, who) => (DEEP || at % STILLS.length === who ? [[row, who] as const] : [])),
  )

  it('is right in places that nobody would call by another name', async () => {
    const weights = readWeights(new Uint8Array(await packFaceFinder()))
    const guidance = createGuidance(() => 0)
    expect(weights !== undefined && guidance.findFaces(weights)).toBe(true)
    let screen = 0
    const look = (picture: Picture): Seen => {
      screen += 1
      return guidance.see({ kind: 'face', screen, atMs: 0, ...SIZE, rgba: rgbaOf(picture), frame: OVAL })
    }
    const seen = LOOKS.map(([[, place], who]) => look(puppetOf(who).render({ ...place, seedNoise: 1 })))
    const right = LOOKS.map(([[hint]]) => ({ kind: 'face', lookedFor: true, ...(hint === undefined ? {} : { hint }) }))
    expect(seen).toEqual(right)
    const wall = {
      width: 480,
      height: 640,
      data: Uint8Array.from({ length: 3 * 480 * 640 }, (_, at) => 90 + (at % 60)),
    }
    expect(look(wall)).toMatchObject({ hint: 'no-face' })
  })
})

describe('the face step', () => {
  it('says where the face is to go, and when it is there; the person begins when they want to, wherever it is', async () => {
    const page = await openAt({ clock: 'performance.now = () => 0', zoom: 0.4 })
    await page.waitForFunction(() => document.documentElement.dataset['bonafideFindsFaces'] === 'true')
    await page.locator('.bf-hint', { hasText: 'Come closer to fill the oval' }).waitFor()
    expect(await page.locator('.bf-in-place').count()).toBe(0)
    await showFace(page, 1)
    await page.locator('.bf-in-place .bf-hint', { hasText: 'Good – your face is in place' }).waitFor()
    await showFace(page, 0.4)
    await page.locator('.bf-hint', { hasText: 'Come closer to fill the oval' }).waitFor()
    await begin(page)
    await driveCapture(page)
    expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1000')
  })

  it.each([
    ['the network does not come', { clock: 'performance.now = () => 0', refuse: /guidance\.bin$/ }, 'false', 1],
    ['something else comes in its place', { clock: 'performance.now = () => 0', refuse: undefined }, 'false', 1],
    ['the device is slow', { clock: 'let now = 0; performance.now = () => (now += 60)' }, undefined, 0],
  ] as const)('goes its way without a network: %s', async (_, setup, found, asked) => {
    const before = scene.service.requests.length
    const page = await openAt({ zoom: 0.4, ...setup })
    await page.locator('.bf-hint', { hasText: 'Hold your face inside the oval' }).waitFor()
    await page.waitForFunction((wanted) => document.documentElement.dataset['bonafideFindsFaces'] === wanted, found)
    const requests = scene.service.requests.slice(before)
    expect(requests.filter((request) => request.endsWith('guidance.bin')).length).toBeLessThanOrEqual(asked)
    await begin(page)
  })
})

/** What is said of the picture keeps nobody from beginning. */
async function begin(page: Page): Promise<void> {
  await page.locator('.bf-actions .bf-primary:enabled').click()
  await page.waitForFunction(() => document.documentElement.dataset['bonafideScreen'] !== 'face-ready')
}

interface Setup {
  readonly zoom: number
  /** What the clock of the worker says: how fast this machine is must not decide what is tested. */
  readonly clock: string
  /** `undefined`: other bytes come than the network's. */
  readonly refuse?: RegExp | undefined
}

/** The face step in front of a camera that shows one picture of a person. */
async function openAt(setup: Setup): Promise<Page> {
  const { url } = scene.service.start({
    steps: PASSPORT_AND_FACE.slice(1),
    brief: true,
    config: { showGuidePage: false },
  })
  const page = await scene.open()
  await page.route(/\/guidance\.js$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${setup.clock};${await response.text()}` })
  })
  if ('refuse' in setup) {
    const status = setup.refuse === undefined ? 200 : 404
    await page.route(/\/guidance\.bin$/, (route) => route.fulfill({ status, body: 'a page of a proxy' }))
  }
  const faces = await Promise.all([setup.zoom, 1].map(async (zoom) => [zoom, await dataUrlOf(zoom)] as const))
  await page.addInitScript(pictureCamera, { faces: Object.fromEntries(faces), first: setup.zoom })
  await page.goto(url)
  await arrives(page, 'face-ready')
  return page
}

async function showFace(page: Page, zoom: number): Promise<void> {
  await page.evaluate((shown) => {
    document.documentElement.dataset['shownFace'] = String(shown)
  }, zoom)
}

function puppetOf(who: number): Puppet {
  const puppet = puppets[who]
  if (puppet === undefined) throw new Error('there is no such puppet')
  return puppet
}

async function dataUrlOf(zoom: number): Promise<string> {
  const jpeg = await pictures.encodeJpeg(puppetOf(0).render({ zoom, seedNoise: 1 }), 90)
  return `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
}

function rgbaOf(picture: Picture): Uint8ClampedArray {
  const small = resizeArea(picture, SIZE.width, SIZE.height)
  const rgba = new Uint8ClampedArray(4 * SIZE.width * SIZE.height).fill(255)
  for (let pixel = 0; pixel < SIZE.width * SIZE.height; pixel += 1)
    rgba.set(small.data.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel)
  return rgba
}

/** Runs in the page: a camera that shows the picture which the root element names. */
function pictureCamera({
  faces,
  first,
}: {
  readonly faces: Readonly<Record<string, string>>
  readonly first: number
}): void {
  const load = async (address: string): Promise<HTMLImageElement> => {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    return picture
  }
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 480, height: 640 })
    const pen = canvas.getContext('2d')
    const drawn = Object.fromEntries(
      await Promise.all(Object.entries(faces).map(async ([zoom, address]) => [zoom, await load(address)] as const)),
    )
    setInterval(() => {
      const picture = drawn[document.documentElement.dataset['shownFace'] ?? String(first)]
      if (picture !== undefined) pen?.drawImage(picture, 0, 0)
    }, 50)
    return canvas.captureStream(20)
  }
}
