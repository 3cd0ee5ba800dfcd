import { readTarget } from '../merchant/address.ts'
import { createSdk, type VerifyResponse } from '../merchant/create-sdk.ts'
import { returnAddress } from '../merchant/return-address.ts'
import { mountInline } from './mount-inline.ts'
import { endMessage, findParent } from './page/parent.ts'

/** The page behind TransactionUrl: its path names the transaction, its fragment carries what no log may see. */
const fragment = new URLSearchParams(location.hash.slice(1))
const transactionId = readTarget(location.href, {})?.transactionId ?? ''
const parent = findParent(fragment.get('o'))
const language = fragment.get('lang')
const container = document.getElementById('bonafide') ?? document.body

function finish(response: VerifyResponse): void {
  const { returnUrl } = response
  const address = returnUrl === undefined ? undefined : returnAddress(returnUrl, transactionId, response)
  if (parent !== undefined) parent.tell(endMessage(transactionId, response))
  else if (address !== undefined) location.replace(address)
}

const sdk = createSdk(location.origin, mountInline)
sdk.install()
sdk.verify(location.href, { mode: 'inline', container, ...(language === null ? {} : { language }) }, finish)
parent?.tell({ source: 'bonafide', event: 'ready', transactionId })
