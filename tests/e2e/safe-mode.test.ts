import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALL_THREATS, judgeDevice, type StartClaims } from '@bonafide/engine'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { type DevicePage, openDevicePage, type Visit } from './support/device-page.ts'

/** What a browser deserves that a test drives and that has no camera but Chromium's own fake. */
const BASELINE = ['camera-virtual', 'automated']
const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'
/** Only in the page itself: a fresh frame stays as the browser made it. */
const inPage = (script: string) => `if (window === top) { ${script} }`

let page: DevicePage
let folder: string
/** With Chromium's pattern as camera, with a video file as camera, and without any. */
let browsers: { readonly pattern: Browser; readonly file: Browser; readonly none: Browser }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-cameras-'))
  const file = join(folder, 'grey.y4m')
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(320 * 240 * 1.5, 128)])
  await writeFile(file, Buffer.concat([Buffer.from('YUV4MPEG2 W320 H240 F30:1 Ip A1:1 C420jpeg\n'), frame, frame]))
  page = await openDevicePage()
  browsers = {
    pattern: await launchChromium('pattern'),
    file: await launchChromium({ file }),
    none: await launchChromium(),
  }
})

afterAll(async () => {
  await Promise.all(Object.values(browsers).map((browser) => browser.close()))
  await page.close()
  await rm(folder, { recursive: true, force: true })
})

async function threats(browser: Browser, visit: Visit = {}, claims: StartClaims = {}): Promise<readonly string[]> {
  const reported = await page.report(browser, visit)
  return judgeDevice({ decides: true, claims, steps: [{ token: 'good', needsCamera: true, ...reported }] }).threats
}

describe('what an automated Chromium deserves', () => {
  it('is what its own fake camera and its automation deserve', async () => {
    expect(await threats(browsers.pattern)).toEqual(BASELINE)
  })

  it('is the same with a video file as camera, which it names by its path', async () => {
    expect(await threats(browsers.file)).toEqual(BASELINE)
  })

  it('is the same with a canvas as camera that replaces nothing', async () => {
    expect(await threats(browsers.none, { bringsCanvas: true })).toEqual(BASELINE)
  })

  it.each([
    [
      'put before it',
      'navigator.mediaDevices.getUserMedia = (...a) => MediaDevices.prototype.getUserMedia.apply(navigator.mediaDevices, a)',
    ],
    [
      'put in its place',
      'const own = MediaDevices.prototype.getUserMedia; MediaDevices.prototype.getUserMedia = function getUserMedia(...a) { return own.apply(this, a) }',
    ],
    ['bound', 'MediaDevices.prototype.getUserMedia = MediaDevices.prototype.getUserMedia.bind(navigator.mediaDevices)'],
    ['a proxy of it', 'MediaDevices.prototype.getUserMedia = new Proxy(MediaDevices.prototype.getUserMedia, {})'],
  ])('grows by MediaHook where getUserMedia is %s', async (_what, script) => {
    expect(await threats(browsers.pattern, { before: script })).toEqual(withThreat('camera-functions-replaced'))
  })

  it('grows by MediaHook where the list of cameras is invented', async () => {
    const before = 'MediaDevices.prototype.enumerateDevices = async () => []'
    expect(await threats(browsers.pattern, { before })).toEqual(withThreat('camera-functions-replaced'))
  })

  it('grows by BrowserTampered too where the page forges the text of what it replaced', async () => {
    const before = inPage(`
      const own = Function.prototype.toString
      const hooked = async (...a) => MediaDevices.prototype.getUserMedia.apply(navigator.mediaDevices, a)
      navigator.mediaDevices.getUserMedia = hooked
      Function.prototype.toString = function toString() {
        return this === hooked ? 'function getUserMedia() { [native code] }' : own.call(this)
      }`)
    expect(await threats(browsers.pattern, { before })).toEqual([
      'camera-virtual',
      'camera-functions-replaced',
      'browser-altered',
      'automated',
    ])
  })

  it.each([
    ['its user agent', "Object.defineProperty(navigator, 'userAgent', { value: navigator.userAgent })"],
    ['its mark of automation', "Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })"],
  ])('grows by BrowserTampered where the page changes %s', async (_what, before) => {
    expect(await threats(browsers.pattern, { before })).toEqual(withThreat('browser-altered'))
  })

  it('grows by UnmatchOsUrl where MetaInfo was changed on its way', async () => {
    const { report } = await page.report(browsers.pattern)
    const claims = { userAgent: report.browser.userAgent }
    expect(await threats(browsers.pattern, {}, claims)).toEqual(BASELINE)
    expect(await threats(browsers.pattern, {}, { userAgent: `${claims.userAgent} ` })).toEqual(
      withThreat('begun-elsewhere'),
    )
  })

  it('grows by VirtualBrowser and CloudPhone where a desktop plays a phone', async () => {
    const context = { userAgent: ANDROID, isMobile: true, hasTouch: true, viewport: { width: 412, height: 915 } }
    expect(await threats(browsers.pattern, { context })).toEqual([
      'camera-virtual',
      'cloud-phone',
      'automated',
      'browser-emulated',
    ])
  })

  it.each([
    ['of another verification', 'foreign', 'token-foreign'],
    ['of an earlier report', 'invalid', 'token-invalid'],
    ['that was changed', 'tampered', 'token-tampered'],
    ['that is missing', 'missing', 'token-missing'],
    ['that is too old', 'expired', 'token-expired'],
  ] as const)('grows by one tag of its own with a token %s', async (_what, token, threat) => {
    const reported = await page.report(browsers.pattern)
    const judged = judgeDevice({ decides: true, claims: {}, steps: [{ token, needsCamera: true, ...reported }] })
    expect(judged.threats).toEqual(withThreat(threat))
  })

  it('loses AutoOperation where its marks are hidden: nothing else gives automation away', async () => {
    const browser = await launchChromium('pattern', ['--disable-blink-features=AutomationControlled'])
    const userAgent = (await page.report(browser)).report.browser.userAgent.replace('Headless', '')
    expect(await threats(browser, { context: { userAgent } })).toEqual(['camera-virtual'])
    await browser.close()
  })

  it('is reported under the policy of the hosted page', () => {
    expect(page.violations).toEqual([])
  })
})

/** The baseline with one threat more, in the order of the table. */
function withThreat(more: string): readonly string[] {
  return ALL_THREATS.filter((threat) => threat === more || BASELINE.includes(threat))
}
