import { describe, expect, it } from 'vitest'
import vectors from '../../vectors/aamva.json' with { type: 'json' }
import type { GreyImage } from '../image/grey.ts'
import { wholeView } from '../page/page-view.ts'
import type { Barcode, BarcodeReader } from '../ports.ts'
import { readBarcodes } from './read-barcodes.ts'

const source = { width: 400, height: 250, data: new Uint8Array(3 * 400 * 250).fill(200) }
const PAGE = { page: '02', source, view: wholeView(source) } as const

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Reads one symbol in the middle of every picture that is at least so wide. */
function readerFrom(leastWidth: number, text: string): BarcodeReader & { readonly widths: number[] } {
  const widths: number[] = []
  return {
    widths,
    async read({ width, height }: GreyImage): Promise<readonly Barcode[]> {
      widths.push(width)
      if (width < leastWidth) return []
      const corner = (x01: number, y01: number) => ({ x: x01 * width, y: y01 * height })
      const corners = [corner(0.25, 0.2), corner(0.75, 0.2), corner(0.75, 0.8), corner(0.25, 0.8)]
      return [{ format: 'PDF417', bytes: bytesOf(text), text, corners }]
    },
  }
}

describe('readBarcodes', () => {
  it('enlarges the page until a symbol can be read, and says where it lies on the picture as it came', async () => {
    const reader = readerFrom(2000, 'anything')
    const [reading] = await readBarcodes([PAGE], undefined, reader)
    expect(reader.widths).toEqual([400, 1712, 2568])
    expect(reading).toMatchObject({ page: '02', format: 'PDF417', text: 'anything', warnings: [] })
    expect(reading?.fields).toBeUndefined()
    for (const [key, value] of Object.entries({ x: 100, y: 50, width: 200, height: 150 }))
      expect(reading?.box[key as 'x']).toBeCloseTo(value, 0)
  })

  it('takes an AAMVA record apart', async () => {
    const [reading] = await readBarcodes(
      [PAGE],
      undefined,
      readerFrom(0, atob(vectors.vectors[1]?.payloadBase64 ?? '')),
    )
    expect(reading?.fields).toMatchObject({ documentNumber: 'D12345678', surname: 'PUBLIC' })
    expect(reading?.warnings).toEqual(['length-mismatch'])
  })

  it('gives up after the largest size', async () => {
    const reader = readerFrom(9999, '')
    expect(await readBarcodes([PAGE], undefined, reader)).toEqual([])
    expect(reader.widths).toEqual([400, 1712, 2568, 2568, 3424])
  })
})
