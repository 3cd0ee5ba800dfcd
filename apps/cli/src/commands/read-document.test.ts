import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentTypes, type Picture } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import {
  demoStill,
  inventHolder,
  photocopy,
  photograph,
  renderDocument,
  renderPassport,
  type SpecimenFields,
  showOnScreen,
  specimenFields,
} from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'

const SEED = 4711
const pictures = createPictures()
let folder: string
let portrait: Picture

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-read-document-'))
  portrait = await demoStill('ada-document', pictures)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Answer {
  readonly type: string | null
  readonly answer: Readonly<Record<string, string>> | null
  readonly portrait: object | null
  readonly outcome: string
  readonly reason: string | null
  readonly findings: readonly {
    readonly check: string
    readonly outcome: string
    readonly reasons: readonly string[]
  }[]
  readonly crossChecks: readonly { readonly field: string; readonly agree: boolean }[]
  readonly barcodes: readonly object[]
  readonly ms: Readonly<Record<string, number>>
  readonly mrz: { readonly checks: readonly { readonly field: string; readonly valid: boolean }[] } | null
}

async function read(picture: Picture, ...options: readonly string[]): Promise<Answer> {
  const path = join(folder, 'page.jpg')
  await writeFile(path, await pictures.encodeJpeg(picture, 80))
  const output: string[] = []
  const streams = { stdout: (text: string) => void output.push(text), stderr: () => {} }
  expect(await runCli(['--json', 'read-document', path, ...options], streams)).toBe(0)
  return JSON.parse(output.join(''))
}

type Spoiled = 'documentNumber' | 'birthDate' | 'expiryDate' | 'composite'

async function photo(fields: SpecimenFields, wrongDigit?: Spoiled): Promise<Picture> {
  const spoiled = wrongDigit === undefined ? {} : { wrongDigit }
  const page = await renderPassport({ fields, portrait, seed: SEED, ...spoiled })
  return photograph(page, { difficulty: 'medium', seed: SEED })
}

describe('read-document', () => {
  it('reads a photographed passport in the words of the code that was asked for', async () => {
    const fields = specimenFields(SEED)
    const answer = await read(await photo(fields), '--doc-type', 'GLB03002')
    expect(answer).toMatchObject({ type: 'GLB03002', outcome: 'passed', reason: null })
    expect(answer.answer).toEqual({
      surname: fields.surname.toUpperCase(),
      given_names: fields.givenNames.toUpperCase(),
      sex: fields.sex,
      date_of_birth: fields.birthDate,
      passport_number: fields.documentNumber,
      nationality: 'UTO',
      date_of_expiry: fields.expiryDate,
      country_code: 'UTO',
    })
    expect(answer.portrait).not.toBeNull()
    const compared = answer.crossChecks.map(({ field, agree }) => [field, agree])
    expect(compared).toEqual(
      expect.arrayContaining([
        ['documentNumber', true],
        ['birthDate', true],
        ['surname', true],
      ]),
    )
    expect(Object.keys(answer.ms)).toEqual(expect.arrayContaining(['decode', 'corners', 'mrz', 'print']))
  })

  it('says that a passport is expired', async () => {
    const answer = await read(await photo(specimenFields(SEED, { expiryDate: '2024-02-29' })))
    expect(answer).toMatchObject({ outcome: 'not-passed', reason: 'document-expired' })
  })

  it('reports a printed wrong check digit as such', async () => {
    const answer = await read(await photo(specimenFields(SEED), 'birthDate'))
    expect(answer).toMatchObject({ outcome: 'not-passed', reason: 'mrz-check-digit' })
    expect(answer.mrz?.checks.filter(({ valid }) => !valid).map(({ field }) => field)).toContain('birthDate')
  })

  it.each([
    ['a page', (page: Picture) => page, []],
    ['a page on a screen', (page: Picture) => showOnScreen(page, SEED), ['screen-recapture']],
    ['a copy of a page', (page: Picture) => photocopy(page, SEED), ['photocopy']],
  ])('looks for signs of forgery on %s where that is asked for', async (_, change, reasons) => {
    const { findings } = await read(change(await photo(specimenFields(SEED))), '--forgery-signs')
    expect(findings.find(({ check }) => check === 'forgery-signs')?.reasons).toEqual(expect.arrayContaining(reasons))
    if (reasons.length === 0) expect(findings.find(({ check }) => check === 'forgery-signs')?.outcome).toBe('passed')
  })

  it('does not take Chinese print among Latin print for edited', async () => {
    const [type, seed] = [documentTypes.get('HKG01002'), 9008]
    if (type === undefined) throw new Error('no such type')
    const { picture } = await renderDocument({ type, page: '01', holder: inventHolder(seed), portrait, seed })
    const card = photograph(picture, { difficulty: 'medium', seed })
    const { findings } = await read(card, '--doc-type', 'HKG01002', '--forgery-signs')
    expect(findings.find(({ check }) => check === 'forgery-signs')?.reasons).toEqual([])
  })

  it('draws what it found onto the picture', async () => {
    const drawing = join(folder, 'explained.svg')
    await read(await photo(specimenFields(SEED)), '--explain', drawing, '--quality', 'loose')
    const svg = await readFile(drawing, 'utf8')
    expect(svg).toContain('>portrait</text>')
    expect(svg.match(/P&lt;UTO/g)).toHaveLength(1)
    expect(svg).toContain('>surname: ')
  })

  it('finds no document on the picture of a person', async () => {
    expect(await read(portrait)).toMatchObject({
      type: null,
      mrz: null,
      outcome: 'not-passed',
      reason: 'document-unreadable',
    })
  })

  it('reads the record in the barcode on the back of a licence', async () => {
    const type = documentTypes.get('USA02001')
    if (type === undefined) throw new Error('USA02001 is not registered')
    const holder = inventHolder(SEED)
    const back = await renderDocument({ type, page: '02', holder, portrait, seed: SEED })
    const answer = await read(
      photograph(back.picture, { difficulty: 'medium', seed: SEED }),
      ...['--doc-type', 'USA02001', '--page', '02'],
    )
    expect(answer.barcodes).toMatchObject([{ format: 'PDF417', fields: { birthDate: holder.birthDate } }])
    expect(answer.answer).toMatchObject({ date_of_expiry: holder.expiryDate })
  })

  it('refuses a document type that is not registered', async () => {
    const errors: string[] = []
    const streams = { stdout: () => {}, stderr: (text: string) => void errors.push(text) }
    expect(await runCli(['read-document', 'page.jpg', '--doc-type', 'XXX00000'], streams)).toBe(1)
    expect(errors.join('')).toContain('GLB03002')
  })
})
