import { describe, expect, it } from 'vitest'
import { callLimit } from './admit-call.ts'

const limitOf = (action: string, product?: string, limits: Record<string, number> = {}, standard?: 'none') =>
  callLimit({ action, product, tenant: tenantWith(limits) }, standard ?? 'documented')

function tenantWith(limits: Record<string, number>) {
  return {
    id: 'acme',
    name: 'Acme',
    mode: 'live' as const,
    settings: { iframeParents: [], returnAddresses: [], policy: {}, retentionDays: 30, limits },
    wrappedKey: new Uint8Array(),
    sealedCallbackSecrets: [],
    createdAt: new Date(0),
  }
}

describe('the limit of a call', () => {
  it('is the documented one of its product, counted for each product by itself', () => {
    expect(limitOf('Initialize', 'eKYC_PRO')).toEqual({ perSecond: 5, product: 'eKYC_PRO' })
    expect(limitOf('Initialize', 'FACE_LIVENESS')).toEqual({ perSecond: 50, product: 'FACE_LIVENESS' })
    expect(limitOf('AddFaceRecord', 'FACE_ENROLL')).toEqual({ perSecond: 50, product: '' })
  })

  it('is absent where nothing is documented, and where the operator wants none', () => {
    expect(limitOf('CheckResult')).toBeUndefined()
    expect(limitOf('Initialize', 'toString')).toBeUndefined()
    expect(limitOf('Initialize', 'eKYC_PRO', {}, 'none')).toBeUndefined()
  })

  it('is that of the tenant where it has one, the more exact first', () => {
    const own = { '*': 3, eKYC_PRO: 20, 'Initialize/eKYC_PRO': 8, FACE_LIVENESS: 0 }
    expect(limitOf('Initialize', 'eKYC_PRO', own)?.perSecond).toBe(8)
    expect(limitOf('DocOcr', 'eKYC_PRO', own, 'none')?.perSecond).toBe(20)
    expect(limitOf('Initialize', 'FACE_LIVENESS', own)).toBeUndefined()
  })

  it('for everything counts products that nobody limits together, so that inventing names gains nothing', () => {
    const own = { '*': 3 }
    expect(limitOf('CheckResult', undefined, own)).toEqual({ perSecond: 3, product: '' })
    expect(limitOf('Initialize', 'invented-1', own)).toEqual(limitOf('Initialize', 'invented-2', own))
  })
})
