import type { ApiErrorCode, KnownOperation, Parameter } from '@bonafide/protocol'
import type { Fields, World } from './examples.ts'
import { type PICTURES, pictureOf } from './judge.ts'

/** A call that has to be refused: the example of an operation with a change, or by another caller. */
export interface Refusal {
  readonly code: ApiErrorCode
  readonly change?: Fields
  /** Whose key signs, where it is not the usual one; `plain` is a service without connector and upload host. */
  readonly by?: 'wrong-secret' | 'narrow-key' | 'limited-account' | 'plain-service'
}

type Parameters = Readonly<Record<string, Parameter<unknown>>>

/** Operations that go by the id of a verification. */
const BY_TRANSACTION = ['CheckResult', 'CheckVerifyLog', 'DeleteVerifyResult']
/** Nothing to be seen by without an upload host. */
const NEEDS_UPLOADS = ['TempAccessTokenIntl']
/** What a face operation says where there is none; a document without a face is a verdict. */
const LOOKS_FOR_FACE = /^(Face|AddFaceRecord|Initialize)/

/** Every code that the documentation names for an operation (openapi-wire section 8.2), with a call that brings it about. */
export function refusalsOf(
  operation: KnownOperation,
  example: Fields,
  { world, asksSource, missingPicture }: { world: World; asksSource: boolean; missingPicture: string },
): readonly Refusal[] {
  const parameters: Parameters = operation.parameters
  return [
    { code: 'SignatureDoesNotMatch', by: 'wrong-secret' },
    { code: 'Forbidden.RAMUserAccessDenied', by: 'narrow-key' },
    { code: 'Throttling.Api', by: 'limited-account' },
    ...missing(parameters, example),
    ...malformed(parameters),
    ...(asksSource || NEEDS_UPLOADS.includes(operation.name)
      ? [{ code: 'Forbidden.AccountAccessDenied', by: 'plain-service' } as const]
      : []),
    ...(BY_TRANSACTION.includes(operation.name)
      ? [{ code: 'TransactionIdInvalid', change: { TransactionId: 'a'.repeat(32) } } as const]
      : []),
    ...(operation.name === 'CheckResult'
      ? [{ code: 'ProcessNotCompleted', change: { TransactionId: world.unfinished } } as const]
      : []),
    ...(asksSource ? [] : pictures(operation.name, parameters, example, missingPicture)),
  ]
}

function missing(parameters: Parameters, example: Fields): readonly Refusal[] {
  const required = Object.keys(example).find((name) => parameters[name]?.required === true)
  const picture = Object.keys(example).find((name) => parameters[name]?.kind === 'picture')
  const name = required ?? picture
  return name === undefined ? [] : [{ code: 'MissingParameter', change: { [name]: '' } }]
}

function malformed(parameters: Parameters): readonly Refusal[] {
  const [name, one] = Object.entries(parameters).find(([, { kind }]) => kind !== 'text' && kind !== 'picture') ??
    Object.entries(parameters).find(([, { kind }]) => kind === 'text') ?? ['', undefined]
  if (one === undefined) return []
  return [{ code: 'InvalidParameter', change: { [name]: one.kind === 'text' ? 'x'.repeat(5000) : '\u0000?' } }]
}

function pictures(action: string, parameters: Parameters, example: Fields, missingPicture: string): readonly Refusal[] {
  const name = Object.keys(example).find((one) => parameters[one]?.kind === 'picture')
  if (name === undefined) return []
  const url = `${name.replace(/Base64$/, '')}Url`
  const showing = (kind: keyof typeof PICTURES) => ({ [name]: Buffer.from(pictureOf(kind)).toString('base64') })
  return [
    { code: 'DataDuplication', change: { [url]: missingPicture } },
    { code: 'DownloadTimeout', change: { [name]: '', [url]: missingPicture } },
    { code: 'ToolargeImage', change: { [name]: 'A'.repeat(1024 * 1024 + 4) } },
    { code: 'UnqualifiedPhoto', change: showing('broken') },
    { code: 'ServiceUnavailable', change: showing('busy') },
    ...(LOOKS_FOR_FACE.test(action) ? [{ code: 'NoFaceDetected', change: showing('nobody') } as const] : []),
  ]
}
