import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCustody } from './custody.ts'
import { lendTemporaryKey, openTemporaryKey, TemporaryKeyRefused } from './temporary-keys.ts'

const { installation } = createCustody(randomBytes(32))
const NOON = new Date('2026-06-01T12:00:00Z')
const grant = { tenantId: 'acme', accessKeyId: 'BFK1', validUntil: new Date(NOON.getTime() + 60_000) }
const lent = lendTemporaryKey({ ...grant, use: 'objects', prefix: 'a/' }, installation)

const open = (accessKeyId: string, token: string, now = NOON, vault = installation) =>
  openTemporaryKey({ accessKeyId, token, now }, vault)
const refusal = (action: () => unknown) => {
  try {
    action()
  } catch (error) {
    if (error instanceof TemporaryKeyRefused) return error.code
    throw error
  }
  return 'none'
}

describe('a temporary key', () => {
  it('carries what it was lent for, and every process of the installation knows its secret', () => {
    const opened = open(lent.AccessKeyId, lent.SecurityToken)
    expect(opened).toEqual({ grant: { ...grant, use: 'objects', prefix: 'a/' }, secret: lent.AccessKeySecret })
  })

  it('shows nothing of it', () => {
    const seen = JSON.stringify(lent) + Buffer.from(lent.SecurityToken, 'base64url').toString('latin1')
    for (const hidden of ['acme', 'BFK1', 'prefix']) expect(seen).not.toContain(hidden)
  })

  it('ends with its last moment, and belongs to its id and to this installation', () => {
    expect(refusal(() => open(lent.AccessKeyId, lent.SecurityToken, new Date(grant.validUntil.getTime() - 1)))).toBe(
      'none',
    )
    expect(refusal(() => open(lent.AccessKeyId, lent.SecurityToken, grant.validUntil))).toBe('expired')
    const other = lendTemporaryKey({ ...grant, use: 'calls' }, installation)
    expect(refusal(() => open(other.AccessKeyId, lent.SecurityToken))).toBe('mismatch')
    const stranger = createCustody(randomBytes(32)).installation
    expect(refusal(() => open(lent.AccessKeyId, lent.SecurityToken, NOON, stranger))).toBe('malformed')
  })

  it('is refused by its own error, whatever the token is', () => {
    const changed = fc
      .tuple(fc.nat({ max: lent.SecurityToken.length - 2 }), fc.constantFrom('A', 'z', '-', ''))
      .map(([at, letter]) => lent.SecurityToken.slice(0, at) + letter + lent.SecurityToken.slice(at + 1))
      .filter((token) => token !== lent.SecurityToken)
    fc.assert(
      fc.property(fc.oneof(changed, fc.string({ maxLength: 5000 })), (token) => {
        expect(refusal(() => open(lent.AccessKeyId, token))).toBe('malformed')
      }),
    )
  })
})
