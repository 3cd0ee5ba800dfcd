/** The three digests that the signatures need. Adapters may answer at once or later. */
export interface Digests {
  sha256(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
  hmacSha1(key: Uint8Array, bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** Digests by WebCrypto, for browsers and every server runtime that has it. */
export const webDigests: Digests = {
  async sha256(bytes) {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
  },
  hmacSha256: (key, bytes) => hmac('SHA-256', key, bytes),
  hmacSha1: (key, bytes) => hmac('SHA-1', key, bytes),
}

async function hmac(hash: string, key: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', Uint8Array.from(key), { name: 'HMAC', hash }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, Uint8Array.from(bytes)))
}
