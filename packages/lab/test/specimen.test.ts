import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeFace, type Picture, parseMrz, printMrz, readDocument } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { cutPortrait, demoStill, photograph, renderPassport, type SpecimenFields, specimenFields } from '@bonafide/lab'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const grey: Picture = { width: 60, height: 80, data: new Uint8Array(60 * 80 * 3).fill(150) }
const JUDGED_ON = '2026-11-23'
let tools: Awaited<ReturnType<typeof openTools>>
let portrait: Picture
let page: Picture

beforeAll(async () => {
  tools = await openTools()
  portrait = await cutPortrait(await demoStill('ada-document', createPictures()), tools)
  page = await renderPassport({ fields: specimenFields(4), portrait: grey, seed: 4 })
})
afterAll(async () => tools.models.close())

describe('a specimen passport', () => {
  it('has the proportions of a TD3 page and is the same, byte for byte, for the same seed', async () => {
    const render = (seed: number) => renderPassport({ fields: specimenFields(4), portrait: grey, seed })
    expect(page.width / page.height).toBeCloseTo(125 / 88, 2)
    expect(hash(page)).toBe(hash(await render(4)))
    expect(hash(page)).not.toBe(hash(await render(5)))
  })

  it('is the same on a machine without any fonts', async () => {
    expect(await hashWithoutFonts()).toBe(hash(page))
  })

  it.each<[string, number, SpecimenFields]>([
    ['that is valid', 1, specimenFields(1)],
    ['that is out of date', 2, specimenFields(2, { expiryDate: '2021-03-09' })],
  ])('%s, photographed with care, is read back without a mistake and shows its holder', async (_case, seed, fields) => {
    const reading = await read(fields, seed)
    expect(reading.fields).toMatchObject({
      issuingState: 'UTO',
      documentNumber: fields.documentNumber,
      birthDate: fields.birthDate,
      expiryDate: fields.expiryDate,
      surname: fields.surname.toUpperCase(),
      givenNames: fields.givenNames.toUpperCase(),
    })
    expect(reading.mrz?.checks.every(({ valid }) => valid)).toBe(true)
    const face = reading.portrait === undefined ? undefined : await describeFace(reading.portrait, tools)
    expect(face?.facesSeen).toBe(1)
  })

  it('with a wrong check digit is read as it is printed, wrong', async () => {
    const reading = await read(specimenFields(3), 3, 'documentNumber')
    const check = reading.mrz?.checks.find(({ field }) => field === 'documentNumber')
    expect(check?.valid).toBe(false)
  })
})

describe('a photograph of a page', () => {
  it('is the same for the same seed, and 1600 by 1200', async () => {
    const photo = photograph(page, { difficulty: 'medium', seed: 9 })
    expect([photo.width, photo.height]).toEqual([1600, 1200])
    expect(hash(photo)).toBe(hash(photograph(page, { difficulty: 'medium', seed: 9 })))
  })
})

describe('the fields of a specimen', () => {
  it('fit into a machine readable zone that parses back', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const fields = specimenFields(seed)
      const lines = printMrz({
        documentCode: 'P',
        issuingState: 'UTO',
        surname: fields.surname,
        givenNames: fields.givenNames,
        documentNumber: fields.documentNumber,
        nationality: fields.nationality,
        birthDate: fields.birthDate.slice(2).replaceAll('-', ''),
        sex: 'F',
        expiryDate: fields.expiryDate.slice(2).replaceAll('-', ''),
      })
      expect(parseMrz(lines).checks.every(({ valid }) => valid)).toBe(true)
      expect(fields.birthDate < fields.issueDate && fields.issueDate < fields.expiryDate).toBe(true)
    }
  })
})

async function read(fields: SpecimenFields, seed: number, wrongDigit?: 'documentNumber') {
  const page = await renderPassport({ fields, portrait, seed, ...(wrongDigit === undefined ? {} : { wrongDigit }) })
  const picture = photograph(page, { difficulty: 'easy', seed })
  return readDocument([{ page: '01', picture }], 'GLB03002', tools, JUDGED_ON)
}

async function hashWithoutFonts(): Promise<string> {
  const entry = fileURLToPath(new URL('./print-specimen.ts', import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    conditions: ['bonafide-source'],
    external: ['opentype.js', 'sharp', 'zxing-wasm'],
  })
  const empty = mkdtempSync(join(tmpdir(), 'no-fonts-'))
  try {
    const child = spawnSync(process.execPath, ['--input-type=module', '-'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: empty,
        FONTCONFIG_PATH: empty,
        FONTCONFIG_FILE: join(empty, 'none'),
      },
      input: outputFiles[0]?.text ?? '',
    })
    if (child.status !== 0) throw new Error(child.stderr.toString())
    return child.stdout.toString()
  } finally {
    rmSync(empty, { recursive: true })
  }
}

function hash(picture: Picture): string {
  return createHash('sha256').update(picture.data).digest('hex')
}
