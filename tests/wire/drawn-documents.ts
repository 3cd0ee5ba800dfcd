import { documentTypes, type Picture, type Tools } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import {
  cutPortrait,
  demoStill,
  inventHolder,
  photocopy,
  photograph,
  renderDocument,
  renderPassport,
  specimenFields,
} from '@bonafide/lab'

/** Good enough to be read, small enough for the 1 MB that a picture may have as Base64. */
const JPEG_QUALITY = 88

export interface DrawnDocuments {
  /** Photographs as JPEG in Base64. The passport and the identity card show the woman of `ada-document`. */
  readonly passport: string
  readonly expiredPassport: string
  readonly copiedPassport: string
  readonly cardFront: string
  readonly cardBack: string
  /** The same woman before a camera, and somebody else. */
  readonly holderFace: string
  readonly strangerFace: string
  /** What the documents say. */
  readonly fields: ReturnType<typeof specimenFields>
  readonly holder: ReturnType<typeof inventHolder>
}

/** Draws and photographs the documents that the tests of document operations send. */
export async function drawDocuments(tools: Pick<Tools, 'models'>): Promise<DrawnDocuments> {
  const pictures = createPictures()
  const portrait = await cutPortrait(await demoStill('ada-document', pictures), tools)
  const fields = specimenFields(1)
  const holder = inventHolder(5)
  const base64 = async (photo: Picture): Promise<string> =>
    Buffer.from(await pictures.encodeJpeg(photo, JPEG_QUALITY)).toString('base64')
  const shot = (page: Picture): Picture => photograph(page, { difficulty: 'easy', seed: 1 })
  const passport = (change: Partial<typeof fields> = {}) =>
    renderPassport({ fields: { ...fields, ...change }, portrait, seed: 1 })
  const card = async (page: '01' | '02'): Promise<Picture> => {
    const type = documentTypes.get('00000001')
    if (type === undefined) throw new Error('the identity card is not registered')
    return (await renderDocument({ type, page, holder, portrait, seed: 5 })).picture
  }
  return {
    passport: await base64(shot(await passport())),
    expiredPassport: await base64(shot(await passport({ expiryDate: '2024-03-02' }))),
    copiedPassport: await base64(photocopy(shot(await passport()), 1)),
    cardFront: await base64(shot(await card('01'))),
    cardBack: await base64(shot(await card('02'))),
    holderFace: await base64(await demoStill('ada-selfie', pictures)),
    strangerFace: await base64(await demoStill('bea', pictures)),
    fields,
    holder,
  }
}
