import { expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { driveCapture } from './support/drive-capture.ts'
import { arrives, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()

/** Nothing but a page of a document, in a browser whose camera is broken where that is wanted. */
async function openAt(screen: string, showAlbumIcon: boolean) {
  const { id, url } = scene.service.start({
    steps: PASSPORT_AND_FACE.slice(0, 1),
    config: { showGuidePage: false, docScanMode: 'manual', showAlbumIcon },
  })
  const page = await scene.open()
  if (screen === 'trouble') {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))
    })
  }
  await page.goto(url)
  await arrives(page, screen)
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a picture' }).click()
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer })
  }
  return { id, page, choose }
}

it('takes the page from the album where that is allowed, beside the camera and instead of one that does not work', async () => {
  for (const screen of ['document-camera', 'trouble']) {
    const { id, page, choose } = await openAt(screen, true)
    await choose('page.png', await page.screenshot())
    await arrives(page, 'document-review')
    await driveCapture(page)
    expect(scene.service.transaction(id)?.materials.map(({ kind }) => kind)).toEqual(['document'])
    await page.context().close()
  }
})

it('says that a file is no picture, and offers no album where none is allowed', async () => {
  for (const screen of ['document-camera', 'trouble']) {
    const { page, choose } = await openAt(screen, true)
    await choose('page.png', Buffer.from('no picture'))
    await page.locator('.bf-notice', { hasText: 'This file could not be read' }).waitFor()
    const { page: without } = await openAt(screen, false)
    expect(await without.getByRole('button', { name: 'Choose a picture' }).count()).toBe(0)
  }
})
