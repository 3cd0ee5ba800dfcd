import { ApiError } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { asApiError, errorAnswer } from './answers.ts'

describe('errors of the API', () => {
  it('are 503 with the time to wait, in both headers, for what passes by itself', () => {
    for (const code of [
      'ECONNREFUSED',
      'ENOSPC',
      '57P01',
      '53300',
      '08006',
      'database-unavailable',
      'blobs-unavailable',
    ]) {
      const error = asApiError(Object.assign(new Error('internal text'), { code }))
      const answer = errorAnswer(error, 'ID', 'idv.example.com')
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1', 'x-acs-retry-after': '1000' } })
      expect(JSON.stringify(answer.body)).not.toContain('internal text')
    }
  })

  it('are InternalError for everything else, and themselves where they are one', () => {
    expect(asApiError(new TypeError('x is undefined')).code).toBe('InternalError')
    expect(asApiError('thrown text').code).toBe('InternalError')
    const own = new ApiError('MissingParameter')
    expect(asApiError(own)).toBe(own)
  })

  it('repeat the host of the request only where it is a plain host', () => {
    const hostOf = (host: string | undefined) => errorAnswer(new ApiError('InternalError'), 'ID', host).body['HostId']
    expect([hostOf('idv.example.com:7200'), hostOf('<script>'), hostOf(undefined)]).toEqual([
      'idv.example.com:7200',
      'bonafide',
      'bonafide',
    ])
  })
})
