import type { SessionView } from '@bonafide/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type FakeService,
  PASSPORT_AND_FACE,
  PASSPORT_READ_AND_FACE,
  startFakeService,
} from '../../packages/sdk-web/test/fake-service.ts'
import { launchChromium } from './support/chromium.ts'
import { screenOf } from './support/drive-capture.ts'
import { offends, standsAt } from './support/manners.ts'

const BROWSER_FILES = new URL('../../packages/sdk-web/dist/browser/', import.meta.url)

let browser: Browser
let service: FakeService
let merchant: FakeService
const contexts: BrowserContext[] = []

beforeAll(async () => {
  service = await startFakeService(BROWSER_FILES)
  merchant = await startFakeService(BROWSER_FILES)
  for (const { origin } of [service, merchant]) standsAt(origin)
  browser = await launchChromium('pattern')
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  for (const violation of service.violations.splice(0)) offends(violation)
})

afterAll(async () => {
  await browser?.close()
  await service?.close()
  await merchant?.close()
})

describe('the hosted page', () => {
  it('leads from the guide to the verdict and sends a page and a face as the policy asks', async () => {
    const { id, url } = service.start({ protocol: 'secret-protocol' })
    const page = await openPage()
    await page.goto(url)
    await takeDocument(page)
    await answerChallenges(page)
    expect(await page.textContent('h1')).toBe('You’re verified')
    const [document, face] = service.transaction(id)?.materials ?? []
    expect(document?.kind).toBe('document')
    const { reports = [], tokens = [], attempts } = service.transaction(id) ?? {}
    expect(reports.map(({ camera }) => [camera?.source, camera?.label])).toEqual(
      Array(2).fill(['device', 'fake_device_0']),
    )
    expect(reports[1]?.camera?.timing?.frames).toBeGreaterThan(10)
    expect(tokens).toEqual([...(attempts?.keys() ?? [])].map((attempt) => `token-${attempt}`))
    if (face?.kind !== 'face') throw new Error('no face arrived')
    expect(face.atMs[0]).toBe(0)
    expect(face.sizes.length).toBeGreaterThanOrEqual(30)
    expect(face.sizes.length).toBeLessThanOrEqual(60)
    expect(face.sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_000_000)
    expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1000')
  })

  it('takes a camera that the page brings where the service says that this is a test, and nowhere else', async () => {
    const sources: unknown[] = []
    for (const setup of [{ testCamera: true } as const, {}]) {
      const { id, url } = service.start({ ...setup, steps: PASSPORT_AND_FACE.slice(0, 1) })
      const page = await openPage()
      await page.addInitScript(bringCamera)
      await page.goto(url)
      await takeDocument(page)
      await arrives(page, 'end')
      sources.push(service.transaction(id)?.reports.map(({ camera }) => [camera?.source, camera?.track]))
    }
    expect(sources).toEqual([[['test', 'CanvasCaptureMediaStreamTrack']], [['device', 'MediaStreamTrack']]])
  })

  it('tells the test cameras what is asked, in step with the windows of the challenge', async () => {
    const { url } = service.start({ steps: PASSPORT_AND_FACE.slice(1) })
    const page = await openPage()
    await page.goto(url)
    await page.click('.bf-primary')
    await note(page, 'bonafideAction')
    await answerChallenges(page)
    const asked = ['neutral', 'turn-left', 'neutral', 'nearer', 'neutral', 'open-mouth', 'neutral']
    expect((await noted(page)).slice(-asked.length)).toEqual(asked)
  })

  it('fills the window with the colours of the challenge, and puts the page back', async () => {
    const { url } = service.start({ steps: PASSPORT_AND_FACE.slice(1) })
    const page = await openPage()
    await page.goto(url)
    await page.click('.bf-primary')
    await noteCorner(page)
    await answerChallenges(page)
    const colours = [
      'red bf-light rgb(255, 0, 0)',
      'dark bf-light rgb(0, 0, 0)',
      'cyan bf-light rgb(0, 255, 255)',
      'none bf-body rgba(0, 0, 0, 0)',
    ]
    expect((await noted(page)).slice(-colours.length)).toEqual(colours)
    expect(await page.locator('.bf-light').count()).toBe(0)
  })

  it('asks once more, and says why, where the device was too busy to show a colour in time', async () => {
    const { id, url } = service.start({ steps: PASSPORT_AND_FACE.slice(1) })
    const page = await openPage()
    await page.goto(url)
    await page.click('.bf-primary')
    await arrives(page, 'face-ready')
    await page.evaluate(keepBusyAtRed, 340)
    await page.getByRole('button', { name: 'I’m ready' }).click()
    await arrives(page, 'face-capture')
    await arrives(page, 'face-ready')
    expect(await page.textContent('.bf-notices')).toBe('Your camera was too slow. Close other apps and try again.')
    expect(service.transaction(id)?.materials).toEqual([])
    await answerChallenges(page)
    expect(service.transaction(id)?.materials.map(({ kind }) => kind)).toEqual(['face'])
  })

  it('warns before colours, and goes on without them for who wants none', async () => {
    const { url, id } = service.start({ steps: PASSPORT_AND_FACE.slice(1) })
    const page = await openPage()
    await page.goto(url)
    await page.click('.bf-primary')
    await note(page, 'bonafideColour')
    await arrives(page, 'face-ready')
    expect(await page.textContent('.bf-light-warning')).toContain('flashing light')
    await page.getByRole('button', { name: 'Without colours' }).click()
    await arrives(page, 'end')
    expect(await noted(page)).toEqual([])
    expect(service.transaction(id)?.materials).toHaveLength(1)
  })

  it('offers no choice where the service asks for no colours', async () => {
    const { url } = service.start({ steps: [{ id: 'face', kind: 'face', done: false, flashes: false }] })
    const page = await openPage()
    await page.goto(url)
    await page.click('.bf-primary')
    await arrives(page, 'face-ready')
    expect(await page.locator('.bf-light-warning').count()).toBe(0)
    expect(await page.locator('.bf-actions button').count()).toBe(1)
  })

  it('refuses colours that change more than three times a second, whoever asks for them', async () => {
    const flashes = [0, 200, 400, 600].map((afterMs) => ({
      colour: afterMs % 400 === 0 ? ('red' as const) : ('dark' as const),
      startMs: 5200 + afterMs,
      endMs: 5400 + afterMs,
    }))
    const { url, id } = service.start({ steps: PASSPORT_AND_FACE.slice(1), flashes })
    const page = await openPage()
    await page.goto(url)
    await page.click('.bf-primary')
    await note(page, 'bonafideColour')
    await answerChallenges(page)
    expect(await page.textContent('h1')).toBe('The colours would change too fast')
    expect(await noted(page)).toEqual([])
    expect(service.transaction(id)?.left).toEqual([1002])
  })

  it('goes to ReturnUrl with the result, as JSON and flat', async () => {
    const returnUrl = `${merchant.origin}/back?order=7`
    const { id, url } = service.start({ steps: [], config: { returnUrl }, result: 1001 })
    const page = await openPage()
    await page.goto(url)
    await page.waitForURL((address) => address.pathname === '/back')
    const { searchParams } = new URL(page.url())
    expect(searchParams.get('order')).toBe('7')
    expect(searchParams.get('code')).toBe('1001')
    expect(searchParams.get('subCode')).toBe('W1001_1')
    expect(searchParams.get('transactionId')).toBe(id)
    expect(JSON.parse(searchParams.get('response') ?? '')).toEqual({
      code: 1001,
      subCode: 'W1001_1',
      transactionId: id,
    })
  })

  it('continues at the same step after a reload, with the same key', async () => {
    const { id, url } = service.start()
    const page = await openPage()
    await page.goto(url)
    await takeDocument(page)
    await arrives(page, 'face-ready')
    const key = service.transaction(id)?.publicKey
    await page.reload()
    await arrives(page, 'face-ready')
    expect(await page.textContent('.bf-notice')).toContain('Welcome back')
    expect(service.transaction(id)?.publicKey).toBe(key)
  })

  it('works without storage and says that it cannot resume', async () => {
    const { url } = service.start()
    const page = await openPage()
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { get: () => undefined })
    })
    await page.goto(url)
    await arrives(page, 'guide')
    expect(await page.textContent('.bf-notice')).toContain('cannot save your progress')
  })

  it('tells a second browser 1007', async () => {
    const { url } = service.start()
    const first = await openPage()
    await first.goto(url)
    await arrives(first, 'guide')
    const second = await openPage()
    await second.goto(url)
    await arrives(second, 'end')
    expect(await second.getAttribute('html', 'data-bonafide-code')).toBe('1007')
    expect(await second.textContent('h1')).toBe('Open in another browser')
  })

  it.each([
    ['NotAllowedError', 'The camera is not allowed', '1016'],
    ['NotFoundError', 'No camera found', '1004'],
    ['NotReadableError', 'The camera is in use', '1004'],
    ['OverconstrainedError', 'This camera does not fit', '1004'],
    ['SecurityError', 'Camera access is switched off', '1016'],
    ['AbortError', 'The camera stopped while starting', '1004'],
  ])('says for %s: %s, and leaves with %s', async (name, text, code) => {
    const { id, url } = service.start({ config: { returnUrl: `${merchant.origin}/back` } })
    const page = await openPage()
    await page.addInitScript((refusal) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused', refusal))
    }, name)
    await page.goto(url)
    await page.click('.bf-primary')
    await arrives(page, 'trouble')
    expect(await page.textContent('h1')).toBe(text)
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.waitForURL((address) => address.pathname === '/back')
    expect(new URL(page.url()).searchParams.get('code')).toBe(code)
    await expect.poll(() => service.transaction(id)?.left).toEqual([Number(code)])
  })

  it.each(['black', 'no'])('tells a camera that brings %s pictures after one restart', async (pictures) => {
    const { url } = service.start()
    const page = await openPage()
    await page.clock.install()
    await page.addInitScript((colour) => {
      const opened: MediaStream[] = []
      Object.assign(window, { opened })
      navigator.mediaDevices.getUserMedia = () => {
        const canvas = document.createElement('canvas')
        const pen = canvas.getContext('2d')
        const stream = canvas.captureStream(colour === 'no' ? 0 : 20)
        if (colour === 'black') setInterval(() => pen?.fillRect(0, 0, canvas.width, canvas.height), 50)
        opened.push(stream)
        return Promise.resolve(stream)
      }
    }, pictures)
    await page.goto(url)
    await page.click('.bf-primary')
    for (const tries of [1, 2]) {
      await page.waitForFunction((count) => {
        const { opened } = window as unknown as { readonly opened: readonly MediaStream[] }
        return opened.length === count && document.querySelector('video')?.srcObject === opened.at(-1)
      }, tries)
      await page.clock.fastForward(6_000)
    }
    await arrives(page, 'trouble')
    expect(await page.textContent('h1')).toBe('The camera shows no picture')
  })

  it('opens a camera that was lost once more by itself, and ends every track in the end', async () => {
    const { url } = service.start()
    const page = await openPage()
    await page.addInitScript(pageCamera, 'loses its first track')
    await page.goto(url)
    await page.click('.bf-primary')
    await arrives(page, 'document-review')
    expect(await page.evaluate(() => (window as unknown as { opened: MediaStream[] }).opened.length)).toBe(2)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await arrives(page, 'end')
    const states = await page.evaluate(() =>
      (window as unknown as { opened: MediaStream[] }).opened.flatMap((stream) =>
        stream.getTracks().map(({ readyState }) => readyState),
      ),
    )
    expect(states).toEqual(['ended', 'ended'])
  })

  it('opens the shutter by itself for a page that lies still in the frame', async () => {
    const { url } = service.start()
    const page = await openPage()
    await page.addInitScript(pageCamera, 'keeps its track')
    await page.goto(url)
    await page.click('.bf-primary')
    await arrives(page, 'document-review')
    expect(await page.locator('.bf-notice').count()).toBe(0)
  })

  it('sends again under the same sequence when the connection is cut', async () => {
    let cuts = 0
    const cut = (method: string): boolean => method === 'PUT' && cuts++ < 2
    const { id, url } = service.start({ steps: PASSPORT_AND_FACE.slice(0, 1), cut })
    const page = await openPage()
    await page.goto(url)
    await takeDocument(page)
    await arrives(page, 'end')
    expect(cuts).toBe(3)
    expect(service.transaction(id)?.sequences).toEqual([1, 2, 3, 4, 5])
  })

  it('ends with 1006 when the person leaves, and works by keyboard alone', async () => {
    const { id, url } = service.start()
    const page = await openPage()
    await page.goto(url)
    await arrives(page, 'guide')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stay')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await arrives(page, 'end')
    expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1006')
    await expect.poll(() => service.transaction(id)?.left).toEqual([1006])
  })

  it('wears the colours of StyleConfig, with text that can be read on them', async () => {
    const look = { 'guidePage.backgroundColor': 'rgba(20, 30, 60, 1)', 'guidePage.btnBgColor': 'rgba(251, 93, 1, 1)' }
    const { url } = service.start({ config: { look } })
    const page = await openPage()
    await page.goto(url)
    await arrives(page, 'guide')
    const worn = await page.evaluate(() =>
      ['.bf-app', '.bf-primary', 'h1'].map((place) => {
        const { backgroundColor, color } = getComputedStyle(document.querySelector(place) ?? document.body)
        return place === 'h1' ? color : backgroundColor
      }),
    )
    expect(worn).toEqual(['rgb(20, 30, 60)', 'rgb(251, 93, 1)', 'rgb(244, 246, 251)'])
    await page.click('.bf-primary')
    await arrives(page, 'document-camera')
    expect(await page.evaluate(() => document.querySelector('.bf-app')?.getAttribute('style'))).toBeNull()
  })

  it('wears the pictures of StyleConfig, and keeps our drawing where one cannot be drawn', async () => {
    const page = await openPage()
    const drawn = await page.evaluate(() => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: 48, height: 48 }).getContext('2d')?.fillRect(8, 8, 32, 32)
      return canvas.toDataURL('image/png')
    })
    const pictures = {
      'guidePage.ocrImg': drawn,
      'guidePage.step1Icon': 'data:image/png;base64,iVBORw0KGgo=',
      'guidePage.step2Icon': drawn,
      'guidePage.lightImg': 'data:image/png;base64,iVBORw0KGgo=',
      'guidePage.phoneImg': drawn,
      'ocrPage.uploadIcon': drawn,
      'ocrPage.submitIconImg': drawn,
      'ocrPage.backIcon': drawn,
      'ocrResultPage.backIconImg': drawn,
    }
    const look = { 'alert.top': '0%', 'alert.left': '100%', 'alert.width': '300px' }
    const { url } = service.start({ steps: PASSPORT_READ_AND_FACE, pictures, config: { look, showAlbumIcon: true } })
    const shownIn = (place: string) =>
      page.evaluate(
        (selector) =>
          [...document.querySelectorAll(selector)].map(({ firstElementChild: symbol }) =>
            symbol instanceof HTMLImageElement ? [symbol.alt, symbol.naturalWidth] : symbol?.tagName,
          ),
        place,
      )
    const merchants = ['', 48]
    await page.goto(url)
    await arrives(page, 'guide')
    await expect.poll(() => shownIn('.bf-need-icon')).toEqual([merchants, merchants, 'svg'])
    expect(await shownIn('.bf-actions .bf-quiet')).toEqual([merchants])
    expect(await shownIn('.bf-close')).toEqual(['svg'])
    await page.selectOption('select', 'es')
    await expect.poll(() => page.textContent('h1')).toBe('Verifiquemos tu identidad')
    await expect.poll(() => shownIn('.bf-need-icon')).toEqual([merchants, merchants, 'svg'])
    await page.click('.bf-close')
    const dialogLies = async () => {
      const [room, box] = await Promise.all(['.bf-veil', '.bf-dialog'].map((part) => page.locator(part).boundingBox()))
      return room && box ? [box.x - room.x, box.y - room.y, box.width].map(Math.round) : undefined
    }
    // In the upper right corner of a page of 390 pixels, with what the veil keeps free around it.
    await expect.poll(dialogLies).toEqual([390 - 16 - 300, 16, 300])
    await page.keyboard.press('Escape')
    await page.click('.bf-primary')
    await arrives(page, 'document-camera')
    expect(await shownIn('.bf-album, .bf-shutter, .bf-close')).toEqual([merchants, merchants, merchants])
    await page.click('.bf-shutter')
    await arrives(page, 'document-review')
    expect(await shownIn('.bf-close')).toEqual([merchants])
    await page.click('.bf-primary')
    await arrives(page, 'reading-review')
    expect(await shownIn('.bf-close')).toEqual([merchants])
  })

  it('says what the merchant wrote, as text, and everything else as before', async () => {
    const texts = { en: { 'state.guide': 'Acme asks who you are <img src=x onerror=alert(1)>', 'no.such': 'nowhere' } }
    const { url } = service.start({ texts })
    const page = await openPage()
    await page.goto(url)
    await arrives(page, 'guide')
    expect(await page.textContent('h1')).toBe(texts.en['state.guide'])
    expect(await page.locator('h1 *').count()).toBe(0)
    expect(await page.textContent('.bf-actions .bf-primary')).toBe('Start')
    await page.selectOption('select', 'es')
    await expect.poll(() => page.textContent('h1')).toBe('Verifiquemos tu identidad')
    await page.selectOption('select', 'en')
    await expect.poll(() => page.textContent('h1')).toBe(texts.en['state.guide'])
  })

  it('switches the language on the spot', async () => {
    const { url } = service.start({ config: { language: 'es' } })
    const page = await openPage()
    await page.goto(url)
    await arrives(page, 'guide')
    await expect.poll(() => page.textContent('h1')).toBe('Verifiquemos tu identidad')
    await page.selectOption('select', 'zh')
    await expect.poll(() => page.textContent('h1')).toBe('验证您的身份')
    expect(await page.getAttribute('.bf-app', 'lang')).toBe('zh-Hans')
  })
})

