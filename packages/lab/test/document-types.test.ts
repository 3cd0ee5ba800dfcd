import {
  assignFields,
  type BarcodeReader,
  classifyPrint,
  documentTypes,
  type Picture,
  type PrintedLine,
  type RegisteredDocument,
  readDocument,
} from '@bonafide/engine'
import { openBarcodeReader } from '@bonafide/imaging'
import {
  type DocumentPageDrawing,
  type DrawnRun,
  inventHolder,
  misreadFields,
  photograph,
  renderDocument,
} from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const grey: Picture = { width: 60, height: 80, data: new Uint8Array(60 * 80 * 3).fill(150) }
/** Lower bound (95 %) of 134 fields of 143, docs/measurements/documents.md. */
const LEAST_SHARE = 0.88
const JUDGED_ON = '2026-11-25'
/** In labels of Hong Kong alone; the reader takes it for other characters (docs/measurements/documents.md). */
const NOT_READ = '簽'
const DEEP = process.env['BONAFIDE_TEST_DEEP'] === '1'

/** Every side that prints fields, by its type's first code. */
const SIDES = [...new Set(documentTypes.values())].flatMap((type) =>
  type.sides
    .filter((page) => (type.pages[page]?.fields.length ?? 0) > 0)
    .map((page) => ({ code: type.codes[0]?.code ?? '', page, type })),
)

const draw = (type: RegisteredDocument, page: '01' | '02', seed: number) =>
  renderDocument({ type, page, holder: inventHolder(seed), portrait: grey, seed })

/** The runs of a drawing as a reader without faults would give them. */
function flawless({ text, box }: DrawnRun): PrintedLine {
  const letters = [...text]
  // The detector leaves a third of a line's height free around what it finds.
  const room = box.height * 0.66
  const width = box.width + 2 * room
  return {
    text,
    confidence01: 1,
    characters: letters.map((letter, index) => ({
      text: letter,
      confidence01: 1,
      at01: (room + ((index + 0.5) / letters.length) * box.width) / width,
    })),
    patch: {
      centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
      angleRad: 0,
      width,
      height: box.height + 2 * room,
    },
  }
}

/** What was misread, to be read in a failing test. */
const misread = ({ texts }: DocumentPageDrawing, read: Parameters<typeof misreadFields>[1]) =>
  misreadFields(texts, read).map((field) => `${field.field}: ${field.drawn} read as ${field.read}`)

describe('the layout of every registered document', () => {
  const drawings = new Map<string, DocumentPageDrawing>()
  const drawn = (code: string, page: string) => {
    const drawing = drawings.get(code + page)
    if (drawing === undefined) throw new Error(`${code} ${page} was not drawn`)
    return drawing
  }
  beforeAll(async () => {
    for (const { code, page, type } of SIDES) drawings.set(code + page, await draw(type, page, 11))
  })

  it.each(SIDES)('gives every field of $code page $page back from flawless print', ({ code, type, page }) => {
    const layout = type.pages[page] ?? { anchors: [], fields: [] }
    const drawing = drawn(code, page)
    const frame = {
      a: type.size.width / drawing.picture.width,
      b: 0,
      tx: 0,
      c: 0,
      d: type.size.width / drawing.picture.width,
      ty: 0,
    }
    const lines = drawing.runs.map(flawless)
    // Layouts with labels place the page by themselves; the others need to be told where it lies.
    expect(misread(drawing, assignFields(lines, layout, frame).fields)).toEqual([])
  })

  it('keeps the place of a value that was changed into what its field does not hold', () => {
    const { texts, runs, picture } = drawn('GLB03002', '01')
    const layout = documentTypes.get('GLB03002')?.pages['01']
    if (layout === undefined) throw new RangeError('no passport')
    const [, birthDate] = texts.find(([field]) => field === 'birthDate') ?? []
    const lines = runs.map((run) => flawless(run.text === birthDate ? { ...run, text: 'NOT A DAY' } : run))
    const mmPerPx = 125 / picture.width
    const read = assignFields(lines, layout, { a: mmPerPx, b: 0, tx: 0, c: 0, d: mmPerPx, ty: 0 })
    expect(read.fields.map(({ field }) => field)).not.toContain('birthDate')
    const changed = lines.find(({ text }) => text === 'NOT A DAY')
    expect(read.standing).toContainEqual(changed?.patch)
  })

  it.each(SIDES)('keeps the labels of $code page $page clear of the values beside them', ({ code, page }) => {
    const { runs } = drawn(code, page)
    const clashes = runs.flatMap((one, index) =>
      runs.slice(index + 1).flatMap((other) => (overlaps(one, other) ? [`${one.text} / ${other.text}`] : [])),
    )
    expect(clashes).toEqual([])
  })

  it.each(SIDES.filter(({ type, page }) => type.mrz?.page !== page))(
    'is told from all others by what $code page $page prints',
    ({ code, type, page }) => {
      const { runs } = drawn(code, page)
      const found = classifyPrint(runs.map(flawless))
      expect(found?.type.title).toBe(type.title)
      expect(found?.page).toBe(page)
    },
  )

  it('is printed in letters that the reader knows in one form or the other, but for marks of Vietnamese', async () => {
    const { models } = await openTools()
    const { characters, traditional = new Map<string, readonly string[]>() } = models.textReader
    await models.close()
    const known = new Set([...characters, ...characters.flatMap((letter) => traditional.get(letter) ?? [])])
    for (const { code, page, type } of SIDES) {
      const written = drawn(code, page).runs.map(({ text }) => text.replaceAll(' ', ''))
      const letters = type.print.script === 'vietnamese' ? written.map(withoutMarks) : written
      const unknown = letters.flatMap((text) => [...text].filter((letter) => !known.has(letter) && letter !== NOT_READ))
      expect(unknown, `${code} ${page}`).toEqual([])
    }
  })

  it('is of no known type when nothing of it is printed', () => {
    const line = flawless({ text: 'SHOPPING LIST', box: { x: 10, y: 10, width: 200, height: 20 } })
    expect(classifyPrint([line])).toBeUndefined()
  })
})

