import { readFileSync } from 'node:fs'
import { resultOf } from '@bonafide/capture'
import { describe, expect, it } from 'vitest'
import { SDK_VERSION } from '../version.ts'
import { hostedPageUrl, readTarget } from './address.ts'
import { readHostedMessage } from './messages.ts'
import { osVersionOf } from './meta-info.ts'
import { returnAddress } from './return-address.ts'

describe('readTarget', () => {
  const id = 'a1b2c3d4e5f60718'

  it('reads a TransactionUrl with the Protocol in its fragment', () => {
    const target = { serviceOrigin: 'https://v.example', transactionId: id, protocol: 'x/y+z' }
    expect(readTarget(`https://v.example/v/${id}#p=${encodeURIComponent('x/y+z')}`, {})).toEqual(target)
    expect(hostedPageUrl(target, { lang: 'es' })).toBe(`https://v.example/v/${id}#p=x%2Fy%2Bz&lang=es`)
  })

  it('reads a bare TransactionId where the service is known', () => {
    expect(readTarget(id, { serviceUrl: 'https://v.example/any' })).toEqual({
      serviceOrigin: 'https://v.example',
      transactionId: id,
    })
    expect(readTarget(id, {})).toBeUndefined()
  })

  it.each([
    '',
    '../etc',
    'javascript:alert(1)',
    'https://v.example/other',
    'https://v.example/v/a%2Fb',
    'a b c d e f g h',
  ])('refuses %j', (text) => {
    expect(readTarget(text, { serviceUrl: 'https://v.example' })).toBeUndefined()
  })
})

describe('returnAddress', () => {
  it('appends the result as JSON and flat, and keeps what was there', () => {
    const url = new URL(returnAddress('https://shop.example/back?order=1#top', 'tx', resultOf('passed')) ?? '')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      order: '1',
      response: '{"code":1000,"subCode":"W1000_1","transactionId":"tx"}',
      code: '1000',
      subCode: 'W1000_1',
      transactionId: 'tx',
    })
    expect(url.hash).toBe('#top')
  })

  it('allows the scheme of an app', () => {
    expect(returnAddress('com.shop.app://done', 'tx', resultOf('passed'))).toMatch(
      /^com\.shop\.app:\/\/done\?response=/,
    )
  })

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'nonsense',
  ])('refuses %j', (text) => {
    expect(returnAddress(text, 'tx', resultOf('passed'))).toBeUndefined()
  })
})

describe('readHostedMessage', () => {
  it('takes only whole messages for this transaction', () => {
    const whole = { source: 'bonafide', transactionId: 'tx', code: 1000, subCode: 'W1000_1', message: 'm' }
    expect(readHostedMessage(whole, 'tx')).toEqual(whole)
    expect(readHostedMessage({ source: 'bonafide', event: 'ready', transactionId: 'tx' }, 'tx')).toMatchObject({
      event: 'ready',
    })
    const strangers = [
      null,
      'x',
      {},
      { ...whole, source: 'other' },
      { ...whole, transactionId: 'ty' },
      { ...whole, code: '1000' },
    ]
    expect(strangers.map((data) => readHostedMessage(data, 'tx'))).toEqual(strangers.map(() => undefined))
  })
})

describe('osVersionOf', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/120', '14'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X)', '17.4.1'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', '10.15.7'],
    ['Mozilla/5.0 (X11; Linux x86_64)', ''],
  ])('reads %s', (userAgent, version) => {
    expect(osVersionOf(userAgent)).toBe(version)
  })
})

describe('the version', () => {
  it('is that of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(SDK_VERSION).toBe(version)
  })
})
