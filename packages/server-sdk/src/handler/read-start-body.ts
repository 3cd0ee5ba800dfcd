/** MetaInfo is at most 16 KB; as a text inside JSON it can double. */
const MAX_BODY = 64 * 1024

/**
 * The body of a start request: `{"metaInfo": …}` as text or object. Undefined when it is anything else. It must be
 * declared as JSON, which a form on a foreign page cannot do.
 */
export async function readStartBody(request: Request): Promise<{ readonly metaInfo: string } | undefined> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return undefined
  const text = await readText(request)
  const value = text === undefined ? undefined : parse(text)
  if (typeof value !== 'object' || value === null || !('metaInfo' in value)) return undefined
  const { metaInfo } = value
  if (typeof metaInfo === 'string' && metaInfo !== '') return { metaInfo }
  return typeof metaInfo === 'object' && metaInfo !== null ? { metaInfo: JSON.stringify(metaInfo) } : undefined
}

async function readText(request: Request): Promise<string | undefined> {
  if (request.body === null) return undefined
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of request.body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_BODY) return undefined
  }
  return text + decoder.decode()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
