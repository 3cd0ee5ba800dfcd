import { AamvaError } from '../barcodes/aamva-error.ts'
import { fieldsOfAamva } from '../barcodes/aamva-fields.ts'
import { parseAamva } from '../barcodes/parse-aamva.ts'
import { type GreyImage, toGrey } from '../image/grey.ts'
import { boxMean } from '../mrz/resample-grey.ts'
import { boxAround, type PageView, viewOf, wholeView } from '../page/page-view.ts'
import type { Barcode, BarcodeReader } from '../ports.ts'
import type { BarcodeReading } from '../verification/document-reading.ts'
import type { RegisteredDocument } from './define-document.ts'
import type { SeenPage } from './look-at-page.ts'

/**
 * Long sides to which a page is brought until a symbol can be read, with or without sharpening. A module of a licence's
 * PDF417 is 0.17 mm: 3.4 pixels at 1712 for a card, and twice that at 3424 (research note on documents, section 4).
 */
const LOOKS: readonly { readonly longSide: number; readonly sharpen: boolean }[] = [
  { longSide: 1712, sharpen: false },
  { longSide: 2568, sharpen: false },
  { longSide: 2568, sharpen: true },
  { longSide: 3424, sharpen: true },
]
/** Larger pictures show a symbol at this size as well; their modules have pixels to spare. */
const LARGEST_SOURCE = 2000

/**
 * The barcodes on the pages: on the picture as it came, then on the flat page at rising sizes. Pages asked to be of a type
 * without a barcode get the first look only, and none where their zone was read: what a symbol beside a zone says is held
 * against nothing. `reader` absent reads none.
 */
export async function readBarcodes(
  pages: readonly SeenPage[],
  asked: RegisteredDocument | undefined,
  reader: BarcodeReader | undefined,
): Promise<readonly BarcodeReading[]> {
  if (reader === undefined) return []
  const readings: BarcodeReading[] = []
  for (const seen of pages) {
    const mayCarry = asked === undefined || asked.barcode?.page === seen.page
    if (!mayCarry && seen.mrz !== undefined) continue
    for (const { view, grey } of looksAt(seen, mayCarry)) {
      const found = await reader.read(grey)
      readings.push(...found.map((barcode) => readingOf(barcode, view, seen)))
      if (found.length > 0) break
    }
  }
  return readings
}

function* looksAt(
  { source, view, mrz }: SeenPage,
  mayCarry: boolean,
): Generator<{ readonly view: PageView; readonly grey: GreyImage }> {
  const whole = wholeView(source)
  const first =
    Math.max(source.width, source.height) <= LARGEST_SOURCE
      ? whole
      : viewOf(source, whole.corners, { longSide: LARGEST_SOURCE })
  yield { view: first, grey: toGrey(first.picture) }
  for (const { longSide, sharpen } of mayCarry && mrz === undefined ? LOOKS : []) {
    const flat = viewOf(source, view.corners, { longSide, leastLongSide: longSide })
    yield { view: flat, grey: sharpen ? sharpened(toGrey(flat.picture)) : toGrey(flat.picture) }
  }
}

function readingOf({ format, bytes, text, corners }: Barcode, view: PageView, { page }: SeenPage): BarcodeReading {
  const box = boxAround(corners.map(({ x, y }) => view.toSource(x, y)))
  return { page, format, text, box, ...recordOf(bytes) }
}

function recordOf(bytes: Uint8Array): Pick<BarcodeReading, 'fields' | 'warnings'> {
  try {
    const record = parseAamva(bytes)
    return { fields: fieldsOfAamva(record), warnings: record.warnings }
  } catch (error) {
    if (error instanceof AamvaError) return { warnings: [] }
    throw error
  }
}

/** Twice the picture less its mean over 3 x 3 pixels. */
function sharpened(grey: GreyImage): GreyImage {
  const mean = boxMean(grey, 1, 1)
  return {
    ...grey,
    data: grey.data.map((level, at) => Math.min(255, Math.max(0, 2 * level - (mean.data[at] ?? level)))),
  }
}
