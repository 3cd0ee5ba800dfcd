import { describe, expect, it } from 'vitest'
import { traditionalForms } from '../src/traditional-forms.ts'

describe('traditionalForms', () => {
  it('names what traditional documents write for a simplified character', () => {
    expect(traditionalForms().get('张')).toEqual(['張'])
    expect(traditionalForms().get('发')).toContain('發')
  })

  it('leaves characters alone that both ways of writing use', () => {
    for (const both of ['王', '后', '里', '台']) expect(traditionalForms().get(both), both).toBeUndefined()
  })
})
