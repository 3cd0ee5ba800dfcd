import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Barcode, BarcodeFormat, BarcodeReader, GreyImage } from '@bonafide/engine'
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'

const FORMATS: readonly BarcodeFormat[] = ['PDF417', 'QRCode', 'Aztec', 'DataMatrix', 'Code128', 'Code39']
/** A document carries one or two symbols; a page full of them is an attack on our time. */
const MOST_SYMBOLS = 8

/**
 * The engine's barcode reader on zxing. Its program is read out of the installed package: left to itself the package
 * would fetch it from a server.
 */
export async function openBarcodeReader(): Promise<BarcodeReader> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const file = await readFile(path)
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return { read }
}

async function read(picture: GreyImage): Promise<readonly Barcode[]> {
  const found = await readBarcodes(imageDataOf(picture), {
    formats: [...FORMATS],
    tryHarder: true,
    maxNumberOfSymbols: MOST_SYMBOLS,
    textMode: 'Plain',
  })
  return found.flatMap((result) => barcodeOf(result) ?? [])
}

function barcodeOf({ isValid, symbology, bytes, text, position }: ReadResult): Barcode | undefined {
  const known = FORMATS.find((candidate) => candidate === symbology)
  if (!isValid || known === undefined) return undefined
  const { topLeft, topRight, bottomRight, bottomLeft } = position
  return { format: known, bytes: Uint8Array.from(bytes), text, corners: [topLeft, topRight, bottomRight, bottomLeft] }
}

function imageDataOf({ width, height, data: grey }: GreyImage) {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const level = grey[at] ?? 0
    data[4 * at] = level
    data[4 * at + 1] = level
    data[4 * at + 2] = level
    data[4 * at + 3] = 255
  }
  return { width, height, data, colorSpace: 'srgb' as const }
}
