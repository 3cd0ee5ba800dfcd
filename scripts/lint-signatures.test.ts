import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const RULE = 'Signatures are compared in constant time'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonafide-lint-'))
  for (const name of ['biome.json', 'tools/lint']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the linter', () => {
  it.each([
    'signature === ours',
    'ours !== signature',
    'request.signature == ours',
    'ours != request.signature',
    'expectedMac === ours',
    'ours === theirHmac',
  ])('refuses %s', (expression) => {
    expect(lint(expression)).toMatchObject({ status: 1, printed: expect.stringContaining(RULE) })
  })

  it.each([
    'signature === undefined',
    "signature === ''",
    "typeof signature === 'string'",
    'signature.length === ours.length',
    'timingSafeEqual(signature, ours)',
  ])('lets %s pass, which compares no signature with another', (expression) => {
    expect(lint(expression)).toMatchObject({ status: 0, printed: expect.not.stringContaining(RULE) })
  })
})

/** As `npm run check` does it, with the project's own settings. */
function lint(expression: string): { readonly status: number | null; readonly printed: string } {
  writeFileSync(join(folder, 'case.ts'), `export const compared = ${expression}\n`)
  const biome = join(ROOT, 'node_modules/.bin/biome')
  const { status, stdout, stderr } = spawnSync(biome, ['lint', 'case.ts'], { cwd: folder, encoding: 'utf8' })
  return { status, printed: `${stdout}${stderr}` }
}
