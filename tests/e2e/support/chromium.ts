import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/chromium.mjs'
import { watchManners } from './manners.ts'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A camera of Chromium's own that plays this file or its pattern and is granted to every page, or one that no page is granted. */
export type FakeCamera = { readonly file: string } | 'pattern' | 'declined'

/** Debian's Chromium, headless, and without a camera where none is named. */
export async function launchChromium(camera?: FakeCamera, flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('These tests need Chromium; npm test leaves them out without it')
  return watchManners(await chromium.launch({ executablePath, args: [...QUIET, ...flagsOf(camera), ...flags] }))
}

function flagsOf(camera: FakeCamera | undefined): readonly string[] {
  if (camera === undefined) return []
  const device = '--use-fake-device-for-media-stream'
  if (camera === 'declined') return [device]
  const granted = [device, '--use-fake-ui-for-media-stream']
  return camera === 'pattern' ? granted : [...granted, `--use-file-for-fake-video-capture=${camera.file}`]
}

/** A phone's window, with nothing remembered from other tests. */
export function phone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'en-GB' })
}
