import type { StateName } from '@bonafide/capture'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { PASSPORT_AND_FACE, PASSPORT_READ_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { driveCapture } from './support/drive-capture.ts'
import { FOLLOWED } from './support/every-screen.ts'
import { answerWithLongChallenge, arrives, DESKTOP, PHONE, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()

interface Row {
  /** One walk goes the way of a check, the other one what lies beside it. */
  readonly on: 'way' | 'aside'
  /** From where the row before ended. */
  readonly reach: (page: Page) => Promise<unknown>
  /** Where the page is after a reload. */
  readonly after: StateName
}

const stay = async (): Promise<void> => undefined
const press = (page: Page): Promise<void> => page.locator('.bf-actions .bf-primary:enabled').click()

/** Requests that are not answered any more: the reload breaks them off. */
function hold(page: Page, path: RegExp, saying = ''): Promise<unknown> {
  return page.route(path, (route) => {
    if (!(route.request().postData() ?? '').includes(saying)) return route.continue()
    return undefined
  })
}

async function reachReview(page: Page): Promise<void> {
  await press(page)
  await page.locator('.bf-shutter:enabled').click()
  await arrives(page, 'document-review')
}

/** Offers a link that nobody takes, or that another device took at once. */
async function openOffer(page: Page, seen: 'offered' | 'claimed'): Promise<void> {
  await page.route(/\/handover/, (route) => {
    const state = route.request().method() === 'POST' ? 'offered' : seen
    if (state === 'offered' && route.request().method() === 'GET') return undefined
    return route.fulfill({ json: { state, token: 'dG9rZW4tb2YtYS1saW5r' } })
  })
  await page.click('.bf-icon-phone')
}

/** What the service answers to the device that the session left. */
async function beMoved(page: Page): Promise<void> {
  const problem = { type: 'about:blank', title: 'taken', status: 409, code: 'transaction-taken', clientCode: 1007 }
  const answers = page.context()
  await answers.route(/\/open$/, (route) => route.fulfill({ status: 409, json: problem }))
  await answers.route(/\/follow/, (route) =>
    route.request().url().endsWith('wait=0') ? route.fulfill({ json: FOLLOWED }) : undefined,
  )
}

/** Nothing that was accepted is lost by a reload, nothing is sent twice, and no state is without a row. */
const ROWS: Readonly<Record<StateName, Row>> = {
  loading: { on: 'way', reach: stay, after: 'guide' },
  guide: { on: 'way', reach: stay, after: 'guide' },
  'document-camera': { on: 'way', reach: press, after: 'guide' },
  'document-review': { on: 'way', reach: reachReview, after: 'guide' },
  uploading: {
    on: 'way',
    async reach(page) {
      await hold(page, /\/pieces\//)
      await reachReview(page)
      await press(page)
    },
    after: 'guide',
  },
  reading: {
    on: 'way',
    async reach(page) {
      await hold(page, /\/attempts$/, 'reading')
      await reachReview(page)
      await press(page)
    },
    after: 'reading-review',
  },
  'reading-review': { on: 'way', reach: stay, after: 'reading-review' },
  retaking: {
    on: 'way',
    async reach(page) {
      await hold(page, /\/retake$/)
      await page.click('.bf-retakes button')
    },
    after: 'reading-review',
  },
  'face-ready': { on: 'way', reach: press, after: 'face-ready' },
  'face-asking': {
    on: 'way',
    async reach(page) {
      await hold(page, /\/attempts$/, 'face')
      await press(page)
    },
    after: 'face-ready',
  },
  'face-capture': {
    on: 'way',
    async reach(page) {
      await page.route(/\/attempts$/, answerWithLongChallenge)
      await press(page)
    },
    after: 'face-ready',
  },
  judging: {
    on: 'way',
    async reach(page) {
      await hold(page, /\/session/)
      await driveCapture(page, 'judging')
    },
    after: 'end',
  },
  // Whoever opens the address later learns nothing: the key was forgotten with the end.
  end: { on: 'way', reach: stay, after: 'end' },
  trouble: { on: 'aside', reach: press, after: 'guide' },
  'handover-offer': { on: 'aside', reach: (page) => openOffer(page, 'offered'), after: 'guide' },
  'handover-number': { on: 'aside', reach: (page) => openOffer(page, 'claimed'), after: 'guide' },
  // The number was right, and its answer did not come: the session is the phone’s.
  'handover-checking': {
    on: 'aside',
    async reach(page) {
      await openOffer(page, 'claimed')
      await arrives(page, 'handover-number')
      await hold(page, /\/handover\/number$/)
      await page.locator('input').fill('42')
      await press(page)
      await beMoved(page)
    },
    after: 'following',
  },
  following: { on: 'aside', reach: stay, after: 'following' },
}

async function reloadAtEach(page: Page, walk: Row['on']): Promise<void> {
  for (const [state, { on, reach, after }] of Object.entries(ROWS)) {
    if (on !== walk) continue
    await reach(page)
    await arrives(page, state)
    // In this order: a request that is held goes on once nothing holds requests any more.
    await page.reload()
    await page.unrouteAll()
    await arrives(page, after)
  }
}

it('at any state of the way goes on at the same step', async () => {
  const { id, url } = scene.service.start({
    steps: PASSPORT_READ_AND_FACE,
    brief: true,
    config: { docScanMode: 'manual' },
  })
  const page = await scene.open(PHONE)
  await hold(page, /\/open$/)
  await page.goto(url)
  await reloadAtEach(page, 'way')
  const { materials = [], claims } = scene.service.transaction(id) ?? {}
  expect(materials.map(({ kind }) => kind)).toEqual(['document', 'claims', 'face'])
  expect(claims).toEqual([{}])
  expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1007')
})

it('in trouble tries the same step again, and leaves a link to another device to that device', async () => {
  const { url } = scene.service.start({ steps: PASSPORT_AND_FACE })
  const page = await scene.open(DESKTOP)
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))
  })
  await page.goto(url)
  await arrives(page, 'guide')
  await reloadAtEach(page, 'aside')
  expect(await page.textContent('h1')).toBe('Go on with your phone')
})
