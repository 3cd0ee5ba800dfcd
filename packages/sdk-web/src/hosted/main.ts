import { readTarget } from '../merchant/address.ts'
import { createSdk, type VerifyResponse } from '../merchant/create-sdk.ts'
import { returnAddress } from '../merchant/return-address.ts'
import { mountInline } from './mount-inline.ts'
import { cameraMessage, endMessage, findParent } from './page/parent.ts'

/**
 * The page behind TransactionUrl: its path names the transaction, its fragment carries what no log may see. With
 * `/camera` behind it, or alone, the same page examines the camera instead.
 */
const fragment = new URLSearchParams(location.hash.slice(1))
const address = new URL(location.href)
const examinesCamera = /(^|\/)camera\/?$/.test(address.pathname)
address.pathname = address.pathname.replace(/\/camera\/?$/, '')
const transactionId = readTarget(address.href, {})?.transactionId ?? ''
const parent = findParent(fragment.get('o'))
const language = fragment.get('lang') ?? undefined
const claim = fragment.get('h') ?? undefined
const container = document.getElementById('bonafide') ?? document.body

function finish(response: VerifyResponse): void {
  const { returnUrl } = response
  const next = returnUrl === undefined ? undefined : returnAddress(returnUrl, transactionId, response)
  if (parent !== undefined) parent.tell(endMessage(transactionId, response))
  else if (next !== undefined) location.replace(next)
}

async function examineCamera(): Promise<void> {
  const { mountDoctor } = await import('./doctor/mount-doctor.ts')
  let last = cameraMessage(transactionId, 'left')
  mountDoctor({
    container,
    language,
    onDiagnosis: ({ failure }) => {
      last = cameraMessage(transactionId, failure)
    },
    ...(parent === undefined ? {} : { onClose: () => parent.tell(last) }),
  })
}

function verify(): void {
  const sdk = createSdk(location.origin, mountInline)
  sdk.install()
  const wishes = { ...(language === undefined ? {} : { language }), ...(claim === undefined ? {} : { claim }) }
  sdk.verify(address.href, { mode: 'inline', container, ...wishes }, finish)
}

if (examinesCamera) void examineCamera()
else verify()
parent?.tell({ source: 'bonafide', event: 'ready', transactionId })
