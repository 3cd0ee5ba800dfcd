import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReceiptSigner, isSignedReceipt, readReceipt, writeReceipt } from './receipts.ts'

const signer = createReceiptSigner(new Uint8Array(randomBytes(32)))
const statement = fc.record({
  transactionId: fc.stringMatching(/^[a-z2-7]{1,64}$/),
  kind: fc.constantFrom('All' as const, 'Img' as const, 'Text' as const),
  reason: fc.constantFrom('asked' as const, 'retention' as const),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
})

describe('a receipt', () => {
  it('is read back as it was signed, and checked with the public key alone', () => {
    fc.assert(
      fc.property(statement, (deletion) => {
        const signed = { ...deletion, signature: signer.sign(deletion) }
        const read = readReceipt(writeReceipt(signed))
        expect(read).toEqual(signed)
        expect(isSignedReceipt(read, signer.publicKey)).toBe(true)
      }),
    )
  })

  it('is refused when anything of it was changed, or another installation signed it', () => {
    const other = createReceiptSigner(new Uint8Array(randomBytes(32)))
    fc.assert(
      fc.property(statement, statement, (deletion, another) => {
        fc.pre(JSON.stringify(deletion) !== JSON.stringify(another))
        const signature = signer.sign(deletion)
        expect(isSignedReceipt({ ...another, signature }, signer.publicKey)).toBe(false)
        expect(isSignedReceipt({ ...deletion, signature }, other.publicKey)).toBe(false)
      }),
    )
  })

  it('is refused by its own error, whatever text it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => readReceipt(text)).toThrow(expect.objectContaining({ code: 'receipt-invalid' }))
      }),
    )
  })
})