describe('the script on the merchant’s page', () => {
  it('answers 1010 before install, 1002 while a check is open, and closes on destroy', async () => {
    const { url } = service.start({ parents: [merchant.origin] })
    const page = await merchantPage()
    const codes = await page.evaluate((address) => {
      const sdk = (window as unknown as MerchantWindow).Bonafide
      const seen: number[] = []
      const note = ({ code }: { code: number }): number => seen.push(code)
      sdk.verify(address, {}, note)
      sdk.install()
      sdk.verify('??', {}, note)
      sdk.verify(address, {}, note)
      sdk.verify(address, {}, note)
      sdk.destroy()
      sdk.destroy()
      return { seen, frames: document.querySelectorAll('iframe').length }
    }, url)
    expect(codes).toEqual({ seen: [1010, 1007, 1002], frames: 0 })
  })

  it('shows the check in a frame of another origin and hears its end exactly once', async () => {
    const { id } = service.start({ parents: [merchant.origin], steps: PASSPORT_AND_FACE.slice(0, 1) })
    const page = await merchantPage()
    await page.evaluate((transactionId) => {
      const sdk = (window as unknown as MerchantWindow).Bonafide
      const heard: object[] = []
      Object.assign(window, { heard })
      sdk.install()
      sdk.verify(transactionId, { language: 'es' }, (response) => heard.push(response))
    }, id)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('button', { name: 'Empezar' }).click()
    await frame.locator('.bf-shutter').click()
    await frame.getByRole('button', { name: 'Usar esta foto' }).click()
    await page.waitForFunction(() => document.querySelector('iframe') === null)
    expect(await page.evaluate(() => (window as unknown as MerchantWindow).heard)).toEqual([
      {
        code: 1000,
        subCode: 'W1000_1',
        message: 'finished, passed',
        transactionId: id,
        deviceToken: `token-${[...(service.transaction(id)?.attempts.keys() ?? [])].join()}`,
        threatTags: ['UsingVirtualCamera'],
      },
    ])
  })

  it('keeps the compatible names: getMetaInfo and startVerify, which ends at ReturnUrl', async () => {
    const config: Partial<SessionView['config']> = { returnUrl: `${merchant.origin}/done` }
    const { id, url } = service.start({ parents: [merchant.origin], steps: [], config, protocol: 'p-1' })
    const page = await merchantPage()
    const meta = await page.evaluate(() => (window as unknown as MerchantWindow).getMetaInfo())
    expect(meta).toMatchObject({ deviceType: 'web', sdkVendor: 'bonafide', zimVer: '3.0.0', caps: { camera: true } })
    await page.evaluate((CertifyUrl) => {
      ;(window as unknown as MerchantWindow).startVerify({ CertifyUrl, Protocol: 'p-1' })
    }, url.split('#')[0] ?? '')
    await page.waitForURL((address) => address.pathname === '/done')
    expect(new URL(page.url()).searchParams.get('transactionId')).toBe(id)
  })
})

