import { describe, expect, it } from 'vitest'
import type { Tools } from '../ports.ts'
import type { DocumentReading, MrzReading } from '../verification/document-reading.ts'
import type { Examination } from '../verification/examination.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import { checksById } from './checks-by-id.ts'

const MRZ: MrzReading = {
  format: 'TD3',
  lines: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  checks: [
    { field: 'documentNumber', valid: true },
    { field: 'expiryDate', valid: true },
    { field: 'composite', valid: true },
  ],
  nameConfidence01: 0.99,
  lineBoxes: [
    { x: 10, y: 80, width: 100, height: 5 },
    { x: 10, y: 92, width: 100, height: 5 },
  ],
}

const READING: DocumentReading = {
  type: 'GLB03002',
  fields: {
    surname: 'ERIKSSON',
    givenNames: 'ANNA MARIA',
    documentNumber: 'L898902C3',
    nationality: 'UTO',
    issuingState: 'UTO',
    birthDate: '1974-08-12',
    expiryDate: '2026-11-23',
  },
  mrz: MRZ,
}

const NO_TOOLS: Tools = {
  get models(): never {
    throw new Error('document checks look at the reading, not at models')
  },
}

function examinationOf(reading: DocumentReading, documentType?: string): Examination {
  const unused = () => Promise.reject(new Error('not asked for by document checks'))
  return {
    evidence: { ...(documentType === undefined ? {} : { documentType }), pages: [], judgedOn: '2026-11-23' },
    document: () => Promise.resolve(reading),
    documentPages: unused,
    faceTrack: unused,
    smallFrames: unused,
    portrait: unused,
    reference: unused,
  }
}

async function judge(id: string, reading: Partial<DocumentReading>, documentType = 'GLB03002') {
  const check = checksById.get(id)
  if (check === undefined) throw new Error(`no check ${id}`)
  const finding = await check.run(examinationOf({ ...READING, ...reading }, documentType), DEFAULT_POLICY, NO_TOOLS)
  expect(check.reasons).toEqual(expect.arrayContaining([...finding.reasons]))
  return finding
}

const outcome = async (...given: Parameters<typeof judge>) => {
  const { outcome: result, reasons } = await judge(...given)
  return [result, ...reasons]
}

const withoutField = (name: 'expiryDate' | 'documentNumber' | 'givenNames') => {
  const { [name]: _, ...fields } = READING.fields
  return { fields }
}

const withWrong = (...wrong: readonly string[]): MrzReading => ({
  ...MRZ,
  checks: MRZ.checks.map((check) => (wrong.includes(check.field) ? { ...check, valid: false } : check)),
})

describe('document-read', () => {
  it('passes when every required field was read, and fails when one was not', async () => {
    expect(await outcome('document-read', {})).toEqual(['passed'])
    expect(await outcome('document-read', withoutField('documentNumber'))).toEqual(['failed', 'document-unreadable'])
  })

  it('lets a holder with one name pass', async () => {
    expect(await outcome('document-read', withoutField('givenNames'))).toEqual(['passed'])
  })

  it('fails as unreadable without a machine readable zone', async () => {
    const check = checksById.get('document-read')
    const finding = await check?.run(examinationOf({ fields: {} }), DEFAULT_POLICY, NO_TOOLS)
    expect(finding).toMatchObject({ outcome: 'failed', reasons: ['document-unreadable'] })
  })

  it('does not call a wrong digit unreadable', async () => {
    expect(await outcome('document-read', { mrz: withWrong('documentNumber', 'composite') })).toEqual(['passed'])
  })
})

describe('document-type', () => {
  it('takes every code of one type for the same', async () => {
    expect(await outcome('document-type', {}, '01000000')).toEqual(['passed'])
  })

  it('fails for a type that was not asked for and for one that is not known', async () => {
    const { type: _, ...unknown } = READING
    const check = checksById.get('document-type')
    const finding = await check?.run(examinationOf(unknown, 'GLB03002'), DEFAULT_POLICY, NO_TOOLS)
    expect(finding).toMatchObject({ outcome: 'failed', reasons: ['document-type-mismatch'] })
    expect(await outcome('document-type', {}, 'XXX00000')).toEqual(['failed', 'document-type-mismatch'])
  })
})

describe('document-not-expired', () => {
  it('counts the last day as valid and the day after as expired', async () => {
    expect(await outcome('document-not-expired', {})).toEqual(['passed'])
    const expired = { fields: { ...READING.fields, expiryDate: '2026-11-22' } }
    expect(await outcome('document-not-expired', expired)).toEqual(['failed', 'document-expired'])
  })

  it('does not judge a date that was not read or whose digit is wrong', async () => {
    expect(await outcome('document-not-expired', withoutField('expiryDate'))).toEqual([
      'not-judged',
      'document-unreadable',
    ])
    expect(await outcome('document-not-expired', { mrz: withWrong('expiryDate') })).toEqual([
      'not-judged',
      'mrz-check-digit',
    ])
  })
})

describe('mrz-check-digits', () => {
  it('fails on any wrong digit and names it on the lines', async () => {
    expect(await outcome('mrz-check-digits', {})).toEqual(['passed'])
    const finding = await judge('mrz-check-digits', { mrz: withWrong('composite') })
    expect(finding).toMatchObject({ outcome: 'failed', reasons: ['mrz-check-digit'], measures: { wrong: 1 } })
    expect(finding.regions[0]).toMatchObject({ on: 'page-01', label: 'check digit: composite' })
  })
})

