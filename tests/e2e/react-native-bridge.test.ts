import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { originOf, readTarget } from '../../packages/sdk-react-native/src/bridge/addresses.ts'
import { LEAVE_SCRIPT } from '../../packages/sdk-react-native/src/bridge/leave-script.ts'
import {
  type PageMessage,
  type ReceivedMessage,
  readMessage,
} from '../../packages/sdk-react-native/src/bridge/read-message.ts'
import { type FakeService, PASSPORT_AND_FACE, startFakeService } from '../../packages/sdk-web/test/fake-service.ts'
import { launchChromium, phone } from './support/chromium.ts'
import { standsAt } from './support/manners.ts'

const BROWSER_FILES = new URL('../../packages/sdk-web/dist/browser/', import.meta.url)

let browser: Browser
let service: FakeService

beforeAll(async () => {
  service = await startFakeService(BROWSER_FILES)
  standsAt(service.origin)
  browser = await launchChromium('pattern')
})

afterAll(async () => {
  await browser?.close()
  await service?.close()
})

/** The hosted page as a web view of React Native opens it: with its bridge, at the address that the package made. */
async function inWebView(id: string): Promise<{ readonly page: Page; readonly heard: (PageMessage | undefined)[] }> {
  const target = readTarget(id, { serviceUrl: service.origin, language: 'en' })
  if (target === undefined) throw new Error('no address')
  const heard: (PageMessage | undefined)[] = []
  const expected = { transactionId: target.transactionId, isPage: (url: string) => originOf(url) === target.origin }
  const context = await phone(browser)
  await context.exposeFunction('toApp', (received: ReceivedMessage) => void heard.push(readMessage(received, expected)))
  await context.addInitScript(() => {
    const { toApp } = window as unknown as { readonly toApp: (received: ReceivedMessage) => void }
    const bridge = { postMessage: (data: string) => toApp({ data, url: location.href }) }
    Object.defineProperty(window, 'ReactNativeWebView', { value: bridge })
  })
  const page = await context.newPage()
  await page.goto(target.address)
  return { page, heard }
}

describe('the hosted page in a web view of React Native', () => {
  it('tells the app that it is there, and at the end what the callback gets', async () => {
    const { id } = service.start({ steps: PASSPORT_AND_FACE.slice(0, 1) })
    const { page, heard } = await inWebView(id)
    await page.click('.bf-primary')
    await page.locator('.bf-shutter').click()
    await page.getByRole('button', { name: 'Use this picture' }).click()
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2)
    const [attemptId] = service.transaction(id)?.attempts.keys() ?? []
    expect(heard).toEqual([
      { kind: 'ready' },
      {
        kind: 'end',
        response: {
          code: 1000,
          subCode: 'W1000_1',
          message: 'finished, passed',
          transactionId: id,
          deviceToken: `token-${attemptId}`,
          threatTags: ['UsingVirtualCamera'],
        },
      },
    ])
    await page.context().close()
  })

  it('asks at a step back whether the person wants to leave, and tells 1006 when they do', async () => {
    const { id } = service.start({ steps: PASSPORT_AND_FACE.slice(0, 1) })
    const { page, heard } = await inWebView(id)
    await page.locator('.bf-primary').waitFor()
    await page.evaluate(LEAVE_SCRIPT)
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2)
    expect(heard[1]).toMatchObject({ kind: 'end', response: { code: 1006 } })
    await page.context().close()
  })
})
