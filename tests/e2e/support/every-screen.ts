import type { ReadingView } from '@bonafide/protocol'
import type { Page, Route } from 'playwright-core'
import {
  type FakeService,
  PASSPORT_AND_FACE,
  PASSPORT_READ_AND_FACE,
} from '../../../packages/sdk-web/test/fake-service.ts'
import { driveCapture } from './drive-capture.ts'
import { answerWithLongChallenge, arrives } from './hosted-scene.ts'

export type Visit = (screen: string) => Promise<void>

/** Goes by every screen of the hosted page, on the way that reaches each soonest. */
export async function everyScreen(page: Page, service: FakeService, language: string, visit: Visit): Promise<void> {
  await way(page, service, language, visit)
  await aside(page, service, language, visit)
  await claimed(page, service, language, visit)
  await refused(page, service, language, visit)
  await unread(page, service, language, visit)
  await page.goto(`${service.origin}/camera#lang=${language}`)
  await arrives(page, 'doctor')
  await page.locator('.bf-actions .bf-primary').click()
  await page.locator('.bf-check').first().waitFor()
  await visit('doctor')
}

/** From the guide to the end. What only flits by is held: an upload without an answer, a verdict that does not come. */
async function way(page: Page, service: FakeService, language: string, visit: Visit): Promise<void> {
  const { url } = service.start({
    brief: true,
    steps: PASSPORT_READ_AND_FACE,
    config: { docScanMode: 'manual', showAlbumIcon: true, language },
  })
  let letGo = (): void => {}
  const hold = async (pattern: RegExp, goOn = (route: Route) => route.continue()): Promise<void> => {
    await page.route(pattern, async (route) => {
      await new Promise<void>((resolve) => {
        letGo = resolve
      })
      await goOn(route).catch(() => undefined)
    })
  }
  await hold(/\/open$/)
  // Until the session is open, only the address can say which language is wanted.
  await page.goto(`${url}#lang=${language}`)
  await arrives(page, 'loading')
  await visit('loading')
  await page.unroute(/\/open$/)
  letGo()
  await hold(/\/pieces\//)
  await arrives(page, 'guide')
  await visit('guide')
  await page.locator('.bf-close').click()
  await page.locator('.bf-dialog').waitFor()
  await visit('leave')
  await page.keyboard.press('Escape')
  await page.locator('.bf-actions .bf-primary').click()
  await arrives(page, 'document-camera')
  await page.locator('.bf-shutter:not([disabled])').waitFor()
  await visit('document-camera')
  await page.locator('.bf-shutter').click()
  await arrives(page, 'document-review')
  await visit('document-review')
  await page.locator('.bf-actions .bf-primary').click()
  await arrives(page, 'uploading')
  await visit('uploading')
  await hold(/\/attempts$/)
  await page.unroute(/\/pieces\//)
  letGo()
  await arrives(page, 'reading')
  await visit('reading')
  await page.unroute(/\/attempts$/)
  letGo()
  await arrives(page, 'reading-review')
  await page.route(/\/retake$/, () => undefined)
  await page.locator('.bf-retakes button').click()
  await arrives(page, 'retaking')
  await visit('retaking')
  await page.reload()
  await page.unroute(/\/retake$/)
  await arrives(page, 'reading-review')
  await page.locator('.bf-field-input').first().fill('ERIKSEN')
  await visit('reading-review')
  await page.keyboard.press('Enter')
  await arrives(page, 'face-ready')
  await page.locator('.bf-view.bf-live').waitFor()
  await visit('face-ready')
  await hold(/\/attempts$/, answerWithLongChallenge)
  await page.locator('.bf-actions .bf-primary').click()
  await arrives(page, 'face-asking')
  await visit('face-asking')
  await page.unroute(/\/attempts$/)
  letGo()
  await arrives(page, 'face-capture')
  await page.locator('.bf-instruction').waitFor()
  await visit('face-capture')
  await page.reload()
  await hold(/\/session/)
  await driveCapture(page, 'judging')
  await visit('judging')
  await page.unroute(/\/session/)
  letGo()
  await arrives(page, 'end')
  await visit('end')
}

/** What lies beside the way: another device, and what is in the way. */
async function aside(page: Page, service: FakeService, language: string, visit: Visit): Promise<void> {
  const { url } = service.start({ steps: PASSPORT_AND_FACE.slice(1), config: { language, showGuidePage: false } })
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))
    // Another device is offered where this one is no phone.
    Object.defineProperty(navigator, 'userAgent', {
      value: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/124.0 Safari/537.36',
    })
  })
  let answer = (): void => {}
  await page.route(/\/handover/, async (route) => {
    const state = route.request().method() === 'POST' ? 'offered' : 'claimed'
    if (state === 'claimed') {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
    }
    const token = 'dG9rZW4tb2YtYS1saW5r'
    await route.fulfill({ json: { state, token, expiresInMs: 60_000 } }).catch(() => undefined)
  })
  await page.goto(url)
  await arrives(page, 'trouble')
  await visit('trouble')
  await page.locator('.bf-icon-phone').click()
  await page.locator('.bf-code-place svg').waitFor()
  await visit('handover-offer')
  answer()
  await arrives(page, 'handover-number')
  await visit('handover-number')
  await page.route(/\/handover\/number$/, async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    await route.fulfill({ json: { state: 'moved' } }).catch(() => undefined)
  })
  let looks = 0
  await page.route(/\/follow/, async (route) => {
    looks += 1
    if (looks === 1) await route.fulfill({ json: FOLLOWED })
  })
  await page.locator('input').fill('42')
  await page.locator('.bf-actions .bf-primary').click()
  await arrives(page, 'handover-checking')
  await visit('handover-checking')
  answer()
  await arrives(page, 'following')
  await visit('following')
}

/** What the device that was left sees: the page is done, the face is being taken. */
export const FOLLOWED = {
  state: 'capturing',
  steps: PASSPORT_AND_FACE.map((step) => ({ ...step, done: step.kind === 'document' })),
  currentStep: 'face',
  config: {},
  nextSequence: 1,
}

/** The device that opened the link, while its number is not typed yet. */
async function claimed(page: Page, service: FakeService, language: string, visit: Visit): Promise<void> {
  await page.route(/\/claim$/, (route) => route.fulfill({ json: { state: 'waiting', number: 42 } }))
  await page.goto(`${service.start().url}#h=dG9rZW4tb2YtYS1saW5r&lang=${language}`)
  await arrives(page, 'claim')
  await visit('claim')
}

/** A page of which nothing could be read. */
async function unread(page: Page, service: FakeService, language: string, visit: Visit): Promise<void> {
  const reading: ReadingView = {
    mayEdit: true,
    fields: [
      { page: '01', name: 'surname', field: 'surname', value: '' },
      { page: '01', name: 'passport_number', field: 'documentNumber', value: '' },
    ],
    retakes: [{ page: '01', step: 'document-01' }],
  }
  const steps = PASSPORT_READ_AND_FACE.slice(1)
  await page.goto(service.start({ steps, reading, config: { language, showGuidePage: false } }).url)
  await arrives(page, 'reading-review')
  await visit('reading-unread')
}

async function refused(page: Page, service: FakeService, language: string, visit: Visit): Promise<void> {
  await page.goto(service.start({ steps: [], result: 1001, config: { language } }).url)
  await arrives(page, 'end')
  await visit('not-passed')
}
