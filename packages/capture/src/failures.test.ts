import { SDK_CODES } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { FAILURE_NAMES, FAILURES, resultOf } from './failures.ts'

describe('the failures', () => {
  it('name only details that the table of client codes has', () => {
    const unknown = FAILURE_NAMES.filter((name) => {
      const { code, sub } = FAILURES[name]
      return sub < 1 || sub > Math.max(1, SDK_CODES[code].details.length)
    })
    expect(unknown).toEqual([])
  })

  it('give the callback the code, the sub-code of the web and a message', () => {
    expect(resultOf('passed')).toMatchObject({ code: 1000, subCode: 'W1000_1' })
    expect(resultOf('not-passed')).toMatchObject({ code: 1001, subCode: 'W1001_1' })
    expect(resultOf('network')).toEqual({
      code: 1005,
      subCode: 'W1005_2',
      message: 'the connection was lost',
      reason: 'network',
    })
  })
})
