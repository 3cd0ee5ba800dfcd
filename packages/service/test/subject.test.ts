import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { verifyPerson } from './verify-person.ts'

const log = createLog('silent', { write: () => undefined })
let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

interface Exported {
  readonly verifications: readonly {
    readonly transactionId: string
    readonly parameters: object
    readonly pictures?: Readonly<Record<string, string>>
    readonly captured?: { readonly pages: readonly unknown[]; readonly frames: readonly { readonly picture: string }[] }
  }[]
  readonly faces: readonly unknown[]
}

const exported = (merchantUserId: string, tenant = 'default') =>
  administer(
    readConfig({}, { dataDir: test.dataDir }).config,
    { command: 'subject.export', args: { tenant, merchantUserId } },
    log,
  ) as Promise<Exported>

describe('what is exported of a person', () => {
  it('is what was told, captured, read and decided, of this person alone', async () => {
    const frame = jpegOf(480, 640, 'anna')
    const id = await verifyPerson(test, { merchantUserId: 'anna', frame })
    await verifyPerson(test, { merchantUserId: 'berta', frame: jpegOf(480, 640, 'berta') })
    const { verifications } = await exported('anna')
    expect(verifications).toMatchObject([
      {
        transactionId: id,
        verdict: { passed: true },
        parameters: { MerchantUserId: 'anna' },
        decision: { document: { fields: { surname: 'ERIKSSON' } } },
        captured: { pages: [{ page: '01' }] },
      },
    ])
    expect(Object.keys(verifications[0]?.pictures ?? {}).sort()).toEqual(['face', 'page-01', 'portrait'])
    expect(verifications[0]?.captured?.frames).toHaveLength(40)
    expect(verifications[0]?.captured?.frames[0]?.picture).toBe(Buffer.from(frame).toString('base64'))
    expect(JSON.stringify(verifications)).not.toContain('berta')
    expect(await test.service.store.auditOf(id)).toContainEqual(expect.objectContaining({ event: 'exported' }))
    expect(test.logged.join('')).not.toContain('anna')
  })

  it('is without pictures that were deleted, and nothing of one that is gone', async () => {
    const [withoutPictures, gone] = [
      await verifyPerson(test, { merchantUserId: 'carla' }),
      await verifyPerson(test, { merchantUserId: 'carla' }),
    ]
    await test.call('DeleteVerifyResult', { TransactionId: withoutPictures, DeleteType: 'Img' })
    await test.call('DeleteVerifyResult', { TransactionId: gone })
    const { verifications } = await exported('carla')
    expect(verifications.map(({ transactionId }) => transactionId)).toEqual([withoutPictures])
    expect(verifications[0]?.pictures).toBeUndefined()
    expect(verifications[0]?.captured).toBeUndefined()
  })

  it('is empty for somebody unknown, and refused for an unknown tenant', async () => {
    expect(await exported('nobody')).toMatchObject({ verifications: [], faces: [] })
    await expect(exported('anna', 'other')).rejects.toMatchObject({ code: 'admin-refused' })
  })
})
