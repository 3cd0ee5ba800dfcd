import { describe, expect, it } from 'vitest'
import { ApiError, errorEnvelope } from './api-error.ts'
import { API_ERRORS } from './api-errors.ts'
import { leadingResultCode, RESULT_CODES, RESULT_PRIORITY } from './result-codes.ts'
import { isFinishedCode, SDK_CODES, sdkSubCode } from './sdk-codes.ts'

describe('the errors of the API', () => {
  it('have a 4xx or 5xx status and a message, and only ours are 5xx', () => {
    for (const [code, entry] of Object.entries(API_ERRORS)) {
      expect(entry.status >= 500, code).toBe(entry.fault === 'service')
      expect(entry.status, code).toBeGreaterThanOrEqual(400)
      expect(entry.message, code).toMatch(/\.$/)
    }
  })

  it('become the envelope that the clients read', () => {
    const error = new ApiError('InvalidParameter', { parameter: 'DocType', detail: 'More.' })
    expect(errorEnvelope(error, 'ID', 'host')).toEqual({
      RequestId: 'ID',
      HostId: 'host',
      Code: 'InvalidParameter',
      Message: 'A parameter is not valid. Parameter: DocType. More.',
    })
    expect(error.status).toBe(400)
  })

  it('keep their cause', () => {
    const cause = new Error('inner')
    expect(new ApiError('InternalError', { cause }).cause).toBe(cause)
  })
})

describe('the result codes', () => {
  it('have one place each in the order of priority, except for passed', () => {
    expect([...RESULT_PRIORITY].sort()).toEqual(
      Object.keys(RESULT_CODES)
        .filter((code) => code !== '200')
        .sort(),
    )
  })

  it('lead in the order of the specification', () => {
    const specified = ['217', '213', '205', '207', '204', '214', '216', '211', '208', '201']
    expect(RESULT_PRIORITY.filter((code) => specified.includes(code))).toEqual(specified)
    expect(leadingResultCode(['214', '207', '216'])).toBe('207')
    expect(leadingResultCode([])).toBe('200')
  })
})

describe('the codes of the SDK', () => {
  it('end a flow only with 1000 and 1001', () => {
    expect(Object.keys(SDK_CODES).map(Number).filter(isFinishedCode)).toEqual([1000, 1001])
  })

  it('have sub-codes of platform, code and number', () => {
    expect(sdkSubCode('W', 1004, 2)).toBe('W1004_2')
    expect(sdkSubCode('A', 1000)).toBe('A1000_1')
  })
})
