import { describe, expect, it } from 'vitest'
import { isReturnAddressAllowed } from './return-address.ts'

function allows(address: string, returnAddresses: readonly string[], mode: 'test' | 'live' = 'live'): boolean {
  const settings = { iframeParents: [], returnAddresses, policy: {}, retentionDays: 30 }
  return isReturnAddressAllowed(address, { mode, settings })
}

describe('isReturnAddressAllowed', () => {
  it('lets only addresses below those of the tenant in', () => {
    const own = ['https://bank.example/kyc/', 'bankapp://kyc']
    expect(allows('https://bank.example/kyc/done?x=1', own)).toBe(true)
    expect(allows('bankapp://kyc/done', own)).toBe(true)
    for (const address of [
      'https://bank.example.evil/kyc/',
      'https://bank.example@evil/kyc/',
      'http://bank.example/kyc/',
      'https://bank.example/kyc/../admin',
      'https://bank.example:444/kyc/',
      'bankapp://kyc.evil',
    ]) {
      expect(allows(address, own), address).toBe(false)
    }
  })

  it('lets any https address in when the tenant names none', () => {
    expect(allows('https://anywhere.example/', [])).toBe(true)
    expect(allows('http://anywhere.example/', [])).toBe(false)
    expect(allows('bankapp://kyc', [])).toBe(false)
  })

  it('lets a page on this machine in for tenants in test mode only', () => {
    expect(allows('http://127.0.0.1:7300/back', [], 'test')).toBe(true)
    expect(allows('http://127.0.0.1:7300/back', [], 'live')).toBe(false)
    expect(allows('http://127.0.0.1.evil.example/', [], 'test')).toBe(false)
  })
})
