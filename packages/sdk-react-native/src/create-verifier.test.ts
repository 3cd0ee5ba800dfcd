import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { createVerifier } from './create-verifier.ts'
import { metaInfoOf, SDK_VERSION } from './meta-info.ts'
import { pageProps } from './page-props.ts'

const ID = 'a1b2c3d4e5f60718'

function installed() {
  const verifier = createVerifier()
  verifier.install({ serviceUrl: 'https://verify.example' })
  const changed = vi.fn()
  const leave = verifier.listen(changed)
  return { verifier, changed, leave }
}

describe('the verifier of an app', () => {
  it('answers 1010 before install, 1002 while a check is open, 1007 for what is no transaction', () => {
    const codes: number[] = []
    const tell = ({ code }: { readonly code: number }) => void codes.push(code)
    createVerifier().verify(ID, {}, tell)
    const { verifier } = installed()
    verifier.verify('no', {}, tell)
    verifier.verify(ID, {}, () => undefined)
    verifier.verify(ID, {}, tell)
    expect(codes).toEqual([1010, 1007, 1002])
  })

  it('answers at once where nothing is there to show the check', () => {
    const { verifier, leave } = installed()
    leave()
    const tell = vi.fn()
    expect(verifier.verify(ID, {}, tell)).toBeUndefined()
    expect(tell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 1003, reason: 'mode-unsupported' }))
  })

  it('tells the end exactly once, and is free for the next check', () => {
    const { verifier, changed } = installed()
    const tell = vi.fn()
    const check = verifier.verify(ID, {}, tell)
    expect(verifier.current()).toBe(check)
    check?.end({ code: 1000, subCode: 'W1000_1', message: 'finished, passed' })
    check?.end('network-open')
    expect(tell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 1000, transactionId: ID }))
    expect(verifier.current()).toBeUndefined()
    expect(changed).toHaveBeenCalledTimes(2)
    expect(verifier.verify(ID, {}, tell)).toBeDefined()
  })

  it('closes without a callback', () => {
    const { verifier } = installed()
    const tell = vi.fn()
    const check = verifier.verify(ID, {}, tell)
    verifier.destroy()
    check?.end('left')
    expect(tell).not.toHaveBeenCalled()
    expect(verifier.current()).toBeUndefined()
  })
})

describe('the web view of a check', () => {
  it('goes nowhere but to the service, hears nobody but its page, and ends with its message', () => {
    const { verifier } = installed()
    const tell = vi.fn()
    const check = verifier.verify(ID, {}, tell)
    if (check === undefined) throw new Error('no check')
    const props = pageProps(check, () => undefined)
    expect(props).toMatchObject({ source: { uri: check.address }, originWhitelist: ['https://verify.example'] })
    expect(props.onShouldStartLoadWithRequest({ url: 'https://elsewhere.example/' })).toBe(false)
    expect(props.onShouldStartLoadWithRequest({ url: check.address })).toBe(true)
    const end = { source: 'bonafide', transactionId: ID, code: 1001, subCode: 'W1001_1', message: 'not passed' }
    const data = JSON.stringify(end)
    props.onMessage({ nativeEvent: { data, url: 'https://elsewhere.example/' } })
    expect(tell).not.toHaveBeenCalled()
    props.onMessage({ nativeEvent: { data, url: check.address } })
    props.onError()
    expect(tell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 1001 }))
  })
})

describe('the MetaInfo of an app', () => {
  it('is that of a native client, with the version of the package', () => {
    expect(metaInfoOf({ OS: 'ios', Version: '18.1' })).toMatchObject({ deviceType: 'ios', osVersion: '18.1' })
    expect(metaInfoOf({ OS: 'android', Version: 34 })).toMatchObject({ deviceType: 'android', osVersion: '34' })
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(SDK_VERSION).toBe(version)
  })
})
