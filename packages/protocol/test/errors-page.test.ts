import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { API_ERRORS } from '../src/codes/api-errors.ts'
import { RESULT_CODES } from '../src/codes/result-codes.ts'
import { SDK_CODES } from '../src/codes/sdk-codes.ts'

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')

/** The rows of the table under a heading, as texts of their cells. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  const rows = own.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replaceAll('`', '').trim()),
  )
}

describe('the page of codes', () => {
  it('lists exactly the errors of the API, as they are', () => {
    const expected = Object.entries(API_ERRORS).map(([code, { status, retryHelps, fault, message }]) => [
      code,
      String(status),
      retryHelps ? 'yes' : 'no',
      fault,
      message,
    ])
    expect(rowsUnder('Errors of the API')).toEqual(expected)
  })

  it('lists exactly the result codes, as they are', () => {
    expect(rowsUnder('Result codes')).toEqual(Object.entries(RESULT_CODES))
  })

  it('lists exactly the codes of the SDK, as they are', () => {
    const expected = Object.entries(SDK_CODES).map(([code, { meaning, details }]) => [
      code,
      meaning,
      details.map((detail, index) => `${index + 1} ${detail}`).join(', '),
    ])
    expect(rowsUnder('Codes of the SDK')).toEqual(expected)
  })
})
