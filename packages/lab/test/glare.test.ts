import { documentTypes, type Picture, type Quad, qualityFaults, readPages } from '@bonafide/engine'
import {
  cornersOnPhoto,
  type DocumentPageDrawing,
  inventHolder,
  photograph,
  renderDocument,
  spoil,
} from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const CODE = 'SGP01001'
const TAKEN = { difficulty: 'medium', seed: 93_100 } as const
const grey: Picture = { width: 60, height: 80, data: new Uint8Array(60 * 80 * 3).fill(150) }

describe('glare on a photographed card', () => {
  let tools: Awaited<ReturnType<typeof openTools>>
  let drawing: DocumentPageDrawing
  let photo: Picture
  let corners: Quad
  const type = documentTypes.get(CODE)

  beforeAll(async () => {
    if (type === undefined) throw new Error(`${CODE} is not registered`)
    tools = await openTools()
    drawing = await renderDocument({ type, page: '01', holder: inventHolder(TAKEN.seed), portrait: grey, seed: 1 })
    photo = photograph(drawing.picture, TAKEN)
    corners = cornersOnPhoto(drawing.picture, TAKEN)
  })
  afterAll(async () => tools.models.close())

  const faultsOn = async (picture: Picture) => {
    const { reading, pages } = await readPages([{ page: '01', picture }], CODE, tools, '2026-11-25')
    return pages
      .flatMap((page) => qualityFaults(page, reading, 'standard'))
      .map(({ reason, region }) => [reason, region.label])
  }

  it('is named where a lamp hides a field, with the field', async () => {
    const [name, value] = drawing.texts[0] ?? []
    const run = drawing.runs.find(({ text }) => text === value)
    if (run === undefined || type === undefined) throw new Error('nothing was written')
    const { width, height } = drawing.picture
    const { x, y, width: long, height: high } = run.box
    const field = { x: x / width, y: y / height, width: long / width, height: high / height }
    const lit = spoil(photo, 'glare', { corners, widthMm: type.size.width, field })
    expect(await faultsOn(lit)).toContainEqual(['picture-glare', `glare: ${name}`])
  })

  it('is not named on the same photograph without the lamp', async () => {
    expect(await faultsOn(photo)).toEqual([])
  })
})
