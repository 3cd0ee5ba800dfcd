import { describe, expect, it } from 'vitest'
import type { Tools } from '../ports.ts'
import type { BarcodeReading, DocumentReading, MrzReading, PrintedField } from '../verification/document-reading.ts'
import type { Examination } from '../verification/examination.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import { checksById } from './checks-by-id.ts'

const NO_TOOLS: Tools = {
  get models(): never {
    throw new Error('document checks look at the reading, not at models')
  },
}

const ZONE: MrzReading = {
  format: 'TD3',
  lines: ['P<UTOMUELLER<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  checks: [],
  nameConfidence01: 0.99,
  lineBoxes: [],
}

const print = (field: PrintedField['field'], value: string, confidence01 = 0.99): PrintedField => ({
  field,
  text: value,
  value,
  confidence01,
  box: { x: 1, y: 2, width: 30, height: 4 },
  page: '01',
})

const PRINT = [
  print('surname', 'MÜLLER'),
  print('givenNames', 'ANNA MARIA'),
  print('documentNumber', 'L898902C3'),
  print('birthDate', '1974-08-12'),
  print('expiryDate', '2012-04-15'),
  print('sex', 'F'),
  print('nationality', 'UTOPIAN'),
]

async function judge(id: string, reading: Partial<DocumentReading>, pages: readonly ('01' | '02')[] = ['01']) {
  const check = checksById.get(id)
  if (check === undefined) throw new Error(`no check ${id}`)
  const picture = { width: 1, height: 1, data: new Uint8Array(3) }
  const examination: Pick<Examination, 'evidence' | 'document'> = {
    evidence: { pages: pages.map((page) => ({ page, picture })), judgedOn: '2026-11-23' },
    document: () => Promise.resolve({ fields: {}, ...reading }),
  }
  const finding = await check.run(examination as Examination, DEFAULT_POLICY, NO_TOOLS)
  expect(check.reasons).toEqual(expect.arrayContaining([...finding.reasons]))
  return finding
}

const instead = (changed: PrintedField) => PRINT.map((field) => (field.field === changed.field ? changed : field))

describe('fields-agree', () => {
  it('does not hold the number of a holder against the number of their card', async () => {
    const printed = instead(print('documentNumber', '001099012345'))
    expect(await judge('fields-agree', { type: 'VNM01001', mrz: ZONE, printed })).toMatchObject({ outcome: 'passed' })
    expect(await judge('fields-agree', { type: 'GLB03002', mrz: ZONE, printed })).toMatchObject({ outcome: 'failed' })
  })

  it('passes where zone and print say the same, each in its own spelling', async () => {
    expect(await judge('fields-agree', { mrz: ZONE, printed: PRINT })).toMatchObject({
      outcome: 'passed',
      measures: { compared: 7, apart: 0 },
    })
  })

  it('passes a document that states everything once', async () => {
    expect(await judge('fields-agree', { printed: PRINT })).toMatchObject({
      outcome: 'passed',
      measures: { compared: 0 },
    })
  })

  it.each([
    [print('documentNumber', 'L898902C4'), 'number-disagrees'],
    [print('birthDate', '1984-08-12'), 'date-disagrees'],
    [print('expiryDate', '2032-04-15'), 'date-disagrees'],
    [print('sex', 'M'), 'person-disagrees'],
    [print('nationality', 'XXX'), 'person-disagrees'],
  ])('fails where the print was edited: %o', async (edited, reason) => {
    const finding = await judge('fields-agree', { mrz: ZONE, printed: instead(edited) })
    expect(finding).toMatchObject({ outcome: 'failed', reasons: [reason] })
    expect(finding.regions).toEqual([
      { on: 'page-01', box: edited.box, label: `${edited.field}: zone and print disagree` },
    ])
  })

  it('leaves print that was read in doubt, and names, to a person', async () => {
    const doubtful = instead(print('birthDate', '1974-08-13', 0.9))
    expect(await judge('fields-agree', { mrz: ZONE, printed: doubtful })).toMatchObject({ outcome: 'review' })
    const renamed = instead(print('surname', 'SCHMIDT'))
    expect(await judge('fields-agree', { mrz: ZONE, printed: renamed })).toMatchObject({
      outcome: 'review',
      reasons: ['name-disagrees'],
    })
  })

  it('forgives letters that look alike, and names cut short by the zone', async () => {
    const alike = instead(print('documentNumber', 'L8989O2C3'))
    expect(await judge('fields-agree', { mrz: ZONE, printed: alike })).toMatchObject({ outcome: 'passed' })
    const long = 'P<UTOWOLFESCHLEGELSTEINHAUSENBERGERDORFF<<AN'
    const cut = { ...ZONE, lines: [long, ZONE.lines[1] ?? ''] }
    const whole = [print('surname', 'Wolfeschlegelsteinhausenbergerdorff'), print('givenNames', 'An')]
    expect(await judge('fields-agree', { mrz: cut, printed: whole })).toMatchObject({ outcome: 'passed' })
  })

  it('compares the record of a barcode with the print', async () => {
    const barcode: BarcodeReading = {
      page: '02',
      format: 'PDF417',
      box: { x: 0, y: 0, width: 1, height: 1 },
      text: '',
      fields: { documentNumber: 'D1', birthDate: '1970-01-31' },
      warnings: [],
    }
    const printed = [print('documentNumber', 'D1'), print('birthDate', '1971-01-31')]
    expect(await judge('fields-agree', { barcodes: [barcode], printed })).toMatchObject({
      outcome: 'failed',
      reasons: ['date-disagrees'],
    })
  })
})

describe('dates-plausible', () => {
  it.each([
    [{ birthDate: '1974-08-12', issueDate: '2022-04-15', expiryDate: '2032-04-15' }, 'passed'],
    [{}, 'passed'],
    [{ birthDate: '2026-11-24' }, 'failed'],
    [{ birthDate: '1899-01-01' }, 'failed'],
    [{ birthDate: '1974-08-12', issueDate: '1970-01-01' }, 'failed'],
    [{ issueDate: '2027-01-01' }, 'failed'],
    [{ issueDate: '2022-04-15', expiryDate: '2021-04-15' }, 'failed'],
    [{ issueDate: '2022-04-15', expiryDate: '2092-04-15' }, 'failed'],
    [{ birthDate: '1974-08-12', expiryDate: '1974-08-12' }, 'failed'],
  ])('judges %o as %s', async (fields, outcome) => {
    expect(await judge('dates-plausible', { fields })).toMatchObject({ outcome })
  })
})

describe('barcode-read', () => {
  const read: BarcodeReading = {
    page: '02',
    format: 'PDF417',
    box: { x: 0, y: 0, width: 1, height: 1 },
    text: '',
    fields: { documentNumber: 'D1' },
    warnings: [],
  }

  it('wants the barcode of a type that carries one, on a page that was sent', async () => {
    const licence = { type: 'USA02001' }
    expect(await judge('barcode-read', licence, ['01', '02'])).toMatchObject({
      outcome: 'failed',
      reasons: ['barcode-unreadable'],
    })
    expect(await judge('barcode-read', licence, ['01'])).toMatchObject({ outcome: 'passed' })
    expect(await judge('barcode-read', { type: 'GLB03002' })).toMatchObject({ outcome: 'passed' })
    expect(await judge('barcode-read', { ...licence, barcodes: [read] }, ['02'])).toMatchObject({ outcome: 'passed' })
  })

  it('asks a person about a record that was not printed by rule', async () => {
    const odd = { ...read, warnings: ['repeated-element'] }
    expect(await judge('barcode-read', { type: 'USA02001', barcodes: [odd] }, ['02'])).toMatchObject({
      outcome: 'review',
      reasons: ['barcode-odd'],
    })
  })
})
