import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedPage, pageFields } from './paging.ts'

describe('a page of a list', () => {
  it('is the one that was asked for, or the one that NextToken names', () => {
    expect(askedPage({ CurrentPage: 3, PageSize: 20 })).toEqual({ number: 3, limit: 20, offset: 40 })
    expect(askedPage({ CurrentPage: 1, PageSize: 20, MaxResults: 5, NextToken: '2' })).toEqual({
      number: 2,
      limit: 5,
      offset: 5,
    })
    expect(askedPage({ CurrentPage: 1, PageSize: 1, NextToken: '0' }).offset).toBe(0)
  })

  it('leads from one to the next until everything was listed once', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 12 }), (total, size) => {
        const items = Array.from({ length: total }, (_, index) => index)
        const listed: number[] = []
        let token: string | undefined
        do {
          const page = askedPage({ CurrentPage: 1, PageSize: size, NextToken: token })
          listed.push(...items.slice(page.offset, page.offset + page.limit))
          token = pageFields(page, total).NextToken
        } while (token !== undefined)
        expect(listed).toEqual(items)
      }),
    )
  })
})
