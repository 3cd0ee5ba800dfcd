import { decodeBase64 } from '@bonafide/protocol'
import { type Answered, opened } from './outcome.ts'

/** The pictures of a result, of both generations (check-result sections 4 and 5). */
export interface ReturnedPictures {
  readonly front?: Uint8Array
  readonly back?: Uint8Array
  readonly face?: Uint8Array
}

/** 5 MB as the API takes them, in Base64. */
const MOST_BASE64 = 7 * 1024 * 1024
const PICTURES = ['idImage', 'idBackImage', 'frontPageImg', 'backPageImg', 'faceImg', 'extraImages']

export function returnedPictures(body: Answered['body']): ReturnedPictures {
  const result = opened(body['Result'])
  const id = opened(result['ExtIdInfo'])
  const pages = opened(id['ocrIdInfoData'])
  const picture = (...places: readonly unknown[]) => places.map(bytesOf).find((bytes) => bytes !== undefined)
  const page = (code: string) => opened(pages[code])['idImage']
  const front = picture(id['idImage'], page('01'), id['frontPageImg'])
  const back = picture(id['idBackImage'], page('02'), id['backPageImg'])
  const face = picture(opened(result['ExtFaceInfo'])['faceImg'])
  return {
    ...(front === undefined ? {} : { front }),
    ...(back === undefined ? {} : { back }),
    ...(face === undefined ? {} : { face }),
  }
}

/** The answer as it would be without IsReturnImage; texts without pictures stay as they came. */
export function withoutPictures(body: Answered['body']): Answered['body'] {
  const result = opened(body['Result'])
  if (Object.keys(result).length === 0) return body
  const fields = Object.entries(result).map(([name, value]) => [name, typeof value === 'string' ? bare(value) : value])
  return { ...body, Result: Object.fromEntries(fields) }
}

function bare(text: string): string {
  if (!PICTURES.some((name) => text.includes(`"${name}"`))) return text
  return JSON.stringify(opened(text), (name, value: unknown) => (PICTURES.includes(name) ? undefined : value))
}

function bytesOf(value: unknown): Uint8Array | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MOST_BASE64 ? decodeBase64(value) : undefined
}
