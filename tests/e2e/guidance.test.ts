import { expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { arrives, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()
const guidanceOf = () => document.documentElement.dataset['bonafideGuidance']

it('looks at the live picture in a worker that is loaded while the guide page is read', async () => {
  const before = scene.service.requests.length
  const { url } = scene.service.start()
  const page = await scene.open()
  await page.goto(url)
  await arrives(page, 'guide')
  await page.waitForFunction(() => /full|light/.test(document.documentElement.dataset['bonafideGuidance'] ?? ''))
  expect(scene.service.requests.slice(before)).toContain('GET /sdk/v1/guidance.js')
  expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual(['/sdk/v1/guidance.js'])
})

it('takes no page that runs out of the picture, says why, and takes it by itself once it is whole', async () => {
  const { url } = scene.service.start({ steps: PASSPORT_AND_FACE.slice(0, 1) })
  const page = await scene.open()
  await page.goto(url)
  await arrives(page, 'guide')
  await page.evaluate(() => {
    document.documentElement.dataset['drawnAside'] = '0.5'
  })
  await page.click('.bf-actions .bf-primary')
  await page.locator('.bf-document-hint', { hasText: /Fit the whole page|Not all of it is seen/ }).waitFor()
  // The shutter for the hand is offered after a while; until then nothing was taken.
  await page.locator('.bf-manual.bf-offered').waitFor()
  expect(await page.evaluate(() => document.documentElement.dataset['bonafideScreen'])).toBe('document-camera')
  await page.evaluate(() => {
    document.documentElement.dataset['drawnAside'] = '0'
  })
  await arrives(page, 'document-review')
  expect(await page.locator('.bf-notice').count()).toBe(0)
})

it('is not needed: without the worker the person takes the page, and the face step goes its way', async () => {
  const { id, url } = scene.service.start({ brief: true })
  const page = await scene.open()
  await page.route('**/sdk/v1/guidance.js', (route) => route.fulfill({ status: 404 }))
  await page.goto(url)
  await arrives(page, 'guide')
  await page.click('.bf-actions .bf-primary')
  await arrives(page, 'document-camera')
  await page.locator('.bf-shutter:enabled').click()
  expect(await page.evaluate(guidanceOf)).toBe('none')
  await arrives(page, 'document-review')
  await page.click('.bf-actions .bf-primary')
  await arrives(page, 'face-ready')
  await page.locator('.bf-actions .bf-primary:enabled').click()
  await arrives(page, 'end')
  expect(scene.service.transaction(id)?.materials.map(({ kind }) => kind)).toEqual(['document', 'face'])
})
