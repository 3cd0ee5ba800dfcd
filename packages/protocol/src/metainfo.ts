/** Client-sdk section 3: the service reads known keys only. */
const MAX_META_INFO = 16 * 1024

const TEXT_KEYS = [
  'bioMetaInfo',
  'zimVer',
  'appName',
  'appVersion',
  'deviceType',
  'deviceBrand',
  'deviceManufacturer',
  'deviceModel',
  'osVersion',
  'sdkVersion',
  'identityVer',
  'apdidToken',
  'ua',
  'sdkVendor',
] as const

const CAPABILITIES = ['camera', 'wasm', 'webgl', 'nfc'] as const

/** What the client SDK says about itself and its device. All of it is a claim, none of it proof. */
export type MetaInfo = { readonly [Key in (typeof TEXT_KEYS)[number]]?: string } & {
  readonly caps?: { readonly [Key in (typeof CAPABILITIES)[number]]?: boolean }
}

/** MetaInfo is not what the SDK made. */
export class MetaInfoError extends Error {
  readonly code = 'meta-info-invalid'
}

/**
 * Reads the MetaInfo text of the client SDK. Unknown keys are dropped; throws `MetaInfoError` when it is longer than
 * 16 KB, not a JSON object, or a known key has another type.
 */
export function parseMetaInfo(text: string): MetaInfo {
  if (new TextEncoder().encode(text).length > MAX_META_INFO) throw new MetaInfoError('It is longer than 16 KB.')
  const value = parseObject(text)
  const info: Record<string, unknown> = {}
  for (const key of TEXT_KEYS) {
    const field = own(value, key)
    if (field === undefined || field === null) continue
    if (typeof field !== 'string') throw new MetaInfoError(`The key ${key} must be a text.`)
    info[key] = field
  }
  const caps = own(value, 'caps')
  if (caps !== undefined && caps !== null) info['caps'] = parseCapabilities(caps)
  return info
}

/** Writes MetaInfo as the SDK hands it to the app, to be forwarded unmodified. */
export function writeMetaInfo(info: MetaInfo): string {
  return JSON.stringify(info)
}

/** Web flows get TransactionUrl and Protocol (initialize section 5). */
export function isWebMetaInfo(info: MetaInfo): boolean {
  return info.deviceType === 'h5' || info.deviceType === 'web'
}

/** A desktop's browser; a phone's is `h5`. */
export function isDesktopMetaInfo(info: MetaInfo): boolean {
  return info.deviceType === 'web'
}

function parseObject(text: string): object {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new MetaInfoError('It is not JSON.', { cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new MetaInfoError('It is not a JSON object.')
}

function parseCapabilities(value: unknown): MetaInfo['caps'] {
  if (typeof value !== 'object' || value === null) throw new MetaInfoError('The key caps must be an object.')
  const caps: Record<string, boolean> = {}
  for (const key of CAPABILITIES) {
    const field = own(value, key)
    if (typeof field === 'boolean') caps[key] = field
  }
  return caps
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value
}
