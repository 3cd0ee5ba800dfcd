import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSED } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial } from './test-browser.ts'

/** Planted where personal data goes; none of them may be found anywhere afterwards. */
const MARKERS = {
  surname: 'ZZSURNAMEMARKER',
  number: 'ZZNUMBERMARKER',
  page: 'zz-page-marker-zz',
  frame: 'zz-frame-marker-zz',
  userId: 'zz-user-marker',
  token: 'zz-token-marker',
  callback: 'zz-callback-marker',
  returnUrl: 'zz-return-marker',
  note: 'zz-note-marker',
} as const

let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

describe('custody', () => {
  it('leaves no planted marker in the data folder or the logs, whatever is asked and answered', async () => {
    test.judge.decide = () => ({
      ...PASSED,
      document: { type: 'GLB03002', fields: { surname: MARKERS.surname, documentNumber: MARKERS.number } },
    })
    const id = await verify()
    await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' })
    await test.call('CheckResult', { TransactionId: MARKERS.userId, MerchantBizId: MARKERS.number })
    await fetch(`${test.url}/${MARKERS.userId}?name=${MARKERS.surname}`)
    test.judge.decide = () => {
      throw new Error(MARKERS.surname)
    }
    await verify()
    await test.service.close()

    const files = await readTree(test.dataDir)
    expect(files.length).toBeGreaterThan(20)
    const logs = Buffer.from(test.logged.join(''))
    expect(logs.toString()).toContain('"event":"concluded"')
    for (const marker of Object.values(MARKERS)) {
      for (const form of formsOf(marker)) {
        const hits = files.filter(({ bytes }) => bytes.includes(form)).map(({ path }) => path)
        expect({ marker, hits }).toEqual({ marker, hits: [] })
        expect({ marker, logged: logs.includes(form) }).toEqual({ marker, logged: false })
      }
    }
  }, 120_000)

  it('finds a marker that is there, so that finding none means something', async () => {
    const files = await readTree(test.dataDir)
    const bizId = Buffer.from(ORDER.MerchantBizId)
    expect(files.some(({ bytes }) => bytes.includes(bizId))).toBe(true)
  })
})

async function verify(): Promise<string> {
  const { body } = await test.call('Initialize', {
    ...ORDER,
    MerchantUserId: MARKERS.userId,
    CallbackUrl: `http://127.0.0.1:1/${MARKERS.callback}`,
    CallbackToken: MARKERS.token,
    ReturnUrl: `https://merchant.example/${MARKERS.returnUrl}`,
  })
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(test.url, id)
  await browser.open()
  const page = await browser.begin('document-01')
  await browser.submit(page, pageMaterial(jpegOf(1200, 850, MARKERS.page)))
  const face = await browser.begin('face')
  test.advance(10_000)
  await browser.submit(face, faceMaterial(face, jpegOf(480, 640, MARKERS.frame)))
  for (;;) {
    const { body: view } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (view.state !== 'judging') return id
  }
}

/** As it is, and as it would look in Base64 at each of the three offsets, in hex, and in UTF-16. */
function formsOf(marker: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(marker)]).toString('base64')
    return Buffer.from(text.slice(Math.ceil((offset * 4) / 3), -4))
  })
  const hex = Buffer.from(Buffer.from(marker).toString('hex'))
  return [Buffer.from(marker), ...base64, hex, Buffer.from(marker, 'utf16le')]
}

async function readTree(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name)
      return { path, bytes: await readFile(path) }
    }),
  )
}
