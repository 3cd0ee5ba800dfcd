import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from './read-csv.ts'

describe('the table reader', () => {
  it('reads plain, empty and quoted fields by the names of the first line', () => {
    expect(readCsv('file,set,path\na.jpg,,"x, ""y"""\n')).toEqual([{ file: 'a.jpg', set: '', path: 'x, "y"' }])
  })

  it('gives back whatever was quoted', () => {
    const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`
    const field = fc.string().map((text) => text.replace(/[\r\n]/g, ' '))
    fc.assert(
      fc.property(fc.tuple(field, field, field), ([a, b, c]) => {
        expect(readCsv(`a,b,c\n${[a, b, c].map(quoted).join(',')}`)).toEqual([{ a, b, c }])
      }),
    )
  })
})
