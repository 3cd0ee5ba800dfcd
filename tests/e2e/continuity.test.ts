import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileCamera } from '@bonafide/lab'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openBadNetwork } from './support/bad-network.ts'
import { launchChromium } from './support/chromium.ts'
import { driveCapture, screenOf } from './support/drive-capture.ts'
import { standsAt } from './support/manners.ts'
import { useScene } from './support/scene.ts'
import { initialize, objections, openCapture } from './support/verify-in-browser.ts'

const codeAtEnd = async (page: Page): Promise<string | null> => {
  await page.waitForSelector('html[data-bonafide-code]')
  return page.getAttribute('html', 'data-bonafide-code')
}

describe('a verification that does not go straight', () => {
  const scene = useScene()

  it('goes on at the face after a reload, and turns a second browser away with 1007', async () => {
    const { transactionId, transactionUrl, merchantBizId } = await initialize(scene.stack)
    const camera = { clips: await scene.people.clips('ada-selfie'), document: await scene.people.passport() }
    const page = await openCapture(scene.browser, transactionUrl, camera)
    await driveCapture(page, 'face-ready')

    const second = await openCapture(scene.browser, transactionUrl, camera)
    expect(await codeAtEnd(second)).toBe('1007')
    await second.context().close()

    await page.reload()
    await page.waitForSelector('html[data-bonafide-screen="guide"], html[data-bonafide-screen="face-ready"]')
    if ((await screenOf(page)) === 'guide') await page.click('.bf-actions .bf-primary')
    await page.waitForSelector('html[data-bonafide-screen="face-ready"]')
    await driveCapture(page)
    expect(await scene.stack.client.checkResult({ transactionId, merchantBizId })).toMatchObject({
      passed: true,
      subCode: '200',
    })
    await page.context().close()
  })

  it('passes although its uploads are cut and the answers to them lost, and nothing is judged twice', async () => {
    const { transactionId, transactionUrl, merchantBizId } = await initialize(scene.stack, 'FACE_LIVENESS')
    const network = await openBadNetwork(scene.stack.service.url)
    standsAt(network.origin)
    network.breakOn(
      { path: /pieces\/0$/, cut: 'reset', afterBytes: 100_000 },
      { path: /pieces\/0$/, cut: 'answer-lost' },
      { path: /submit$/, cut: 'answer-lost' },
    )
    const camera = { clips: await scene.people.clips('ada-selfie') }
    const url = transactionUrl.replace(scene.stack.service.url, network.origin)
    const page = await openCapture(scene.browser, url, camera)
    await driveCapture(page)
    const [first, second, third] = network.passages.filter(({ path }) => path.endsWith('pieces/0'))
    expect([first?.bytes, second?.bytes]).toEqual([100_000, third?.bytes])
    expect(network.passages.filter(({ path }) => path.endsWith('/submit'))).toHaveLength(2)
    expect(await scene.stack.client.checkResult({ transactionId, merchantBizId })).toMatchObject({ passed: true })
    await page.context().close()
    await network.close()
  })

  it('moves from a desktop to a phone whose number was typed; the desktop follows to the same end', async () => {
    const { transactionId, transactionUrl, merchantBizId } = await initialize(scene.stack)
    const camera = { clips: await scene.people.clips('ada-selfie'), document: await scene.people.passport() }
    const context = await scene.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    const desktop = await context.newPage()
    await desktop.goto(transactionUrl)
    for (const reloads of [1, 0]) {
      await desktop.getByRole('button', { name: 'Continue on your phone' }).click()
      await desktop.locator('.bf-code-place svg').waitFor()
      if (reloads > 0) await desktop.reload()
    }
    const link = (await desktop.getAttribute('.bf-handover-link', 'href')) ?? ''

    const phone = await openCapture(scene.browser, link, camera)
    const number = await phone.locator('.bf-claim-number').textContent()
    await phone.reload()
    expect(await phone.locator('.bf-claim-number').textContent()).toBe(number)
    await desktop.getByLabel('Number').fill(number ?? '')
    await desktop.getByRole('button', { name: 'Confirm' }).click()
    await desktop.getByRole('heading', { name: 'Go on with your phone' }).waitFor()
    await driveCapture(phone, 'face-ready')
    expect(new URL(phone.url()).hash).toBe('#lang=en&m=1')
    // The document and what was read from it are done; the face is not.
    await desktop.locator('.bf-check-good').nth(1).waitFor()
    await desktop.reload()
    await desktop.getByRole('heading', { name: 'Go on with your phone' }).waitFor()
    await phone.reload()
    await driveCapture(phone)
    expect(await phone.textContent('.bf-actions')).toContain('go back to your computer')
    expect(await codeAtEnd(desktop)).toBe('1000')
    expect(await scene.stack.client.checkResult({ transactionId, merchantBizId })).toMatchObject({ passed: true })
    await phone.context().close()
    await context.close()
  })

  it('tells the merchant 1016 when the camera is declined', async () => {
    const strict = await launchChromium('declined')
    try {
      const { transactionUrl } = await initialize(scene.stack, 'FACE_LIVENESS')
      const page = await openCapture(strict, transactionUrl)
      await driveCapture(page, 'trouble')
      await page.getByRole('button', { name: 'Leave', exact: true }).click()
      expect(await codeAtEnd(page)).toBe('1016')
    } finally {
      await strict.close()
    }
  })

  it('does not pass a camera that plays a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bonafide-camera-'))
    const file = join(folder, 'camera.mjpeg')
    await writeFile(file, fileCamera((await scene.people.clips('ada-selfie')).calm.arm))
    const withFile = await launchChromium({ file })
    try {
      const { transactionId, transactionUrl, merchantBizId } = await initialize(scene.stack, 'FACE_LIVENESS')
      const page = await openCapture(withFile, transactionUrl)
      await driveCapture(page)
      const result = await scene.stack.client.checkResult({ transactionId, merchantBizId })
      expect(objections(result)).toContain('challenge-obeyed: challenge-not-met')
      expect(result).toMatchObject({ passed: false, subCode: '205' })
    } finally {
      await withFile.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