describe('the camera doctor', () => {
  it('says that a camera works, with what it saw', async () => {
    const page = await openPage()
    await page.goto(`${service.origin}/camera`)
    await page.getByRole('button', { name: 'Check the camera' }).click()
    await expect.poll(() => page.textContent('h1'), { timeout: 10_000 }).toBe('The camera works')
    expect(await page.locator('.bf-check-good').count()).toBe(7)
    expect(await page.textContent('.bf-doctor-detail')).toMatch(/fake_device.* fps/)
  })

  it('names a frame that does not pass on the camera, as the flow in it does', async () => {
    const { id, url } = service.start({ parents: [merchant.origin], steps: PASSPORT_AND_FACE.slice(1) })
    const page = await openPage()
    await page.goto(`${merchant.origin}/shop`)
    await embed(page, `${service.origin}/v/${id}/camera`)
    const doctor = page.frameLocator('iframe')
    await doctor.getByRole('button', { name: 'Check the camera' }).click()
    await doctor.getByRole('heading', { name: 'The camera is blocked here' }).waitFor()
    expect(await doctor.locator('.bf-check-problem').textContent()).toContain('Allowed by the page around this one')
    await embed(page, url)
    await doctor.getByRole('button', { name: 'Start' }).click()
    await doctor.getByRole('heading', { name: 'The camera is blocked here' }).waitFor()
  })

  it('reports to the merchant’s page when it is closed', async () => {
    const { url } = service.start({ parents: [merchant.origin] })
    const page = await merchantPage()
    await page.evaluate((address) => {
      const sdk = (window as unknown as MerchantWindow).Bonafide
      const heard: object[] = []
      Object.assign(window, { heard })
      sdk.install()
      sdk.checkCamera(address, {}, (report) => heard.push(report))
    }, url)
    const doctor = page.frameLocator('iframe')
    await doctor.getByRole('button', { name: 'Check the camera' }).click()
    await doctor.getByRole('heading', { name: 'The camera works' }).waitFor()
    await doctor.locator('.bf-close').click()
    await page.waitForFunction(() => document.querySelector('iframe') === null)
    expect(await page.evaluate(() => (window as unknown as MerchantWindow).heard)).toEqual([{ working: true }])
  })
})

