import { ValueRefused } from '../parameter.ts'

/** A picture that was sent as an object, and whose face it shows. */
export interface FaceObject {
  readonly ossKey: string
  readonly merchantUserId: string
}

/** Each picture is judged while the caller waits. */
const MOST_OBJECTS = 10

/** `[{"ossKey":"…","merchantUserId":"…"}]`; each user once. */
export function readFaceObjects(text: string): readonly FaceObject[] {
  const items = readJson(text)
  if (!Array.isArray(items) || items.length === 0 || items.length > MOST_OBJECTS)
    throw new ValueRefused(`It must be a JSON array of 1 to ${MOST_OBJECTS} objects.`)
  if (!items.every(isFaceObject)) throw new ValueRefused('Each object must have ossKey and merchantUserId.')
  if (new Set(items.map(({ merchantUserId }) => merchantUserId)).size < items.length)
    throw new ValueRefused('A merchantUserId is repeated.')
  return items.map(({ ossKey, merchantUserId }) => ({ ossKey, merchantUserId }))
}

function isFaceObject(item: unknown): item is FaceObject {
  if (typeof item !== 'object' || item === null || !('ossKey' in item) || !('merchantUserId' in item)) return false
  const { ossKey, merchantUserId } = item
  return isText(ossKey, 1024) && isText(merchantUserId, 32)
}

function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= most
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ValueRefused('It is not JSON.')
  }
}
