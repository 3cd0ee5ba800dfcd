import type { MetaInfo } from '@bonafide/protocol'
import { PermissionsAndroid, Platform } from 'react-native'
import { hostOf } from './bonafide-host.ts'
import { createVerifier, type VerifyCallback, type VerifyOptions } from './create-verifier.ts'
import { metaInfoOf } from './meta-info.ts'

export type { VerifyResponse } from './bridge/read-message.ts'
export { readReturn } from './bridge/read-return.ts'
export type { InstallOptions, VerifyCallback, VerifyOptions } from './create-verifier.ts'

const verifier = createVerifier()

/** Shows an open check over the app. Put it once at the root: `<BonafideHost />`. */
export const BonafideHost = hostOf(verifier)

/** Call once, after the person consented, with the address of your Bonafide service. */
export const install = verifier.install

/** What the app forwards, unmodified, to its server for Initialize. */
export function getMetaInfo(): MetaInfo {
  return metaInfoOf(Platform)
}

/**
 * Starts the check for the TransactionId that your server was given. The callback is called exactly once; after code 1000
 * or 1001 your server asks CheckResult. Android asks for the camera first; who declines it ends with 1016.
 *
 *     verify(transactionId, { language: 'es' }, ({ code }) => tellServer(code))
 */
export function verify(transactionIdOrUrl: string, options: VerifyOptions, callback: VerifyCallback): void {
  const check = verifier.verify(transactionIdOrUrl, options, callback)
  if (Platform.OS !== 'android' || check === undefined) return
  const { PERMISSIONS, RESULTS } = PermissionsAndroid
  PermissionsAndroid.request(PERMISSIONS.CAMERA).then(
    (answer) => {
      if (answer !== RESULTS.GRANTED) check.end('camera-denied')
    },
    () => check.end('camera-denied'),
  )
}

/** Closes an open check without a callback. May be called at any time. */
export const destroy = verifier.destroy

/** The same calls for a component. */
export function useBonafide() {
  return { install, getMetaInfo, verify, destroy }
}
