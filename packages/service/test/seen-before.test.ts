import { createHash } from 'node:crypto'
import { DEFAULT_POLICY } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { type AttemptView, packMaterial, type SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { judgeSightings } from '../src/flow/seen-before.ts'
import { createLog } from '../src/http/log.ts'
import { lookAtMedia } from '../src/judging/look-at-media.ts'
import { administer } from '../src/main.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { openBrowser, pageMaterial } from './test-browser.ts'

const pictures = createPictures()
let test: TestService

beforeAll(async () => {
  test = await openTestService()
  const judge = test.judge.judge.bind(test.judge)
  // The verdict is a fake; what is recognised is not.
  test.judge.judge = async (request, signal) => ({
    ...(await judge(request, signal)),
    media: await mediaOf(request.evidence),
  })
}, 60_000)
afterAll(() => test.close(), 60_000)

/** security.md B6: a capture is replayed into a new transaction, as it is and compressed anew. */
describe('material that came before', () => {
  it('is told of as a risk where it is a page, the same bytes or compressed anew, and passes as before', async () => {
    const page = drawing(1)
    const first = await verify({ page, frames: await clip(100) })
    expect(first).toEqual({ Passed: 'Y', findings: [seen('passed')] })
    const same = await verify({ page, frames: await clip(200) })
    expect(same).toEqual({ Passed: 'Y', findings: [seen('passed')], riskFlags: ['page-seen-before'] })
    const again = await verify({ page, quality: 40, frames: await clip(300) })
    expect(again).toEqual(same)
    expect(await verify({ page: drawing(2), frames: await clip(400) })).toEqual(first)
  })

  it('does not pass where it is the same clip, and is told of where that was compressed anew', async () => {
    await verify({ page: drawing(3), frames: await clip(500) })
    const same = await verify({ page: drawing(4), frames: await clip(500) })
    expect(same).toMatchObject({ Passed: 'N', SubCode: '205', findings: [seen('failed', ['clip-seen-before'])] })
    const again = await verify({ page: drawing(5), frames: await clip(500, 40) })
    expect(again).toEqual({ Passed: 'Y', findings: [seen('passed')], riskFlags: ['face-seen-before'] })
  })

  it('is recognised no more once the verification that it came with is deleted', async () => {
    const [page, frames] = [drawing(6), await clip(600)]
    const id = await verified({ page, frames })
    expect((await test.call('DeleteVerifyResult', { TransactionId: id, DeleteType: 'All' })).body.Code).toBe('200')
    expect(await verify({ page, frames })).toEqual({ Passed: 'Y', findings: [seen('passed')] })
  })

  it('goes to a person, or passes with its clip, where the tenant has it so', async () => {
    const [page, frames] = [drawing(7), await clip(700)]
    await verify({ page, frames })
    await setPolicy({ clipMayRepeat: 1 })
    expect(await verify({ page, frames })).toMatchObject({
      Passed: 'Y',
      riskFlags: ['page-seen-before', 'face-seen-before', 'clip-seen-before'],
    })
    await setPolicy({ likenessIsReviewed: 1 })
    expect(await verify({ page, frames })).toMatchObject({ Passed: 'N', SubCode: '213', EkycResult: 'Pending' })
    await setPolicy({ clipMayRepeat: 0, likenessIsReviewed: 0 })
  })
})

describe('what sightings mean', () => {
  const sighting = (item: string, transactionId: string, sharedDigests = 0) => ({
    ...{ item, transactionId, sharedDigests, sharedBands: 16 },
  })

  it('is nothing where one frame is shared, as two cameras that show nothing share it', () => {
    expect(judgeSightings([sighting('clip', 'a', 1)], DEFAULT_POLICY)).toMatchObject({
      outcome: 'passed',
      measures: {},
    })
  })

  it('is a face seen before only where two frames are like those of one verification', () => {
    const apart = [sighting('frame-0', 'a'), sighting('frame-1', 'b')]
    expect(judgeSightings(apart, DEFAULT_POLICY).measures).toEqual({})
    const together = [sighting('frame-0', 'a'), sighting('frame-2', 'a')]
    expect(judgeSightings(together, DEFAULT_POLICY).measures).toEqual({ facesSeenBefore: 2 })
  })
})

interface Capture {
  readonly page: ReturnType<typeof drawing>
  readonly quality?: number
  readonly frames: readonly Uint8Array[]
}

const seen = (outcome: string, reasons: readonly string[] = []) => ({ check: 'seen-before', outcome, reasons })

/** What CheckResult tells, without what the fake judge found. */
async function verify(capture: Capture) {
  const TransactionId = await verified(capture)
  const { body } = await test.call('CheckResult', { TransactionId, MerchantBizId: ORDER.MerchantBizId })
  const { Passed, SubCode, EkycResult, ExtInfo = '{}' } = body.Result ?? {}
  const { findings, riskFlags } = JSON.parse(ExtInfo)
  return {
    Passed,
    ...(Passed === 'Y' ? {} : { SubCode, EkycResult }),
    findings: findings.filter(({ check }: { check: string }) => check === 'seen-before'),
    ...(riskFlags === undefined ? {} : { riskFlags }),
  }
}

async function verified({ page, quality = 92, frames }: Capture): Promise<string> {
  const { body } = await test.call('Initialize', ORDER)
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(test.url, id)
  await browser.open()
  await browser.submit(await browser.begin('document-01'), pageMaterial(await pictures.encodeJpeg(page, quality)))
  const face = await browser.begin('face')
  test.advance(10_000)
  await browser.submit(face, clipMaterial(face, frames))
  for (;;) {
    const { body: session } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (session.state !== 'judging') return id
  }
}

async function setPolicy(policy: Readonly<Record<string, number>>): Promise<void> {
  const log = createLog('silent', { write: () => undefined })
  const { config } = readConfig({}, { dataDir: test.dataDir })
  const [tenant] = (await administer(config, { command: 'tenants.list', args: {} }, log)) as { id: string }[]
  await administer(config, { command: 'tenants.set', args: { id: tenant?.id, policy } }, log)
}

function clipMaterial({ challenge }: AttemptView, frames: readonly Uint8Array[]): Uint8Array {
  if (challenge === undefined) throw new Error('no challenge')
  const atMs = frames.map((_, index) => Math.round((index * challenge.totalMs) / (frames.length - 1)))
  const sizes = frames.map(({ length }) => length)
  return packMaterial({ kind: 'face', challengeId: challenge.id, sizes, atMs }, frames)
}

/** Thirty frames of one scene in which something moves. */
function clip(seed: number, quality = 85): Promise<readonly Uint8Array[]> {
  return Promise.all(
    Array.from({ length: 30 }, (_, index) => pictures.encodeJpeg(drawing(seed, 360, 480, index), quality)),
  )
}

const PATCHES = 40

/** Patches that another seed puts elsewhere; `moved` shifts one of them. */
function drawing(seed: number, width = 640, height = 480, moved = 0) {
  const data = new Uint8Array(3 * width * height).fill(120)
  for (let patch = 0; patch < PATCHES; patch += 1) {
    const [x = 0, y = 0, wide = 0, high = 0, grey = 0] = createHash('sha256').update(`${seed} ${patch}`).digest()
    const left = Math.floor((x / 256) * width) + (patch === PATCHES - 1 ? moved : 0)
    const right = Math.min(width, left + 20 + wide)
    const top = Math.floor((y / 256) * height)
    for (let row = top; row < Math.min(height, top + 20 + high); row += 1)
      data.fill(grey, 3 * (row * width + Math.min(left, right)), 3 * (row * width + right))
  }
  return { width, height, data }
}

async function mediaOf(evidence: Parameters<typeof lookAtMedia>[0]) {
  const decode = (bytes: Uint8Array) => pictures.decode(bytes)
  const pages = await Promise.all(
    evidence.pages.map(async ({ page, bytes }) => ({ page, picture: await decode(bytes) })),
  )
  const frames = await Promise.all(
    (evidence.face?.frames ?? []).map(async ({ bytes, atMs }) => ({ picture: await decode(bytes), atMs })),
  )
  const { judgedOn } = evidence
  const face = evidence.face === undefined ? {} : { face: { challenge: evidence.face.challenge, frames } }
  return lookAtMedia(evidence, { pages, ...face, judgedOn })
}
