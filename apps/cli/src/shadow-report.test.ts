import type { ReportLine } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { csvLines, textLines, withBound } from './shadow-report.ts'

const LINE: ReportLine = {
  operation: 'DocOcr',
  product: 'ID_OCR_MIN',
  documentType: '01000000',
  what: 'SubCode',
  value: '',
  n: 100,
  agreed: 100,
}

describe('the report of shadow mode', () => {
  it('says how many agreed, and how many may differ in truth', () => {
    // 0 of 100 seen: 1 - 0.05^(1/100).
    expect(textLines([withBound(LINE)])).toEqual([
      'DocOcr  ID_OCR_MIN  01000000  SubCode  100 of 100 alike, at most 3.0 % differ',
    ])
    const score = { ...LINE, what: 'faceComparisonScore', documentType: '', n: 4, agreed: 0, drift: 2.5 }
    expect(textLines([withBound(score)])[0]).toBe(
      'DocOcr  ID_OCR_MIN  faceComparisonScore  0 of 4 alike, at most 100.0 % differ  2.5 apart on average',
    )
  })

  it('says what was not compared, and when nothing was', () => {
    const down = withBound({ ...LINE, what: 'none', value: 'upstream-unavailable', n: 3, agreed: 0 })
    expect(textLines([down])[0]).toMatch(/none {2}upstream-unavailable {2}3 not compared$/)
    expect(textLines([])).toEqual(['Nothing was compared yet.'])
  })

  it('is one line for each thing as CSV', () => {
    expect(csvLines([withBound(LINE)])).toEqual([
      'operation,product,documentType,what,value,n,agreed,disagreeAtMost,drift',
      'DocOcr,ID_OCR_MIN,01000000,SubCode,,100,100,0.0296,',
    ])
  })
})
