import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../../vectors/aamva.json' with { type: 'json' }
import { AamvaError } from './aamva-error.ts'
import { fieldsOfAamva } from './aamva-fields.ts'
import { parseAamva } from './parse-aamva.ts'

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const decoded = (base64: string) => bytesOf(atob(base64))

const [VALID] = vectors.vectors
const EXAMPLE = decoded(VALID?.payloadBase64 ?? '')

/** A record of one part, whose directory is right. */
function record(version: number, elements: readonly string[], type = 'DL'): Uint8Array {
  const head = `@\n\x1e\rANSI 636026${String(version).padStart(2, '0')}${version === 1 ? '' : '00'}01`
  const body = `${type}${elements.join('\n')}\r`
  const numbers = [head.length + 10, body.length].map((number) => String(number).padStart(4, '0')).join('')
  return bytesOf(`${head}${type}${numbers}${body}`)
}

describe('parseAamva', () => {
  it.each(vectors.vectors)('reads the vector $name as its source says', (vector) => {
    const parsed = parseAamva(decoded(vector.payloadBase64))
    expect(parsed).toMatchObject({
      issuerId: vector.issuerId,
      version: vector.aamvaVersion,
      jurisdictionVersion: vector.jurisdictionVersion,
      subfiles: vector.subfiles ?? vector.declared,
    })
    const fields: Readonly<Record<string, string>> = vector.fields
    expect(Object.fromEntries(parsed.elements)).toEqual(
      Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, value.trim()])),
    )
    expect(parsed.warnings).toEqual(vector.expect === 'valid' ? [] : ['length-mismatch'])
  })

  it('names the fields in the words of the engine', () => {
    expect(fieldsOfAamva(parseAamva(EXAMPLE))).toEqual({
      documentNumber: 'D12345678',
      surname: 'PUBLIC',
      givenNames: 'JOHN QUINCY',
      birthDate: '1970-01-31',
      issueDate: '2015-08-24',
      expiryDate: '2035-01-31',
      sex: 'M',
      issuingState: 'USA',
      address: '789 E OAK ST, ANYTOWN, CA, 902230000',
    })
  })

  it('reads dates the Canadian way round, and the whole name of version 1', () => {
    const canadian = record(4, ['DAQX1', 'DCSROY', 'DCTMARIE,ANNE', 'DBB19811204', 'DBC2', 'DCGCAN'])
    expect(fieldsOfAamva(parseAamva(canadian))).toEqual({
      documentNumber: 'X1',
      surname: 'ROY',
      givenNames: 'MARIE ANNE',
      birthDate: '1981-12-04',
      sex: 'F',
      issuingState: 'CAN',
    })
    const old = parseAamva(record(1, ['DAAPUBLIC,JOHN,Q', 'DAQ77', 'DBB19700131', 'DBCM']))
    expect(old.jurisdictionVersion).toBeUndefined()
    expect(fieldsOfAamva(old)).toMatchObject({
      surname: 'PUBLIC',
      givenNames: 'JOHN Q',
      birthDate: '1970-01-31',
      sex: 'M',
    })
  })

  it('leaves out what the issuer marks as unknown and days that no calendar has', () => {
    const fields = fieldsOfAamva(parseAamva(record(8, ['DAQ1', 'DACNONE', 'DADunavl', 'DBB02302001'])))
    expect(fields).toEqual({ documentNumber: '1' })
  })

  it('keeps the first of two elements of one name and says that there were two', () => {
    const parsed = parseAamva(record(8, ['DAQ1', 'DBB01311970', 'DBB01311999']))
    expect(parsed.elements.get('DBB')).toBe('01311970')
    expect(parsed.warnings).toEqual(['repeated-element'])
  })

  it('finds the part where its offset is wrong', () => {
    const text = String.fromCharCode(...record(8, ['DAQ1', 'DCSPUBLIC']))
    const parsed = parseAamva(bytesOf(text.replace('DL0031', 'DL0035')))
    expect(parsed.elements.get('DAQ')).toBe('1')
    expect(parsed.warnings).toContain('offset-mismatch')
  })

  it('refuses what is no such record', () => {
    const refused = [
      '',
      'ANSI ',
      '@\n\x1e\rANSI 636026',
      '@\n\x1e\rANSI 6360260800',
      '@\n\x1e\rANSI 636026080001ZA00310005',
    ]
    for (const text of refused) expect(() => parseAamva(bytesOf(text)), text).toThrow(AamvaError)
    expect(() => parseAamva(record(8, [], 'ZX'))).toThrow(AamvaError)
    expect(() => parseAamva(new Uint8Array(5000).fill(64))).toThrow(AamvaError)
  })

  it('reads back every record of one part that can be printed', () => {
    const value = fc.stringMatching(/^[A-Z0-9 .-]{1,30}$/).map((text) => text.trim())
    const elements = fc.uniqueArray(fc.tuple(fc.stringMatching(/^D[A-Z]{2}$/), value), {
      minLength: 1,
      maxLength: 30,
      selector: ([id]) => id,
    })
    fc.assert(
      fc.property(elements, fc.integer({ min: 2, max: 10 }), (pairs, version) => {
        const parsed = parseAamva(
          record(
            version,
            pairs.map(([id, text]) => id + text),
          ),
        )
        expect([...parsed.elements]).toEqual(pairs)
        expect(parsed.warnings).toEqual([])
      }),
    )
  })

  it('answers altered and invented bytes with a record or its own error', () => {
    const altered = fc
      .array(fc.tuple(fc.nat(EXAMPLE.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 })
      .map((changes) => changes.reduce((bytes, [at, byte]) => bytes.with(at, byte), EXAMPLE))
    const cut = fc.nat(EXAMPLE.length).map((length) => EXAMPLE.slice(0, length))
    const invented = fc.uint8Array({ maxLength: 200 })
    fc.assert(
      fc.property(fc.oneof(altered, cut, invented), (bytes) => {
        let thrown: unknown
        try {
          const fields = fieldsOfAamva(parseAamva(bytes))
          for (const text of Object.values(fields)) expect(text).not.toBe('')
        } catch (error) {
          thrown = error
        }
        expect(thrown === undefined || thrown instanceof AamvaError).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