interface MerchantWindow {
  readonly Bonafide: {
    readonly install: () => void
    readonly verify: (id: string, options: object, callback: (response: { code: number }) => void) => void
    readonly checkCamera: (id: string, options: object, callback: (report: object) => void) => void
    readonly destroy: () => void
  }
  readonly getMetaInfo: () => object
  readonly startVerify: (request: object) => void
  readonly heard: readonly object[]
}

async function openPage(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-US',
    permissions: ['camera'],
  })
  contexts.push(context)
  const page = await context.newPage()
  return page
}

/** Shows a page in a frame without `allow="camera"`. */
async function embed(page: Page, address: string): Promise<void> {
  await page.evaluate((src) => {
    const frame = document.createElement('iframe')
    frame.src = src
    document.body.replaceChildren(frame)
  }, address)
}

async function merchantPage(): Promise<Page> {
  const page = await openPage()
  await page.goto(`${merchant.origin}/shop`)
  await page.addScriptTag({ url: `${service.origin}/sdk/v1/bonafide.js` })
  return page
}

/** A camera whose picture is a printed page on a table, lying just where the page shows its frame. */
function pageCamera(fate: string): void {
  const canvas = document.createElement('canvas')
  canvas.width = 1280
  canvas.height = 720
  const draw = (): void => {
    const context = canvas.getContext('2d')
    const view = document.querySelector('.bf-view')?.getBoundingClientRect()
    const frame = document.querySelector('.bf-frame')?.getBoundingClientRect()
    if (context === null || view === undefined || frame === undefined) return
    const scale = Math.max(view.width / canvas.width, view.height / canvas.height)
    const [width, height] = [frame.width / scale, frame.height / scale]
    context.fillStyle = '#4a3b30'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.translate((canvas.width - width) / 2, (canvas.height - height) / 2)
    context.fillStyle = '#d8d4c8'
    context.fillRect(0, 0, width, height)
    context.fillStyle = '#333'
    for (let line = 1; line < 9; line += 1) {
      for (let letter = 2; letter < 30; letter += 1) {
        context.fillRect((letter * width) / 32, (line * height) / 10, width / 70, height / 24)
      }
    }
    context.resetTransform()
  }
  const opened: MediaStream[] = []
  Object.assign(window, { opened })
  navigator.mediaDevices.getUserMedia = () => {
    setInterval(draw, 50)
    const stream = canvas.captureStream(20)
    opened.push(stream)
    const [track] = stream.getVideoTracks()
    const lost = fate === 'loses its first track' && opened.length === 1
    if (lost) {
      // As a browser does when the device goes away: the track ends, and says so.
      track?.stop()
      setTimeout(() => track?.dispatchEvent(new Event('ended')), 100)
    }
    return Promise.resolve(stream)
  }
}

