import type { SessionView } from '@bonafide/protocol'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { type BadNetwork, openBadNetwork } from './support/bad-network.ts'
import { answerWithLongChallenge, arrives, DESKTOP, PHONE, slowDown, useHostedScene } from './support/hosted-scene.ts'
import { standsAt } from './support/manners.ts'

const scene = useHostedScene()
/** Several pieces for a picture of a page. */
const PIECE_BYTES = 8_000

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

describe('a bad network', () => {
  it('of 400 kbit/s leads to the end all the same', async () => {
    const { id, url } = scene.service.start({ steps: PASSPORT === undefined ? [] : [PASSPORT] })
    const page = await scene.open()
    await slowDown(page, { network: '400 kbit/s' })
    await page.goto(url)
    await goOn(page, 'end')
    expect(scene.service.transaction(id)?.materials).toHaveLength(1)
  })

  it('that cuts an upload anywhere costs no more than the pieces that it cut', async () => {
    const { network, id, url } = await behindBadNetwork()
    network.breakOn(
      { path: /pieces\/0$/, cut: 'reset', afterBytes: 5_000 },
      { path: /pieces\/1$/, cut: 'closed', afterBytes: 1 },
      { path: /pieces\/1$/, cut: 'reset', afterBytes: PIECE_BYTES - 1 },
      { path: /pieces\/2$/, cut: 'answer-lost' },
      { path: /pieces\/3$/, cut: 'answer-late', byMs: 700 },
      { path: /submit$/, cut: 'answer-lost' },
    )
    const page = await scene.open()
    await page.goto(url)
    expect(await goOn(page, 'end')).not.toContain('trouble')
    expect(scene.service.transaction(id)?.materials).toHaveLength(1)
    const sent = sentPieces(network)
    expect(sent.slice(0, 4)).toEqual([
      ['pieces/0', [5_000, PIECE_BYTES]],
      ['pieces/1', [1, PIECE_BYTES - 1, PIECE_BYTES]],
      ['pieces/2', [PIECE_BYTES, PIECE_BYTES]],
      ['pieces/3', [PIECE_BYTES]],
    ])
    expect(sent.length).toBeGreaterThan(5)
    expect(sent.slice(4).flatMap(([, tries]) => tries)).toEqual(sent.slice(4).map(() => PIECE_BYTES))
    await network.close()
  })

  it('that stays away in the middle of an upload is told, and sending goes on with the pieces that are missing', async () => {
    const { network, id, url } = await behindBadNetwork()
    const page = await scene.open()
    const failed: string[] = []
    page.on('requestfailed', (request) => failed.push(request.url()))
    page.on('requestfinished', (request) => {
      if (request.url().endsWith('pieces/1')) network.setDown(true)
    })
    await page.goto(url)
    await goOn(page, 'trouble')
    expect(await page.textContent('h1')).toBe('The connection was lost')
    network.setDown(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await arrives(page, 'end')
    const sent = sentPieces(network)
    expect(sent.slice(0, 2)).toEqual([
      ['pieces/0', [PIECE_BYTES]],
      ['pieces/1', [PIECE_BYTES]],
    ])
    expect(failed.length).toBeGreaterThan(3)
    expect(scene.service.transaction(id)?.materials).toHaveLength(1)
    await network.close()
  })

  /** A check of one page, sent in small pieces through a relay of ours. */
  async function behindBadNetwork() {
    const { id, url } = scene.service.start({
      steps: PASSPORT === undefined ? [] : [PASSPORT],
      pieceBytes: PIECE_BYTES,
    })
    const network = await openBadNetwork(scene.service.origin)
    standsAt(network.origin)
    return { network, id, url: url.replace(scene.service.origin, network.origin) }
  }

  /** How many bytes of each piece went through, try by try; of the last piece, which has what is left, nothing is told. */
  function sentPieces({ passages }: BadNetwork): readonly (readonly [string, readonly number[]])[] {
    const tries = new Map<string, number[]>()
    for (const { path, bytes } of passages) {
      const piece = /pieces\/\d+$/.exec(path)?.[0]
      if (piece !== undefined) tries.set(piece, [...(tries.get(piece) ?? []), bytes])
    }
    return [...tries].slice(0, -1)
  }
})

describe('a page that goes to the background', () => {
  it('in the middle of a challenge begins it anew, and says why', async () => {
    const { id, url } = scene.service.start({ steps: PASSPORT_AND_FACE.slice(1), config: { showGuidePage: false } })
    const page = await scene.open()
    await page.route(/\/attempts$/, answerWithLongChallenge)
    await page.goto(url)
    await page.locator('.bf-actions .bf-primary:enabled').click()
    await arrives(page, 'face-capture')
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await arrives(page, 'face-ready')
    await page.locator('.bf-notice', { hasText: 'interrupted' }).waitFor()
    expect(scene.service.transaction(id)?.materials).toEqual([])
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
