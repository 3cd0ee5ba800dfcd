import { webcrypto } from 'node:crypto'

/** The key pair that one browser would make for one transaction. */
export interface ChannelKeys {
  /** Uncompressed P-256 point, base64url. */
  readonly publicKey: string
  /** base64url of r||s over the text. */
  sign(text: string): Promise<string>
}

export async function createChannelKeys(): Promise<ChannelKeys> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const point = await webcrypto.subtle.exportKey('raw', publicKey)
  return {
    publicKey: Buffer.from(point).toString('base64url'),
    sign: async (text) => {
      const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Buffer.from(text))
      return Buffer.from(signature).toString('base64url')
    },
  }
}