/** Notes every value that an attribute of the root element takes from now on. */
async function note(page: Page, name: 'bonafideAction' | 'bonafideColour'): Promise<void> {
  await page.evaluate((key) => {
    const html = document.documentElement
    const seen: string[] = []
    Object.assign(window, { seen })
    const attribute = key === 'bonafideAction' ? 'data-bonafide-action' : 'data-bonafide-colour'
    new MutationObserver(() => seen.push(html.dataset[key] ?? '')).observe(html, { attributeFilter: [attribute] })
  }, name)
}

/** Notes every colour that the page says it shows, with what is then seen in a corner of the window. */
async function noteCorner(page: Page): Promise<void> {
  await page.evaluate(() => {
    const html = document.documentElement
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const corner = document.elementFromPoint(2, innerHeight - 2)
      const colour = corner === null ? '' : getComputedStyle(corner).backgroundColor
      seen.push(`${html.dataset['bonafideColour']} ${corner?.className} ${colour}`)
    }).observe(html, { attributeFilter: ['data-bonafide-colour'] })
  })
}

/** What was noted, without repetitions. */
async function noted(page: Page): Promise<readonly string[]> {
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  return seen.filter((value, index) => value !== seen[index - 1])
}

/** Waits for one of these screens. */
async function arrives(page: Page, ...screens: readonly string[]): Promise<void> {
  await page.waitForFunction(
    (wanted) => wanted.includes(document.documentElement.dataset['bonafideScreen'] ?? ''),
    screens,
    { timeout: 40_000 },
  )
}

