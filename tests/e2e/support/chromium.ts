import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/chromium.mjs'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium, headless. `cameraFile` gives it a file as its only camera and grants every request for it. */
export async function launchChromium(cameraFile?: string): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('These tests need Chromium; npm test leaves them out without it')
  const camera =
    cameraFile === undefined
      ? []
      : [
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-video-capture=${cameraFile}`,
        ]
  return chromium.launch({ executablePath, args: [...QUIET, ...camera] })
}

/** A phone's window, with nothing remembered from other tests. */
export function phone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'en-GB' })
}