/** A resident identity card of mainland China, front only: no zone, no last day. */
const CARD: DocumentReading = {
  type: 'CHN01001',
  fields: {
    fullName: '王秀英',
    sex: 'F',
    birthDate: '1949-12-31',
    documentNumber: '11010519491231002X',
    address: '北京市朝阳区建设路8号',
  },
  printed: [
    {
      field: 'documentNumber',
      text: '11010519491231002X',
      value: '11010519491231002X',
      confidence01: 0.99,
      box: { x: 1, y: 2, width: 3, height: 4 },
      page: '01',
    },
    {
      field: 'fullName',
      text: '王秀英',
      value: '王秀英',
      confidence01: 0.97,
      box: { x: 1, y: 9, width: 3, height: 4 },
      page: '01',
    },
  ],
}

describe('a document without a machine readable zone', () => {
  const page = { page: '01' as const, picture: { width: 1, height: 1, data: new Uint8Array(3) } }
  const run = async (id: string, reading: DocumentReading) => {
    const examination = examinationOf(reading, 'CHN01001')
    const taken = { ...examination, evidence: { ...examination.evidence, pages: [page] } }
    const finding = await checksById.get(id)?.run(taken, DEFAULT_POLICY, NO_TOOLS)
    return [finding?.outcome, ...(finding?.reasons ?? [])]
  }
  const withNumber = (value: string): DocumentReading => ({
    ...CARD,
    fields: { ...CARD.fields, documentNumber: value },
    printed: (CARD.printed ?? []).map((field) => (field.field === 'documentNumber' ? { ...field, value } : field)),
  })

  it('passes every document check when what its front shows was read', async () => {
    for (const id of [
      'document-read',
      'document-type',
      'document-not-expired',
      'mrz-check-digits',
      'document-number',
      'names-protected',
    ])
      expect([id, ...(await run(id, CARD))]).toEqual([id, 'passed'])
  })

  it('is unreadable when a field that its front shows was not read', async () => {
    const { address: _, ...fields } = CARD.fields
    expect(await run('document-read', { ...CARD, fields })).toEqual(['failed', 'document-unreadable'])
  })

  it('fails on a number whose check digit, birth date or sex does not fit', async () => {
    expect(await run('document-number', withNumber('110105194912310029'))).toEqual(['failed', 'number-rule'])
    expect(await run('document-number', { ...CARD, fields: { ...CARD.fields, sex: 'M' } })).toEqual([
      'failed',
      'number-rule',
    ])
  })

  it('asks a person about a number of an unusual form where the issuer publishes no digit', async () => {
    const permit: DocumentReading = { ...withNumber('X1'), type: '00000009' }
    expect(await run('document-number', permit)).toEqual(['review', 'number-rule'])
  })

  it('asks a person about a name that was read in doubt', async () => {
    const doubtful = (CARD.printed ?? []).map((field) => ({ ...field, confidence01: 0.9 }))
    expect(await run('names-protected', { ...CARD, printed: doubtful })).toEqual(['review', 'name-unprotected'])
    expect(await run('names-protected', { ...CARD, printed: [] })).toEqual(['not-judged', 'document-unreadable'])
  })

  it('trusts the names of a barcode, whose own correction protects them', async () => {
    const barcode = {
      format: 'PDF417',
      page: '02',
      text: '',
      warnings: [],
      box: { x: 0, y: 0, width: 1, height: 1 },
    } as const
    const licence = {
      type: 'USA02001',
      fields: { surname: 'DOE' },
      barcodes: [{ ...barcode, fields: { surname: 'DOE' } }],
    }
    expect(await run('names-protected', licence)).toEqual(['passed'])
    expect(await run('names-protected', { ...licence, barcodes: [barcode] })).toEqual([
      'not-judged',
      'document-unreadable',
    ])
  })

  it('does not pass as a type whose zone its page should carry', async () => {
    const passport: DocumentReading = { ...CARD, type: 'GLB03002' }
    expect(await run('document-read', passport)).toEqual(['failed', 'document-unreadable'])
    expect(await run('mrz-check-digits', passport)).toEqual(['not-judged', 'document-unreadable'])
  })

  it('does not pass when nothing was recognised', async () => {
    for (const id of [
      'document-read',
      'document-type',
      'document-not-expired',
      'mrz-check-digits',
      'document-number',
      'names-protected',
    ])
      expect((await run(id, { fields: {} }))[0], id).not.toBe('passed')
  })
})

describe('names-protected', () => {
  it('asks a person about names that were read in doubt', async () => {
    expect(await outcome('names-protected', {})).toEqual(['passed'])
    expect(await outcome('names-protected', { mrz: { ...MRZ, nameConfidence01: 0.79 } })).toEqual([
      'review',
      'name-unprotected',
    ])
  })
})

describe('a reviewer', () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 120, y: 0 },
    { x: 120, y: 100 },
    { x: 0, y: 100 },
  ] as const
  const pages = [{ page: '01', width: 120, height: 100, outlined: true, corners }] as const
  const ids = [
    'document-read',
    'document-type',
    'document-number',
    'document-not-expired',
    'dates-plausible',
    'mrz-check-digits',
    'names-protected',
  ]

  it.each(ids)('is shown where %s looked, whether it passed or not', async (id) => {
    const wrong = { ...READING, mrz: { ...withWrong('expiryDate'), nameConfidence01: 0.1 } }
    for (const reading of [READING, wrong, { fields: {} }]) {
      const examination = examinationOf({ ...reading, pages }, 'GLB03002')
      const { regions } = (await checksById.get(id)?.run(examination, DEFAULT_POLICY, NO_TOOLS)) ?? { regions: [] }
      expect(regions.length).toBeGreaterThan(0)
      for (const { on, box, label } of regions) {
        expect([on, label === '']).toEqual(['page-01', false])
        expect(box.width * box.height).toBeGreaterThan(0)
      }
    }
  })
})
