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

describe('names-protected', () => {
  it('asks a person about names that were read in doubt', async () => {
    expect(await outcome('names-protected', {})).toEqual(['passed'])
    expect(await outcome('names-protected', { mrz: { ...MRZ, nameConfidence01: 0.79 } })).toEqual([
      'review',
      'name-unprotected',
    ])
  })
})
