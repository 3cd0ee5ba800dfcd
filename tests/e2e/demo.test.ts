import { cameraScript } from '@bonafide/lab'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { phone } from './support/chromium.ts'
import { driveCapture } from './support/drive-capture.ts'
import { useScene } from './support/scene.ts'

const scene = useScene()
const contexts: BrowserContext[] = []

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

/** A customer at the bank with this passport and Ada's face, up to the moment where the check opens. */
async function applyForAccount(context: BrowserContext, document: Uint8Array): Promise<Page> {
  contexts.push(context)
  await context.addInitScript({ content: cameraScript({ clips: await scene.people.clips('ada-selfie'), document }) })
  const page = await context.newPage()
  await page.goto(scene.stack.demoUrl)
  await page.click('text=Open an account')
  await page.fill('#name', 'Ada Quay')
  await page.fill('#email', 'ada@example.com')
  await page.click('text=Continue')
  await page.check('[name="consent"]')
  await page.click('text=Start the check')
  return page
}

/** The title of the screen that tells the result, once there is one. */
async function resultTitle(page: Page): Promise<string | null> {
  await page.waitForURL(`${scene.stack.demoUrl}/result`, { timeout: 60_000 })
  await page.waitForSelector('.verdict:not(:has(.badge-wait))', { timeout: 60_000 })
  return page.textContent('.verdict h1')
}

describe('the demo bank in a browser', () => {
  it('opens an account for the holder of a passport, on a phone, from button to verdict', async () => {
    const page = await applyForAccount(await phone(scene.browser), await scene.people.passport())
    await page.waitForURL((url) => url.origin === scene.stack.service.url)
    await driveCapture(page)
    expect(await resultTitle(page)).toBe('Welcome, Ada.')
    expect(await page.textContent('[data-account]')).toMatch(/^(\d{4} ){3}\d{4}$/)
    await page.reload()
    await page.waitForSelector('text=Welcome, Ada.')
  })

  it('says what helps when the passport has expired, and lets the customer try again', async () => {
    const expired = await scene.people.passport({ issueDate: '2014-03-01', expiryDate: '2024-02-29' })
    const page = await applyForAccount(await phone(scene.browser), expired)
    await page.waitForURL((url) => url.origin === scene.stack.service.url)
    await driveCapture(page)
    expect(await resultTitle(page)).toBe('This passport has expired.')
    await page.click('text=Try again')
    await page.waitForSelector('text=Start the check')
  })

  it('shows the check on top of its page on a desktop, and takes a customer back who left it', async () => {
    const desktop = await scene.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    const page = await applyForAccount(desktop, await scene.people.passport())
    const check = page.frameLocator('iframe')
    await check.locator('header button').last().click()
    await check.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.waitForSelector('text=You left the check.')
    expect(await page.locator('iframe').count()).toBe(0)
  })
})
