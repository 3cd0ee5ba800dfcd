import { httpUrl } from './merchant/address.ts'
import { createSdk, type VerifyResponse } from './merchant/create-sdk.ts'
import { getMetaInfo } from './merchant/meta-info.ts'
import { returnAddress } from './merchant/return-address.ts'

/** `bonafide.js` for a script element: the service is where the script came from. */
const script = document.currentScript
const serviceUrl = script instanceof HTMLScriptElement ? httpUrl(script.src)?.origin : undefined
const sdk = createSdk(serviceUrl)

/** The compatible call of client-sdk.md section 2: no install before it, and the end is a visit to ReturnUrl. */
function startVerify(request: { readonly CertifyUrl: string; readonly Protocol?: string }): void {
  sdk.install()
  const options = request.Protocol === undefined ? {} : { protocol: request.Protocol }
  sdk.verify(String(request.CertifyUrl), { ...options, mode: 'iframe' }, goBack)
}

function goBack(response: VerifyResponse): void {
  const { returnUrl, transactionId } = response
  if (returnUrl === undefined || transactionId === undefined) return
  const address = returnAddress(returnUrl, transactionId, response)
  if (address !== undefined) location.assign(address)
}

// A second script element would be a second SDK, and two of them would open two checks at once.
if (!('Bonafide' in window)) {
  const { install, verify, checkCamera, destroy } = sdk
  Object.assign(window, {
    Bonafide: { install, verify, checkCamera, destroy, getMetaInfo },
    getMetaInfo,
    startVerify,
  })
}
