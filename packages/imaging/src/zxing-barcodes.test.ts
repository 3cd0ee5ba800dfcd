import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fieldsOfAamva, type GreyImage, parseAamva } from '@bonafide/engine'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from 'zxing-wasm/writer'
import vectors from '../../engine/vectors/aamva.json' with { type: 'json' }
import { openBarcodeReader } from './zxing-barcodes.ts'

/** A symbol as dark and light pixels with a quiet zone; each module `scale` pixels wide. */
async function symbol(text: string, format: WriteInputBarcodeFormat, scale: number): Promise<GreyImage> {
  const { symbol: modules } = await writeBarcode(text, { format, scale: 1 })
  const [tall, quiet] = [format === 'PDF417' ? 3 * scale : scale, 8]
  const [width, height] = [modules.width * scale + 2 * quiet, modules.height * tall + 2 * quiet]
  const data = new Float32Array(width * height).fill(255)
  for (let y = quiet; y < height - quiet; y += 1) {
    for (let x = quiet; x < width - quiet; x += 1) {
      const at = Math.floor((y - quiet) / tall) * modules.width + Math.floor((x - quiet) / scale)
      data[y * width + x] = modules.data[at] ?? 255
    }
  }
  return { width, height, data }
}

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
  const { buffer, byteOffset, byteLength } = await readFile(path)
  await prepareZXingModule({
    overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) },
    fireImmediately: true,
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('openBarcodeReader', () => {
  it('reads the record of a licence out of a PDF417 symbol', async () => {
    const reader = await openBarcodeReader()
    const record = atob(vectors.vectors[0]?.payloadBase64 ?? '')
    const found = await reader.read(await symbol(record, 'PDF417', 3))
    expect(found.map(({ format }) => format)).toEqual(['PDF417'])
    const fields = found[0] === undefined ? {} : fieldsOfAamva(parseAamva(found[0].bytes))
    expect(fields).toMatchObject({ documentNumber: 'D12345678', birthDate: '1970-01-31' })
  })

  it('tells where a QR code lies', async () => {
    const reader = await openBarcodeReader()
    const page = await symbol('https://example.org/document/1', 'QRCode', 4)
    const [found] = await reader.read(page)
    expect(found).toMatchObject({ format: 'QRCode', text: 'https://example.org/document/1' })
    for (const { x, y } of found?.corners ?? []) {
      expect(Math.min(x, page.width - x)).toBeLessThan(12)
      expect(Math.min(y, page.height - y)).toBeLessThan(12)
    }
  })

  it('answers nothing for a page without a symbol', async () => {
    const reader = await openBarcodeReader()
    const data = Float32Array.from({ length: 200 * 120 }, (_, at) => (at * 37) % 256)
    expect(await reader.read({ width: 200, height: 120, data })).toEqual([])
  })

  it('asks no server for anything', async () => {
    const fetched = vi.fn(() => Promise.reject(new Error('no network here')))
    vi.stubGlobal('fetch', fetched)
    const reader = await openBarcodeReader()
    await reader.read({ width: 64, height: 64, data: new Float32Array(64 * 64).fill(200) })
    expect(fetched).not.toHaveBeenCalled()
  })
})
