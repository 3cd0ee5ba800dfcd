import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValueRefused } from '../parameter.ts'
import { readFaceObjects } from './face-objects.ts'

const name = (maxLength: number) => fc.string({ minLength: 1, maxLength })

describe('readFaceObjects', () => {
  it('reads what it was given, and nothing of what else is in it', () => {
    const item = fc.record({ ossKey: name(40), merchantUserId: name(32), more: fc.anything() })
    const items = fc.uniqueArray(item, {
      minLength: 1,
      maxLength: 10,
      selector: ({ merchantUserId }) => merchantUserId,
    })
    fc.assert(
      fc.property(items, (given) => {
        const written = given.map(({ ossKey, merchantUserId }) => ({ ossKey, merchantUserId }))
        expect(readFaceObjects(JSON.stringify(given))).toEqual(written)
      }),
    )
  })

  it('refuses everything else by its own error', () => {
    const refused = [
      fc.string(),
      fc.json(),
      fc.constantFrom(
        '[]',
        '{}',
        'null',
        '[null]',
        '[{"ossKey":"a"}]',
        '[{"ossKey":"","merchantUserId":"u"}]',
        `[{"ossKey":"a","merchantUserId":"${'u'.repeat(33)}"}]`,
        '[{"ossKey":"a","merchantUserId":"u"},{"ossKey":"b","merchantUserId":"u"}]',
        JSON.stringify(Array.from({ length: 11 }, (_, index) => ({ ossKey: 'a', merchantUserId: `u${index}` }))),
      ),
    ]
    fc.assert(
      fc.property(fc.oneof(...refused), (text) => {
        expect(() => readFaceObjects(text)).toThrow(ValueRefused)
      }),
    )
  })
})
