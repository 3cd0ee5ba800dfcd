import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayLoad, originOf, readTarget } from './addresses.ts'
import { readMessage } from './read-message.ts'
import { readReturn } from './read-return.ts'

const SERVICE = 'https://verify.example'
const ID = 'a1b2c3d4e5f60718'

describe('the address of the page', () => {
  it('is made from a TransactionId and the installed service', () => {
    expect(readTarget(ID, { serviceUrl: `${SERVICE}/`, language: 'es', protocol: 'x/y' })).toEqual({
      origin: SERVICE,
      transactionId: ID,
      address: `${SERVICE}/v/${ID}#p=x%2Fy&lang=es`,
    })
  })

  it('keeps the fragment of a TransactionUrl', () => {
    expect(readTarget(`${SERVICE}/v/${ID}#p=abc`, { serviceUrl: SERVICE })?.address).toBe(`${SERVICE}/v/${ID}#p=abc`)
  })

  it.each([
    `https://elsewhere.example/v/${ID}`,
    `${SERVICE}.elsewhere.example/v/${ID}`,
    `${SERVICE}/other`,
    'javascript:alert(1)',
    '../../etc',
    '',
  ])('is not made from %j', (text) => {
    expect(readTarget(text, { serviceUrl: SERVICE })).toBeUndefined()
  })

  it('has an origin only where nothing can hide another host in it', () => {
    expect(originOf('https://verify.example:8443/v/1')).toBe('https://verify.example:8443')
    for (const text of [
      'https://verify.example@elsewhere.example/',
      'https://verify.example\\.elsewhere.example/',
      'data:text/html,x',
      'file:///v/1',
      ' https://verify.example/',
    ]) {
      expect(originOf(text), text).toBeUndefined()
    }
  })

  it('is the only one that may be loaded, beside empty frames', () => {
    expect(mayLoad(`${SERVICE}/v/${ID}`, SERVICE)).toBe(true)
    expect(mayLoad('about:blank', SERVICE)).toBe(true)
    expect(mayLoad('https://verify.example.evil/', SERVICE)).toBe(false)
    expect(mayLoad('com.shop.app://done', SERVICE)).toBe(false)
  })
})

describe('a message of the page', () => {
  const expected = { transactionId: ID, isPage: (url: string) => originOf(url) === SERVICE }
  const url = `${SERVICE}/v/${ID}`
  const whole = { source: 'bonafide', transactionId: ID, code: 1000, subCode: 'W1000_1', message: 'finished, passed' }
  const read = (message: unknown, from = url) => readMessage({ data: JSON.stringify(message), url: from }, expected)

  it('is heard when it is whole and of this transaction', () => {
    const device = { deviceToken: 'token', threatTags: ['CookieDisabled'], returnUrl: 'com.shop.app://done' }
    expect(read({ ...whole, ...device, extra: 1 })).toEqual({
      kind: 'end',
      response: { code: 1000, subCode: 'W1000_1', message: 'finished, passed', transactionId: ID, ...device },
    })
    expect(read({ source: 'bonafide', event: 'ready', transactionId: ID })).toEqual({ kind: 'ready' })
  })

  it.each<[string, unknown, string?]>([
    ['another page', whole, 'https://elsewhere.example/'],
    ['a page without an origin', whole, 'about:blank'],
    ['another transaction', { ...whole, transactionId: 'other000' }],
    ['somebody else', { ...whole, source: 'analytics' }],
    ['another event', { ...whole, event: 'camera' }],
    ['a code that is none', { ...whole, code: '1000' }],
    ['more than any message has', { ...whole, message: 'x'.repeat(20_000) }],
  ])('is not heard from or with %s', (_what, message, from) => {
    expect(read(message, from)).toBeUndefined()
  })

  it('is read or not, whatever it is', () => {
    const anything = fc.oneof(fc.json(), fc.string())
    fc.assert(fc.property(anything, (data) => readMessage({ data, url }, expected) === undefined))
    expect(readMessage({ data: 'null', url }, expected)).toBeUndefined()
  })
})

describe('the address that an app is opened with', () => {
  const RETURN = 'com.shop.app://done?order=7'

  it('carries how the check in the browser ended', () => {
    const address = `com.shop.app://done?order=7&response=%7B%7D&code=1001&subCode=W1001_1&transactionId=${ID}#top`
    expect(readReturn(address, RETURN)).toEqual({ code: 1001, subCode: 'W1001_1', transactionId: ID })
  })

  it.each([
    `com.other.app://done?code=1000&subCode=W1000_1&transactionId=${ID}`,
    'com.shop.app://done?code=1000&subCode=W1000_1',
    `com.shop.app://done?code=x&subCode=W1000_1&transactionId=${ID}`,
    'com.shop.app://done?%E0%A4%A',
    'com.shop.app://done',
  ])('says nothing in %j', (address) => {
    expect(readReturn(address, RETURN)).toBeUndefined()
  })
})
