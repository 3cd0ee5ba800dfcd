import { describe, expect, it } from 'vitest'
import { readKind } from './field-kinds.ts'
import { foldedName } from './folded-name.ts'

describe('readKind', () => {
  it('reads sex in the languages of the registered documents, also where it is printed twice', () => {
    const sex = (text: string) => readKind('sex', 'sex', text)?.[0]?.value
    expect(['女', 'F', 'FEMALE', 'PEREMPUAN', 'Nữ', '女 F', 'F/女', '女F'].map(sex)).toEqual(Array(8).fill('F'))
    expect(['男', 'M', 'Male', 'LAKI-LAKI', 'LELAKI', 'Nam'].map(sex)).toEqual(Array(6).fill('M'))
    expect(sex('ERIKSSON')).toBeUndefined()
  })

  it('fills both ends of a validity, and knows words for "without end"', () => {
    const values = (text: string) => readKind('expiryDate', 'validity', text)?.map(({ field, value }) => [field, value])
    expect(values('2015.01.01-2035.01.01')).toEqual([
      ['issueDate', '2015-01-01'],
      ['expiryDate', '2035-01-01'],
    ])
    expect(values('2015.01.01-长期')).toEqual([
      ['issueDate', '2015-01-01'],
      ['expiryDate', '9999-12-31'],
    ])
  })

  it('refuses a validity that ends before it begins, or has one day only', () => {
    expect(readKind('expiryDate', 'validity', '2035.01.01-2015.01.01')).toBeUndefined()
    expect(readKind('expiryDate', 'validity', '2035.01.01')).toBeUndefined()
  })

  it('reads the month first where the state writes it first', () => {
    expect(readKind('birthDate', 'us-date', '05/01/1990')?.[0]?.value).toBe('1990-05-01')
    expect(readKind('birthDate', 'us-date', '01/31/1990')?.[0]?.value).toBe('1990-01-31')
  })

  it('shows a number without the Chinese characters that specks beside it read as', () => {
    expect(readKind('documentNumber', 'number', 'L73-32-693997 店')).toEqual([
      { field: 'documentNumber', text: 'L73-32-693997', value: 'L7332693997' },
    ])
  })

  it('keeps what is printed beside what is compared', () => {
    expect(readKind('documentNumber', 'number', 'A123456(3)')).toEqual([
      { field: 'documentNumber', text: 'A123456(3)', value: 'A1234563' },
    ])
  })
})

describe('foldedName', () => {
  it('folds accents and spells what no accent explains, as a machine readable zone does', () => {
    expect(foldedName('Nguyễn Đình-Phúc')).toBe('NGUYEN DINH PHUC')
    expect(foldedName("O'Brien, Æsa")).toBe('OBRIEN AESA')
    expect(foldedName('Łódź')).toBe('LODZ')
  })
})
