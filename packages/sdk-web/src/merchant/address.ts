/** What a TransactionUrl says, or what is put together from a bare TransactionId. */
export interface Target {
  readonly serviceOrigin: string
  readonly transactionId: string
  readonly protocol?: string
}

/** TransactionIds are opaque; only characters that need no escaping are known to appear in them. */
const TRANSACTION_ID = /^[A-Za-z0-9_-]{8,128}$/

/** Reads a TransactionId or TransactionUrl; undefined when it is neither, or when no service address is known. */
export function readTarget(
  idOrUrl: string,
  known: { readonly serviceUrl?: string | undefined; readonly protocol?: string | undefined },
): Target | undefined {
  const url = httpUrl(idOrUrl)
  const transactionId = url === undefined ? idOrUrl : /^\/v\/([^/]+)\/?$/.exec(url.pathname)?.[1]
  const serviceOrigin = url === undefined ? httpUrl(known.serviceUrl ?? '')?.origin : url.origin
  if (transactionId === undefined || serviceOrigin === undefined || !TRANSACTION_ID.test(transactionId))
    return undefined
  const protocol = known.protocol ?? new URLSearchParams(url?.hash.slice(1)).get('p') ?? undefined
  return { serviceOrigin, transactionId, ...(protocol === undefined || protocol === '' ? {} : { protocol }) }
}

/** The address of the hosted page. What it must not tell the server or its logs goes into the fragment. */
export function hostedPageUrl(target: Target, fragment: Readonly<Record<string, string | undefined>> = {}): string {
  const values = new URLSearchParams()
  if (target.protocol !== undefined && target.protocol !== '') values.set('p', target.protocol)
  for (const [key, value] of Object.entries(fragment)) if (value !== undefined) values.set(key, value)
  const hash = values.toString()
  return `${target.serviceOrigin}/v/${target.transactionId}${hash === '' ? '' : `#${hash}`}`
}

/** The address of the page that examines the camera, framed as the check of this transaction may be. */
export function cameraPageUrl(target: Target, fragment: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(hostedPageUrl({ ...target, protocol: '' }, fragment))
  url.pathname += '/camera'
  return url.href
}

export function httpUrl(text: string): URL | undefined {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
  } catch {
    return undefined
  }
}
