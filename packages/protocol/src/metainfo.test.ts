import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWebMetaInfo, MetaInfoError, parseMetaInfo, writeMetaInfo } from './metainfo.ts'

describe('MetaInfo', () => {
  it('keeps the known keys and drops the others', () => {
    const text = '{"deviceType":"h5","ua":"x","caps":{"camera":true,"odd":1},"extra":{"a":1},"__proto__":"y"}'
    expect(parseMetaInfo(text)).toEqual({ deviceType: 'h5', ua: 'x', caps: { camera: true } })
  })

  it('is refused when it is not a JSON object, holds another type or is longer than 16 KB', () => {
    for (const text of [
      '',
      'x',
      '1',
      'null',
      '[]',
      '{"deviceType":1}',
      '{"caps":true}',
      `{"ua":"${'ä'.repeat(8192)}"}`,
    ]) {
      expect(() => parseMetaInfo(text)).toThrow(MetaInfoError)
    }
    expect(parseMetaInfo(`{"ua":"${'a'.repeat(16 * 1024 - 9)}"}`).ua?.length).toBe(16 * 1024 - 9)
  })

  it('tells web clients from apps', () => {
    expect(['h5', 'web', 'android', 'ios'].map((deviceType) => isWebMetaInfo({ deviceType }))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(isWebMetaInfo({})).toBe(false)
  })

  it('reads back what it wrote', () => {
    const info = fc.record(
      { deviceType: fc.string(), ua: fc.string(), caps: fc.record({ nfc: fc.boolean() }) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(info, (value) => {
        expect(parseMetaInfo(writeMetaInfo(value))).toEqual(value)
      }),
    )
  })

  it('never throws anything but its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          expect(parseMetaInfo(text)).toBeTypeOf('object')
        } catch (error) {
          expect(error).toBeInstanceOf(MetaInfoError)
        }
      }),
    )
  })
})
