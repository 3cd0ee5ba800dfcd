import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** How many demands each part has. */
const PARTS = { A: 9, B: 8, C: 6, D: 7, E: 5, F: 7, H: 2, I: 12 }

interface Row {
  readonly number: string
  readonly file?: string
  readonly test?: string
  readonly gap: string
}

const rows = (await readFile(join(ROOT, 'docs/security.md'), 'utf8')).split('\n').flatMap((line): Row[] => {
  const [, number, , shown = '', gap = ''] = line.split('|').map((cell) => cell.trim())
  if (number === undefined || !/^[A-I]\d+$/.test(number)) return []
  const { file, test } = /^`(?<file>[^`]+)`(?: "(?<test>[^"]+)")?$/.exec(shown)?.groups ?? {}
  return [{ number, gap, ...(file === undefined ? {} : { file }), ...(test === undefined ? {} : { test }) }]
})

describe('docs/security.md', () => {
  it('has one row for each demand', () => {
    const expected = Object.entries(PARTS).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, index) => `${part}${index + 1}`),
    )
    expect(rows.map(({ number }) => number)).toEqual(expected)
  })

  it('says of a demand that no test shows what is missing', () => {
    expect(rows.filter(({ file, gap }) => file === undefined && gap === '').map(({ number }) => number)).toEqual([])
  })

  it.each(rows.filter(({ file }) => file !== undefined).map((row) => [row.number, row] as const))(
    '%s names a file that is there, and a test in it',
    async (_number, { file = '', test = '' }) => {
      expect(await readFile(join(ROOT, file), 'utf8')).toContain(test)
    },
  )
})
