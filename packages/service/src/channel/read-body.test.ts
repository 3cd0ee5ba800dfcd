import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../flow/refusal.ts'
import {
  readAttemptRequest,
  readDeviceReport,
  readLeaveRequest,
  readOpenRequest,
  readRetakeRequest,
  readSubmitRequest,
} from './read-body.ts'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

describe('bodies of the channel', () => {
  it('lose whatever the protocol does not know, results above all', () => {
    const claims = { passed: 'Y', subCode: '200', score: 100, threshold: 0, result: { code: 1000 } }
    expect(readAttemptRequest(bytesOf({ step: 'face', ...claims }))).toEqual({ step: 'face' })
    const submit = { pieces: 1, size: 10, sha256: 'a'.repeat(64) }
    expect(readSubmitRequest(bytesOf({ ...submit, ...claims }))).toEqual(submit)
  })

  it('are read or refused, and nothing else', () => {
    const anything = fc.oneof(
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 100 }),
    )
    fc.assert(
      fc.property(anything, (bytes) => {
        for (const read of [
          readOpenRequest,
          readAttemptRequest,
          readDeviceReport,
          readSubmitRequest,
          readRetakeRequest,
          readLeaveRequest,
        ]) {
          try {
            expect(read(bytes)).toBeTypeOf('object')
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal)
          }
        }
      }),
    )
  })
})
