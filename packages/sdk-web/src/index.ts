import { createSdk } from './merchant/create-sdk.ts'

export type {
  InstallOptions,
  Mode,
  Sdk,
  VerifyCallback,
  VerifyOptions,
  VerifyResponse,
} from './merchant/create-sdk.ts'
export type { CameraReport } from './merchant/messages.ts'
export { getMetaInfo } from './merchant/meta-info.ts'

const sdk = createSdk(undefined)

/** Call once, after the person consented, with the address of your Bonafide service. */
export const install = sdk.install

/**
 * Starts the check for a TransactionId or TransactionUrl. The callback is called exactly once, with code 1000 or 1001
 * when the flow finished; your server then asks CheckResult. Before `install` it is called with 1010.
 *
 *     install({ serviceUrl: 'https://verify.example.com' })
 *     verify(transactionId, { language: 'es' }, ({ code }) => tellServer(code))
 */
export const verify = sdk.verify

/** Examines the camera on a page of its own, for a transaction of yours: what is wrong, and what the person can do. */
export const checkCamera = sdk.checkCamera

/** Closes an open check without a callback. May be called at any time. */
export const destroy = sdk.destroy
