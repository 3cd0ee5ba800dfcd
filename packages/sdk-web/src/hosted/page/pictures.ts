import type { StateName } from '@bonafide/capture'
import type { SessionView } from '@bonafide/protocol'
import { element } from './element.ts'
import { icon } from './icons.ts'

export type Pictures = NonNullable<SessionView['pictures']>

/** Which pictures of StyleConfig (client-sdk.md section 7) take which place; the first that is given counts. */
export const PICTURE_PLACES = {
  document: ['guidePage.ocrImg', 'guidePage.step1Icon'],
  face: ['guidePage.faceImg', 'guidePage.step2Icon'],
  light: ['guidePage.lightImg'],
  phone: ['guidePage.phoneImg'],
  album: ['ocrPage.albumIconImg', 'ocrPage.uploadIcon'],
  shutter: ['ocrPage.submitIconImg'],
  'leave-document': ['ocrPage.backIconImg', 'ocrPage.backIcon'],
  'leave-reading': ['ocrResultPage.backIconImg'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type PicturePlace = keyof typeof PICTURE_PLACES

const WAYS_OUT: Partial<Record<StateName, PicturePlace>> = {
  'document-camera': 'leave-document',
  'document-review': 'leave-document',
  'reading-review': 'leave-reading',
}

/** The merchant's picture for a place, decoration to screen readers; ours where there is none or it cannot be drawn. */
export function pictureAt(pictures: Pictures | undefined, place: PicturePlace, ours?: Element): Element | undefined {
  const src = PICTURE_PLACES[place].map((key) => pictures?.[key]).find((address) => address !== undefined)
  if (src === undefined) return ours
  const picture = element('img', { class: 'bf-icon', attributes: { alt: '', src } })
  picture.addEventListener('error', () => picture.replaceWith(...(ours === undefined ? [] : [ours])))
  return picture
}

/** What stands on the button that leaves the check. */
export function wayOut(pictures: Pictures | undefined, state: StateName): Element {
  const place = WAYS_OUT[state]
  const ours = icon('close')
  return (place === undefined ? undefined : pictureAt(pictures, place, ours)) ?? ours
}
