import { describe, expect, it } from 'vitest'
import { parseMrz } from '../mrz/parse-mrz.ts'
import { products } from '../products/plan-for.ts'
import type { DocumentType } from './define-document.ts'
import { classifyByMrz, documentTypes, fieldsForCode } from './document-types.ts'
import { entries } from './types/index.gen.ts'

const PASSPORT = parseMrz([
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
])
const VISA = parseMrz(['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'])
const CHINESE = parseMrz([
  'POCHNLIN<<MEI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<',
  'E000000014CHN9005014F3005017<<<<<<<<<<<<<<06',
])
const CARD = parseMrz(['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'])

describe('document types', () => {
  it('have codes of their own', () => {
    const codes = entries.flatMap((entry: DocumentType) => entry.codes.map(({ code }) => code))
    expect(new Set(codes).size).toBe(codes.length)
    expect([...documentTypes.keys()].sort()).toEqual([...codes].sort())
  })

  it('include every type that a product reads', () => {
    for (const product of products.values()) {
      for (const code of product.documentTypes) expect(documentTypes.has(code), code).toBe(true)
    }
    expect(products.size).toBeGreaterThan(0)
  })

  it('answer every required field under every code', () => {
    for (const { required, codes } of entries as readonly DocumentType[]) {
      for (const { vocabulary } of codes)
        expect(Object.values(vocabulary)).toEqual(expect.arrayContaining([...required]))
    }
    expect(entries.length).toBeGreaterThan(0)
  })
})

describe('classifyByMrz', () => {
  it('answers the code that was asked for when it names the type found', () => {
    expect(classifyByMrz(PASSPORT, '01000000')).toBe('01000000')
    expect(classifyByMrz(PASSPORT, undefined)).toBe('GLB03002')
  })

  it('does not let the asked code bend what was found', () => {
    expect(classifyByMrz(CARD, 'GLB03002')).toBe('GLB01001')
    expect(classifyByMrz(VISA, 'GLB03002')).toBeUndefined()
  })

  it('prefers the passport of the state that issued it, unless any passport was asked for', () => {
    expect(classifyByMrz(CHINESE, undefined)).toBe('CHN03001')
    expect(classifyByMrz(CHINESE, '01000000')).toBe('01000000')
    expect(classifyByMrz(CHINESE, 'SGP03001')).toBe('CHN03001')
  })
})

describe('fieldsForCode', () => {
  const fields = { surname: 'ERIKSSON', documentNumber: 'L898902C3', issuingState: 'UTO', birthDate: '1974-08-12' }

  it('speaks the words of the code', () => {
    expect(fieldsForCode('GLB03002', fields)).toEqual({
      surname: 'ERIKSSON',
      passport_number: 'L898902C3',
      country_code: 'UTO',
      date_of_birth: '1974-08-12',
    })
    expect(fieldsForCode('01000000', fields)).toEqual({
      surname: 'ERIKSSON',
      passportNo: 'L898902C3',
      countryCode: 'UTO',
      birthDate: '1974-08-12',
    })
  })

  it('shows what a front prints on the front and the rest on the back, letter by letter or as days', () => {
    const printed = (field: 'birthDate' | 'expiryDate' | 'sex', text: string, value: string) =>
      ({ field, text, value, confidence01: 1, box: { x: 0, y: 0, width: 1, height: 1 }, page: '01' }) as const
    const card = {
      fields: { fullName: '王秀英', sex: 'F', birthDate: '1949-12-31', expiryDate: '9999-12-31' } as const,
      printed: [
        printed('birthDate', '1949年12月31日', '1949-12-31'),
        printed('sex', '女', 'F'),
        printed('expiryDate', '长期', '9999-12-31'),
      ],
    }
    const show = (code: string, page: '01' | '02') => fieldsForCode(code, card.fields, { printed: card.printed, page })
    expect(show('CHN01001', '01')).toEqual({ name: '王秀英', sex: '女', date_of_birth: '1949年12月31日' })
    expect(show('CHN01001', '02')).toEqual({ date_of_expiry: '长期' })
    expect(show('00000001', '01')).toEqual({ name: '王秀英', sex: '女', birthDate: '1949-12-31' })
    expect(show('00000001', '02')).toEqual({ expiryDate: '长期' })
  })

  it('answers what a zone protects in the spelling of the zone', () => {
    const misread = { field: 'surname', text: 'ERIKSS0N', value: 'ERIKSS0N', confidence01: 1, page: '01' } as const
    const printed = [{ ...misread, box: { x: 0, y: 0, width: 1, height: 1 } }]
    expect(fieldsForCode('GLB03002', fields, { printed })?.['surname']).toBe('ERIKSSON')
  })

  it('has no words for a code that is not registered', () => {
    expect(fieldsForCode('99999999', fields)).toBeUndefined()
  })
})
