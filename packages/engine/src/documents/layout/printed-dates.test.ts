import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printedDate, printedDates } from './printed-dates.ts'

describe('printedDate', () => {
  it.each([
    ['1990年5月1日', '1990-05-01'],
    ['1990 年 12 月 31 日', '1990-12-31'],
    ['民國79年5月1日', '1990-05-01'],
    ['1990.05.01', '1990-05-01'],
    ['1990/05/01', '1990-05-01'],
    ['01-05-1990', '1990-05-01'],
    ['01 MAY 1990', '1990-05-01'],
    ['01MAY1990', '1990-05-01'],
    ['01 MAY/MAI 1990', '1990-05-01'],
    ['25 Jun. 1996', '1996-06-25'],
    ['JANUARY 02, 1990', '1990-01-02'],
    ['JAKARTA, 01-05-1990', '1990-05-01'],
    ['17 OGOS 2001', '2001-08-17'],
  ])('reads %s', (text, date) => {
    expect(printedDate(text)).toBe(date)
  })

  it.each([
    ['24N0V1989', '24NOV1989', '1989-11-24'],
    ['250CT 2025', '25OCT 2025', '2025-10-25'],
    ['10CT2025', '1OCT2025', '2025-10-01'],
    ['5EPTEMBER 12, 1990', 'SEPTEMBER 12, 1990', '1990-09-12'],
    ['JANUARY12,1990', 'JANUARY12,1990', '1990-01-12'],
  ])('reads %s as %s, for no month has a digit in its name', (read, text, date) => {
    expect(printedDates(read)).toEqual([{ date, text }])
  })

  it('does not read days that the calendar lacks, nor months that no language has', () => {
    for (const text of ['31-02-1990', '1990年13月1日', '01 XYZ 1990', '', '1990']) {
      expect(printedDate(text), text).toBeUndefined()
    }
  })

  it('does not choose between two days', () => {
    expect(printedDate('2015.01.01-2035.01.01')).toBeUndefined()
    expect(printedDates('2015.01.01-2035.01.01').map(({ date }) => date)).toEqual(['2015-01-01', '2035-01-01'])
  })

  it('reads every day of the calendar in every style back', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = iso.split('-').map(Number)
        for (const text of [`${year}年${month}月${dayOfMonth}日`, `${dayOfMonth}/${month}/${year}`, iso]) {
          expect(printedDate(text)).toBe(iso)
        }
      }),
    )
  })

  it('takes any text, and answers nothing but days', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { date } of printedDates(text)) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }),
    )
    expect(printedDates('١٢/٠٣/١٩٩٠')).toEqual([])
  })
})
