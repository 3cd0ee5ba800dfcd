import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { violatedDirective } from './policy-reports.ts'

const report = (content: object) => JSON.stringify({ 'csp-report': content })

describe('a report of a violated policy', () => {
  it('tells the directive, by either name', () => {
    expect(violatedDirective(report({ 'effective-directive': 'script-src-elem' }))).toBe('script-src-elem')
    expect(violatedDirective(report({ 'violated-directive': "img-src 'self'" }))).toBe('img-src')
  })

  it('tells nothing else of what it carries, whatever comes', () => {
    const name = fc.string().map((text) => report({ 'effective-directive': text }))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), name), (body) => {
        expect(violatedDirective(body)).toMatch(/^(other|[a-z]+(-[a-z]+)+)$/)
      }),
    )
    expect(violatedDirective(report({ 'effective-directive': 'ada@example.com' }))).toBe('other')
    expect(violatedDirective(undefined)).toBe('other')
  })
})
