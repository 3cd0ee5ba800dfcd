import type { getMetaInfo, Sdk } from '@bonafide/sdk-web'
import { BankError, bank } from './bank-api.ts'
import type { Options } from './options.ts'

declare global {
  interface Window {
    /** From the service's `bonafide.js`; absent when the script could not be loaded. */
    readonly Bonafide?: Sdk & { readonly getMetaInfo: typeof getMetaInfo }
  }
}

/**
 * Starts the check that the customer has just agreed to. Answers the SDK's client code when the check ran on top of this
 * page; with a redirect the page is left and nothing is answered.
 */
export async function startCheck({ product, mode }: Options): Promise<number> {
  const sdk = window.Bonafide
  if (sdk === undefined) throw new BankError('The check could not be loaded. Please reload this page.')
  sdk.install()
  await bank.consent(product)
  const { transactionUrl, protocol } = await bank.startCheck(JSON.stringify(sdk.getMetaInfo()))
  return new Promise((resolve) => sdk.verify(transactionUrl, { mode, protocol }, ({ code }) => resolve(code)))
}
