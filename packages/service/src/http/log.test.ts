import { describe, expect, it } from 'vitest'
import { errorFields } from './log.ts'

describe('an error in the log', () => {
  it('says where it came from', () => {
    expect(errorFields(new TypeError('what'))).toMatchObject({
      code: 'TypeError',
      at: expect.stringMatching(/^at .*log\.test/),
    })
  })

  it('never carries its message, whatever that looks like', () => {
    const error = new Error('value "ERIKSSON\n    at ANNA MARIA (L898902C3)" is too long')
    expect(errorFields(error).at).not.toMatch(/ANNA|ERIKSSON|L898902C3/)
    const renamed = new Error('one\n    at ANNA MARIA')
    expect(renamed.stack).toContain('ANNA')
    renamed.message = 'two'
    expect(errorFields(renamed).at).toBe('')
  })
})
