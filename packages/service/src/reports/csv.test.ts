import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'

/** As RFC 4180 reads a line. */
function cellsOf(line: string): string[] {
  return [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain ?? '',
  )
}

describe('a line of CSV', () => {
  it('is read back cell by cell, whatever is in them', () => {
    const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        expect(cellsOf(csvLine(cells))).toEqual(cells)
      }),
    )
  })

  it('holds no formula', () => {
    for (const cell of ['=cmd()', '+1', '-1', '@x', '\tx', '\rx'])
      expect(cellsOf(csvLine([cell]))).toEqual([`'${cell}`])
  })
})
