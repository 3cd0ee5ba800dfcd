import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type FakeService, startFakeService } from '../../../packages/sdk-web/test/fake-service.ts'
import { launchChromium } from './chromium.ts'
import { offends, standsAt } from './manners.ts'

const BROWSER_FILES = new URL('../../../packages/sdk-web/dist/browser/', import.meta.url)

export const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36',
} as const
export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const

/** The hosted page before a service that judges nothing, with cameras that are drawings. */
export interface HostedScene {
  readonly service: FakeService
  /** A page in a browser with nothing remembered; its cameras draw a printed page and a face. */
  readonly open: (options?: BrowserContextOptions) => Promise<Page>
}

export function useHostedScene(): HostedScene {
  let service: FakeService | undefined
  let browser: Browser | undefined

  beforeAll(async () => {
    service = await startFakeService(BROWSER_FILES)
    standsAt(service.origin)
    browser = await launchChromium()
  })

  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    for (const violation of service?.violations.splice(0) ?? []) offends(violation)
  })

  afterAll(async () => {
    await browser?.close()
    await service?.close()
  })

  return {
    get service() {
      if (service === undefined) throw new Error('the scene stands only while tests run')
      return service
    },
    async open(options = PHONE) {
      if (browser === undefined) throw new Error('the scene stands only while tests run')
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      const page = await context.newPage()
      await page.addInitScript(drawnCameras)
      return page
    },
  }
}

export async function arrives(page: Page, state: string): Promise<void> {
  await page.waitForFunction((wanted) => document.documentElement.dataset['bonafideScreen'] === wanted, state, {
    timeout: 40_000,
  })
}

const NETWORKS = { '400 kbit/s': { latency: 200, throughput: (400 * 1000) / 8 } } as const

/** Makes what this page opens from now on slow: its network, and its processor so many times. */
export async function slowDown(
  page: Page,
  { network, processor }: { readonly network: keyof typeof NETWORKS; readonly processor?: number },
): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const { latency, throughput } = NETWORKS[network]
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
  if (processor !== undefined) await devTools.send('Emulation.setCPUThrottlingRate', { rate: processor })
}

/** Lets a brief challenge last a minute, so that it is not over before what a test does in its middle, however slow that is. */
export async function answerWithLongChallenge(route: Route): Promise<void> {
  const response = await route.fetch()
  const attempt = await response.json()
  const { steps } = attempt.challenge
  const challenge = { ...attempt.challenge, steps: [{ ...steps[0], endMs: 59_000 }], totalMs: 60_000 }
  await route.fulfill({ response, json: { ...attempt, challenge } })
}

/**
 * Runs in the page. A printed page on a table, lying where the page shows its frame, or so many widths of the frame beside
 * it as the root element says; in front a face, as a drawing.
 */
function drawnCameras(): void {
  const drawPage = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    const view = document.querySelector('.bf-view')?.getBoundingClientRect()
    const frame = document.querySelector('.bf-frame')?.getBoundingClientRect()
    const scale = view === undefined ? 1 : Math.max(view.width / width, view.height / height)
    const [w, h] = frame === undefined ? [width * 0.8, height * 0.7] : [frame.width / scale, frame.height / scale]
    pen.fillStyle = '#4a3b30'
    pen.fillRect(0, 0, width, height)
    const aside = Number(document.documentElement.dataset['drawnAside'] ?? 0)
    pen.translate((width - w) / 2 + aside * w, (height - h) / 2)
    pen.fillStyle = '#d8d4c8'
    pen.fillRect(0, 0, w, h)
    pen.fillStyle = '#333'
    for (let line = 1; line < 9; line += 1) {
      for (let letter = 2; letter < 30; letter += 1) pen.fillRect((letter * w) / 32, (line * h) / 10, w / 70, h / 24)
    }
    pen.resetTransform()
  }
  const drawFace = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    const ellipse = (x: number, y: number, rx: number, ry: number, colour: string): void => {
      pen.fillStyle = colour
      pen.beginPath()
      pen.ellipse(width * x, height * y, height * rx, height * ry, 0, 0, 2 * Math.PI)
      pen.fill()
    }
    pen.fillStyle = '#8fa3b8'
    pen.fillRect(0, 0, width, height)
    ellipse(0.5, 1.05, 0.42, 0.3, '#345')
    ellipse(0.5, 0.46, 0.175, 0.235, '#3a2a20')
    ellipse(0.5, 0.49, 0.15, 0.21, '#d9a98a')
    ellipse(0.467, 0.46, 0.02, 0.011, '#222')
    ellipse(0.533, 0.46, 0.02, 0.011, '#222')
    ellipse(0.5, 0.6, 0.05, 0.012, '#9a4a44')
  }
  const open = (constraints?: MediaStreamConstraints): Promise<MediaStream> => {
    const front = !JSON.stringify(constraints ?? {}).includes('environment')
    const canvas = document.createElement('canvas')
    const [width, height] = front ? [960, 720] : [1280, 720]
    Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')
    const stream = canvas.captureStream(20)
    setInterval(() => {
      if (pen !== null) (front ? drawFace : drawPage)(pen, width, height)
    }, 50)
    return Promise.resolve(stream)
  }
  navigator.mediaDevices.getUserMedia = open
}
