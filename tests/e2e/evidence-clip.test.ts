import { expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { arrives, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()
const CLIP = { lengthMs: 2000, maxBytes: 600_000 }
/** What WebM begins with, and the first box of MP4 behind its length. */
const EBML = '\x1a\x45\xdf\xa3'
const FTYP = 'ftyp'

/** Does the face step as a person would; `change` runs in the page before its scripts. */
async function takeFace(
  config: object,
  change: () => void = () => undefined,
  cut?: RegExp,
): Promise<readonly unknown[]> {
  const { id, url } = scene.service.start({ steps: PASSPORT_AND_FACE.slice(1), brief: true, config })
  const page = await scene.open()
  await page.addInitScript(change)
  if (cut !== undefined) await page.route(cut, (route) => route.abort())
  await page.goto(url)
  await arrives(page, 'guide')
  await page.click('.bf-actions .bf-primary')
  await page.locator('.bf-actions .bf-primary:enabled').click()
  await arrives(page, 'end')
  const transaction = scene.service.transaction(id)
  expect(transaction?.materials).toHaveLength(1)
  return transaction?.clips ?? []
}

it('sends a clip of the face step within its budget where the service asks for one, and none elsewhere', async () => {
  const [clip, ...more] = await takeFace({ clip: CLIP })
  const bytes = clip instanceof Uint8Array ? clip : new Uint8Array()
  const begins = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  expect(begins.startsWith(EBML) || begins.endsWith(FTYP)).toBe(true)
  expect(bytes.length).toBeLessThanOrEqual(CLIP.maxBytes)
  expect(more).toEqual([])
  expect(await takeFace({})).toEqual([])
})

it('goes on without a clip, and says why, where the browser does not record or too much comes out', async () => {
  expect(await takeFace({ clip: CLIP }, () => Reflect.deleteProperty(globalThis, 'MediaRecorder'))).toEqual([
    'unsupported',
  ])
  expect(await takeFace({ clip: { ...CLIP, maxBytes: 100 } })).toEqual(['too-large'])
})

it('drops a clip that is cut off on its way, says why, and sends the frames all the same', async () => {
  expect(await takeFace({ clip: CLIP }, undefined, /\/clip$/)).toEqual(['slow-network'])
})