/** Runs in the page: a picture as the camera of a test. */
function bringCamera(): void {
  window.bonafideTestCamera = async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    const pen = canvas.getContext('2d')
    if (pen !== null) pen.fillStyle = '#8a7'
    pen?.fillRect(0, 0, canvas.width, canvas.height)
    return new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
    })
  }
}

async function takeDocument(page: Page): Promise<void> {
  await page.click('.bf-primary')
  await page.locator('.bf-shutter').click()
  await page.getByRole('button', { name: 'Use this picture' }).click()
}

/** Answers as often as the page asks: a machine that is busy just then is asked once more. */
async function answerChallenges(page: Page): Promise<void> {
  await arrives(page, 'face-ready')
  while ((await screenOf(page)) !== 'end') {
    await page.getByRole('button', { name: 'I’m ready' }).click()
    await arrives(page, 'face-capture', 'end')
    await arrives(page, 'face-ready', 'end')
  }
}

/** Runs in the page: keeps it from painting for a while when the first red has come, once. */
function keepBusyAtRed(busyMs: number): void {
  const html = document.documentElement
  const watch = new MutationObserver(() => {
    if (html.dataset['bonafideColour'] !== 'red') return
    watch.disconnect()
    const from = performance.now()
    while (performance.now() - from < busyMs);
  })
  watch.observe(html, { attributeFilter: ['data-bonafide-colour'] })
}
