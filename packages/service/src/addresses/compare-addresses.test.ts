import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareAddresses } from './compare-addresses.ts'
import { readAddress } from './read-address.ts'

describe('an address', () => {
  it.each([
    ['浙江省杭州市西湖区文三路478号', { prov: '浙江', city: '杭州', district: '西湖', road: '文三', roadno: '478' }],
    ['杭州市 文三路 478号 华星大厦 1203室', { city: '杭州', road: '文三', roadno: '478', poi: '华星', roomno: '1203' }],
    ['12 Orchard Road, Central District', { roadno: '12', road: 'orchard', district: 'central' }],
    ['Room 5, ION Tower, No. 2 , Orchard  Rd', { roomno: '5', poi: 'ion', roadno: '2', road: 'orchard' }],
    ['somewhere', {}],
  ])('%s states its levels and no others', (text, levels) => {
    expect(readAddress(text)).toEqual(levels)
  })
})

describe('two addresses', () => {
  it.each([
    ['浙江省杭州市西湖区文三路478号', '杭州市西湖区文三路478号', 'all'],
    ['浙江省杭州市西湖区文三路478号', '杭州市西湖区文三路479号', 'road'],
    ['浙江省杭州市', '江苏省南京市', ''],
    ['12 Orchard Road', '12 ORCHARD  rd', 'all'],
    ['12 Orchard Road, Room 5', '12 Orchard Road, Room 6', 'roadno'],
    ['somewhere', 'Somewhere', 'all'],
    ['somewhere', 'elsewhere', ''],
    ['杭州市', 'Orchard Road', ''],
  ])('%s and %s are the same down to %j', (first, second, level) => {
    expect(compareAddresses(first, second).sameLevel).toBe(level)
    expect(compareAddresses(second, first).sameLevel).toBe(level)
  })

  it('are compared whatever they are, and each is the same as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ maxLength: 80 }), (first, second) => {
        expect(compareAddresses(first, first).sameLevel).toBe('all')
        expect(compareAddresses(first, second)).toEqual(compareAddresses(first, second))
      }),
    )
  })
})
