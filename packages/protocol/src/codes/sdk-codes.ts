/** One code of the SDK's callback: its meaning, and the meaning of `_1`, `_2`, … in the same order. */
export interface SdkCodeEntry {
  readonly meaning: string
  readonly details: readonly string[]
}

/**
 * Codes of the SDK's callback (client-sdk section 4). Only 1000 and 1001 are ends after which CheckResult has a
 * verdict; every code is advice, never proof.
 */
export const SDK_CODES = {
  1000: { meaning: 'The flow finished and passed.', details: ['finished'] },
  1001: { meaning: 'The flow finished and did not pass.', details: ['finished'] },
  1002: {
    meaning: 'System error.',
    details: ['model not ready', 'app went to the background', 'native library not loaded', 'SDK busy'],
  },
  1003: {
    meaning: 'The SDK could not be initialised.',
    details: [
      'empty answer',
      'format',
      'protocol not readable',
      'decryption',
      'initialisation',
      'nothing to upload',
      'no context',
      'no protocol',
    ],
  },
  1004: { meaning: 'Camera error.', details: ['front camera', 'opening', 'back camera'] },
  1005: { meaning: 'Network error.', details: ['at the start', 'while verifying', 'bad content'] },
  1006: { meaning: 'The user left.', details: ['left', 'idle for 15 minutes'] },
  1007: { meaning: 'The transaction id is not valid or was used already.', details: [] },
  1008: { meaning: 'A module is missing.', details: ['NFC', 'OCR', 'face'] },
  1009: { meaning: 'The clock of the device is wrong.', details: [] },
  1010: { meaning: 'verify was called before install.', details: [] },
  1011: { meaning: 'Wrong document type.', details: [] },
  1012: { meaning: 'Key information is missing or malformed.', details: [] },
  1013: { meaning: 'The picture is too poor.', details: [] },
  1014: { meaning: 'Too many errors.', details: [] },
  1015: { meaning: 'The version of Android is too old.', details: [] },
  1016: { meaning: 'The camera permission was declined.', details: [] },
  1017: { meaning: 'The product code is empty.', details: [] },
  2000: { meaning: 'NFC error.', details: ['configuration', 'permission'] },
  2002: { meaning: 'The device has no NFC.', details: [] },
  9999: { meaning: 'Interruption suspected; only in CheckVerifyLog.', details: [] },
} as const satisfies Readonly<Record<number, SdkCodeEntry>>

export type SdkCode = keyof typeof SDK_CODES

/** Letter of the platform that reports: Android, iOS, web. */
export type SdkPlatform = 'A' | 'I' | 'W'

/** The sub-code of a callback, e.g. `W1004_2`. `detail` counts from 1; without one it is `_1`, as upstream. */
export function sdkSubCode(platform: SdkPlatform, code: SdkCode, detail = 1): string {
  return `${platform}${code}_${detail}`
}

/** Whether the service has a verdict after this code. */
export function isFinishedCode(code: number): code is 1000 | 1001 {
  return code === 1000 || code === 1001
}
