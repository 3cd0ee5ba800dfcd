import type { SessionView } from '@bonafide/protocol'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { arrives, DESKTOP, PHONE, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()

const [PASSPORT, FACE] = PASSPORT_AND_FACE
const CARD: SessionView['steps'] = [
  { id: 'document-01', kind: 'document', done: false, documentType: 'CHN01001', aspect: 1.586 },
  { id: 'document-02', kind: 'document', done: false, documentType: 'CHN01001', aspect: 1.586 },
]

/** Presses what the screens offer until one is reached; the shutter opens by itself. */
async function goOn(page: Page, until: string): Promise<readonly string[]> {
  const seen: string[] = []
  for (;;) {
    const before = seen.at(-1) ?? ''
    const handle = await page.waitForFunction(
      (last) => {
        const now = document.documentElement.dataset['bonafideScreen']
        return now !== last ? now : undefined
      },
      before,
      { timeout: 40_000 },
    )
    const now = (await handle.jsonValue()) ?? ''
    seen.push(now)
    if (now === until) return seen
    if (['guide', 'document-review', 'face-ready'].includes(now)) await page.click('.bf-actions .bf-primary')
  }
}

describe('the order of the steps', () => {
  it.each([
    ['a phone, both sides of a card, then the face', PHONE, [...CARD, FACE], ['document', 'document', 'face']],
    ['a desktop, the face first', DESKTOP, [FACE, PASSPORT], ['face', 'document']],
  ] as const)('is the service’s: %s', async (_, device, steps, kinds) => {
    const given = steps.filter((step) => step !== undefined)
    const { id, url } = scene.service.start({ steps: given, brief: true })
    const page = await scene.open(device)
    await page.goto(url)
    await goOn(page, 'end')
    expect(scene.service.transaction(id)?.materials.map(({ kind }) => kind)).toEqual(kinds)
  })
})

describe('a reload', () => {
  it('goes on at the same step from every screen of the way', async () => {
    const { id, url } = scene.service.start({ steps: [...CARD, ...(FACE === undefined ? [] : [FACE])], brief: true })
    const page = await scene.open()
    await page.goto(url)
    await reloadAt(page, 'guide', 'guide')
    await goOn(page, 'document-camera')
    await reloadAt(page, 'document-camera', 'guide')
    await goOn(page, 'document-review')
    await reloadAt(page, 'document-review', 'guide')
    await goOn(page, 'uploading')
    await page.waitForFunction(() => document.documentElement.dataset['bonafideScreen'] === 'document-camera')
    await reloadAt(page, 'document-camera', 'document-camera')
    expect(await page.textContent('.bf-notice')).toContain('Welcome back')
    await goOn(page, 'face-ready')
    await reloadAt(page, 'face-ready', 'face-ready')
    await goOn(page, 'face-capture')
    await reloadAt(page, 'face-capture', 'face-ready')
    await goOn(page, 'end')
    expect(scene.service.transaction(id)?.materials).toHaveLength(3)
  })

  async function reloadAt(page: Page, screen: string, then: string): Promise<void> {
    await arrives(page, screen)
    await page.reload()
    await arrives(page, then)
  }
})

describe('a bad network', () => {
  it('of 400 kbit/s leads to the end all the same', async () => {
    const { id, url } = scene.service.start({ steps: PASSPORT === undefined ? [] : [PASSPORT] })
    const page = await scene.open()
    const devTools = await page.context().newCDPSession(page)
    const [throughput, latency] = [(400 * 1000) / 8, 200]
    await devTools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    })
    await page.goto(url)
    await goOn(page, 'end')
    expect(scene.service.transaction(id)?.materials).toHaveLength(1)
  })

  it('that breaks in the middle of an upload is told, and sending goes on with the pieces that are missing', async () => {
    const { id, url } = scene.service.start({ steps: FACE === undefined ? [] : [FACE] })
    const page = await scene.open()
    const pieces: string[] = []
    page.on('requestfinished', (request) => {
      const piece = /pieces\/\d+$/.exec(request.url())?.[0]
      if (piece !== undefined) pieces.push(piece)
    })
    await page.route(/pieces\/1$/, (route) => route.abort('connectionreset'))
    await page.goto(url)
    await goOn(page, 'trouble')
    expect(await page.textContent('h1')).toBe('The connection was lost')
    await page.unroute(/pieces\/1$/)
    await page.getByRole('button', { name: 'Try again' }).click()
    await arrives(page, 'end')
    expect(pieces.filter((piece) => piece === 'pieces/0')).toHaveLength(1)
    expect(scene.service.transaction(id)?.materials).toHaveLength(1)
  })
})

describe('a transaction whose time is over', () => {
  it('says so, and the merchant hears 1007', async () => {
    const { id, url } = scene.service.start()
    const transaction = scene.service.transaction(id)
    if (transaction !== undefined) transaction.state = 'expired'
    const page = await scene.open(DESKTOP)
    await page.goto(url)
    await arrives(page, 'end')
    expect(await page.textContent('h1')).toBe('This check has expired')
    expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1007')
  })
})
