import { describe, expect, it } from 'vitest'
import { refuseOverload } from './refuse-overload.ts'

const settings = { mostWaitSeconds: 120 }
const backlog = {
  of: (tenantId: string) =>
    tenantId === 'busy' ? { tenantId, waiting: 500, oldestMs: 150_000 } : { tenantId, waiting: 3, oldestMs: 120_000 },
}
const call = (action: string, id: string) => () => refuseOverload({ action, tenant: { id } }, { backlog, settings })

describe('a tenant whose verifications wait too long', () => {
  it('begins no new ones and is told when to come back', () => {
    expect(call('Initialize', 'busy')).toThrow(
      expect.objectContaining({ code: 'ServiceUnavailable', retryAfterMs: 60_000 }),
    )
    expect(call('InitializeV2', 'busy')).toThrow(expect.objectContaining({ code: 'ServiceUnavailable' }))
  })

  it('can ask for results, and others are not held up by it', () => {
    expect(call('CheckResult', 'busy')).not.toThrow()
    expect(call('Initialize', 'quiet')).not.toThrow()
  })
})
