import { describe, expect, it } from 'vitest'
import { checksById } from '../checks/checks-by-id.ts'
import { documentTypes } from '../documents/document-types.ts'
import { REASON_PRIORITY } from '../verification/decide.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import { REASONS } from '../verification/reasons.ts'
import { entries } from './index.gen.ts'
import { PlanError, planFor, products } from './plan-for.ts'

describe('products', () => {
  it('have codes of their own', () => {
    expect(products.size).toBe(entries.length)
  })

  it('go without evidence only where they call it optional, and then without the checks that need it', () => {
    const ids = (without: Parameters<typeof planFor>[2]) =>
      planFor('FACE_IDU', DEFAULT_POLICY, without).checks.map(({ id }) => id)
    expect(ids([])).toContain('reference-match')
    expect(ids(['reference'])).toEqual(ids([]).filter((id) => id !== 'reference-match'))
    expect(() => ids(['face'])).toThrow(PlanError)
    expect(() => planFor('FACE_VERIFY', DEFAULT_POLICY, ['reference'])).toThrow(PlanError)
  })

  it('accept no document without a portrait where a face is compared with it', () => {
    for (const product of products.values()) {
      if (!product.checks.some((check) => ['portrait-match', 'picture-match'].includes(check))) continue
      for (const code of product.documentTypes) expect(documentTypes.get(code)?.faceless, code).toBeUndefined()
    }
    expect(products.get('ID_OCR_PRO')?.documentTypes).toContain('HKG02001')
  })

  it('collect the evidence that their checks need', () => {
    for (const product of products.values()) {
      for (const check of planFor(product.code, DEFAULT_POLICY).checks)
        expect(product.evidence).toEqual(expect.arrayContaining([...check.needs]))
    }
  })

  it('are refused by a named error when they do not exist', () => {
    expect(() => planFor('NOTHING', DEFAULT_POLICY)).toThrow(PlanError)
  })
})

describe('checks', () => {
  it('are each used by a product', () => {
    const used = new Set([...products.values()].flatMap((product) => product.checks))
    expect([...checksById.keys()].filter((id) => !used.has(id))).toEqual([])
  })

  it('give reasons that have a place in the order of priority, and every reason has one', () => {
    expect([...REASON_PRIORITY].sort()).toEqual([...REASONS].sort())
    for (const check of checksById.values()) expect(REASONS).toEqual(expect.arrayContaining([...check.reasons]))
  })
})
