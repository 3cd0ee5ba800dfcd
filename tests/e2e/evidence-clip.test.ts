import { CLIP_MISSING } from '@bonafide/protocol'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { driveCapture } from './support/drive-capture.ts'
import { slowDown, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()
const CLIP = { lengthMs: 2000, maxBytes: 600_000 }
/** What WebM begins with, and the first box of MP4 behind its length. */
const EBML = '\x1a\x45\xdf\xa3'
const FTYP = 'ftyp'

interface Beside {
  /** Done to the page before it is opened. */
  readonly before?: (page: Page) => Promise<unknown>
  /** Done when the face step stands there. */
  readonly atFace?: (page: Page) => Promise<unknown>
}

/** Does the face step as a person would. */
async function takeFace(config: object, { before, atFace }: Beside = {}): Promise<readonly unknown[]> {
  const { id, url } = scene.service.start({ steps: PASSPORT_AND_FACE.slice(1), brief: true, config })
  const page = await scene.open()
  await before?.(page)
  await page.goto(url)
  await driveCapture(page, 'face-ready')
  await atFace?.(page)
  await driveCapture(page)
  expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1000')
  const transaction = scene.service.transaction(id)
  expect(transaction?.materials).toHaveLength(1)
  return transaction?.clips ?? []
}

/** The bytes of a clip within its budget; none of anything else. */
function clipBytes(clip: unknown): Uint8Array {
  const bytes = clip instanceof Uint8Array ? clip : new Uint8Array()
  const begins = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const isClip = begins.startsWith(EBML) || begins.endsWith(FTYP)
  return isClip && bytes.length <= CLIP.maxBytes ? bytes : new Uint8Array()
}

it('sends a clip of the face step within its budget where the service asks for one, and none elsewhere', async () => {
  const [clip, ...more] = await takeFace({ clip: CLIP })
  expect(clipBytes(clip).length).toBeGreaterThan(0)
  expect(more).toEqual([])
  expect(await takeFace({})).toEqual([])
})

it('goes on without a clip, and says why, where the browser does not record or too much comes out', async () => {
  const withoutRecorder = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaRecorder'))
  expect(await takeFace({ clip: CLIP }, { before: withoutRecorder })).toEqual(['unsupported'])
  expect(await takeFace({ clip: { ...CLIP, maxBytes: 100 } })).toEqual(['too-large'])
})

it('drops a clip that is cut off on its way, says why, and sends the frames all the same', async () => {
  const cutOff = (page: Page) => page.route(/\/clip$/, (route) => route.abort())
  expect(await takeFace({ clip: CLIP }, { before: cutOff })).toEqual(['slow-network'])
})

it('from a slow phone on a slow network is there or is missing for a reason, and the check ends as without it', async () => {
  const slow = (page: Page) => slowDown(page, { network: '400 kbit/s', processor: 6 })
  const [clip, ...more] = await takeFace({ clip: CLIP }, { atFace: slow })
  expect(clipBytes(clip).length > 0 || CLIP_MISSING.some((why) => why === clip)).toBe(true)
  expect(more).toEqual([])
})