function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
}

function overlaps({ box: a }: DrawnRun, { box: b }: DrawnRun): boolean {
  const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  return !apart
}

describe('a photographed document', () => {
  let tools: Awaited<ReturnType<typeof openTools>>
  beforeAll(async () => {
    tools = await openTools()
  })
  afterAll(async () => tools.models.close())

  // One of each script; the deep run photographs every side, every other one hard, with seeds that nothing was tuned on.
  const shots = SIDES.map((side, index) => ({
    ...side,
    seed: 5000 + index,
    difficulty: index % 2 === 0 ? ('medium' as const) : ('hard' as const),
  }))
  const chosen = shots.filter(
    ({ code, page }) => DEEP || (page === '01' && ['CHN01001', 'HKG01002', 'SGP01001'].includes(code)),
  )
  const figures = new Map<string, { photographs: number; fields: number; right: number }>()

  it.each(chosen)('gives the fields of $code page $page back ($difficulty)', async (shot) => {
    const { code, page, type, seed, difficulty } = shot
    const drawing = await draw(type, page, seed)
    const picture = photograph(drawing.picture, { difficulty, seed })
    const reading = await readDocument([{ page, picture }], code, tools, JUDGED_ON)
    const wrong = misread(drawing, reading.printed ?? [])
    expect(reading.pages?.[0]?.printedSide).toBe(page)
    figures.set(`${code} ${page}`, {
      photographs: 1,
      fields: drawing.texts.length,
      right: drawing.texts.length - wrong.length,
    })
    // A side with two fields may lose one to glare; the sum below is what counts.
    expect(wrong.length / drawing.texts.length).toBeLessThanOrEqual(0.5)
  })

  it('gives 88 of 100 fields back over all that were photographed', async () => {
    const sum = (of: 'fields' | 'right') => [...figures.values()].reduce((total, figure) => total + figure[of], 0)
    expect(sum('right') / sum('fields')).toBeGreaterThanOrEqual(LEAST_SHARE)
  })
})

describe('the barcode on the back of a photographed licence', () => {
  let tools: Awaited<ReturnType<typeof openTools>>
  let barcodes: BarcodeReader
  beforeAll(async () => {
    tools = await openTools()
    barcodes = await openBarcodeReader()
  })
  afterAll(async () => tools.models.close())

  const licences = [...new Set(documentTypes.values())].filter(({ barcode }) => barcode?.box !== undefined)
  const shots = licences.flatMap((type) =>
    Array.from({ length: DEEP ? 14 : 1 }, (_, index) => ({
      type,
      title: type.title,
      seed: 7300 + index,
      difficulty: index % 2 === 0 ? ('hard' as const) : ('medium' as const),
    })),
  )

  it.each(shots)('says what is printed on it ($title, $difficulty, $seed)', async ({ type, seed, difficulty }) => {
    const drawing = await draw(type, '02', seed)
    const picture = photograph(drawing.picture, { difficulty, seed })
    const code = type.codes[0]?.code
    const reading = await readDocument([{ page: '02', picture }], code, { ...tools, barcodes }, JUDGED_ON)
    const { birthDate, expiryDate, surname } = inventHolder(seed)
    expect(reading.barcodes?.map(({ text }) => text)).toEqual([drawing.barcode])
    expect(reading.barcodes?.[0]?.warnings).toEqual([])
    expect(reading).toMatchObject({ type: code, fields: { birthDate, expiryDate, surname: surname.toUpperCase() } })
  })
})

describe('renderDocument', () => {
  it.each(
    ['VNM01001', 'GLB03002'].flatMap((code) => (['classical', 'serif'] as const).map((face) => ({ code, face }))),
  )('prints $code in another face of type ($face): the same texts, capitals as high', async ({ code, face }) => {
    const type = documentTypes.get(code)
    if (type === undefined) throw new RangeError(`no type ${code}`)
    const options = { type, page: '01', holder: inventHolder(7), portrait: grey, seed: 7 } as const
    const [plex, another] = [await renderDocument(options), await renderDocument({ ...options, face })]
    expect(another.texts).toEqual(plex.texts)
    expect(another.picture.data).not.toEqual(plex.picture.data)
    const [title, other] = [plex.runs[0], another.runs[0]]
    expect(other?.box.height).toBeCloseTo(title?.box.height ?? 0, 6)
  })
})
