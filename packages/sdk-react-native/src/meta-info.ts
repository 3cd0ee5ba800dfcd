import type { MetaInfo } from '@bonafide/protocol'

/** The version of this package. */
export const SDK_VERSION = '0.1.0'

/** What the platform says of itself. */
export interface HostSystem {
  readonly OS: string
  readonly Version: string | number
}

/**
 * What the app forwards, unmodified, to its server for `Initialize` (client-sdk.md section 3). The check runs in the
 * system's web view, but the app is a native one: it is given a TransactionId and no TransactionUrl.
 */
export function metaInfoOf({ OS, Version }: HostSystem): MetaInfo {
  return {
    bioMetaInfo: '4.1.0:2916352,0',
    zimVer: '3.0.0',
    appName: 'com.aliyun.antcloudauth',
    appVersion: '1',
    deviceType: OS === 'ios' ? 'ios' : 'android',
    deviceModel: '',
    osVersion: String(Version),
    sdkVersion: SDK_VERSION,
    apdidToken: '',
    sdkVendor: 'bonafide',
    caps: { camera: true, wasm: true, webgl: true, nfc: false },
  }
}
