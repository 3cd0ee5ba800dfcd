import type { SessionView } from '@bonafide/protocol'
import { ORDER, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial } from './test-browser.ts'

interface Person {
  readonly merchantUserId?: string
  readonly frame?: Uint8Array
}

/** Takes a person through the whole of a verification, to its decision; answers the TransactionId. */
export async function verifyPerson(
  test: TestService,
  { merchantUserId = ORDER.MerchantUserId, frame = jpegOf(480, 640) }: Person = {},
): Promise<string> {
  const { body } = await test.call('Initialize', { ...ORDER, MerchantUserId: merchantUserId })
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(test.url, id)
  await browser.open()
  await browser.submit(await browser.begin('document-01'), pageMaterial(jpegOf(1200, 850)))
  const face = await browser.begin('face')
  test.advance(10_000)
  await browser.submit(face, faceMaterial(face, frame))
  for (;;) {
    const { body: view } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (view.state !== 'judging') return id
  }
}
