import { describe, expect, it } from 'vitest'
import { callbackAddress } from './callback-for.ts'

const verdict = { passed: true, subCode: '200', ekycResult: 'Success' } as const
const address = (url: string, token?: string) => callbackAddress(url, { transactionId: 't1', verdict, token })

describe('callbackAddress', () => {
  it('appends token, id, verdict and code in the order of the documented example', () => {
    expect(address('https://m.example/back', 'a b&c')).toBe(
      'https://m.example/back?callbackToken=a%20b%26c&transactionId=t1&passed=Y&subCode=200',
    )
  })

  it('keeps the query that is there, and says nothing of a token that was not given', () => {
    const ours = 'transactionId=t1&passed=Y&subCode=200'
    expect(address('https://m.example/back?x=1')).toBe(`https://m.example/back?x=1&${ours}`)
    expect(address('https://m.example/back?')).toBe(`https://m.example/back?${ours}`)
    expect(address('https://m.example?x=1&')).toBe(`https://m.example?x=1&${ours}`)
  })
})
