/** The key that was made for this transaction. The private half never leaves the runtime's key store. */
export interface ChannelKeys {
  /** Uncompressed P-256 point (65 bytes), base64url. */
  readonly publicKey: string
  /** ECDSA with SHA-256 over the UTF-8 bytes of the text, as r||s, base64url. */
  readonly sign: (text: string) => Promise<string>
  /** SHA-256 as lower-case hex; a string is hashed as its UTF-8 bytes. */
  readonly sha256Hex: (data: Uint8Array<ArrayBuffer> | string) => Promise<string>
}

export interface ChannelRequest {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: Uint8Array<ArrayBuffer> | string
  readonly cache: 'no-store'
  readonly credentials: 'omit'
  /** Lets a last word be said while the page closes. */
  readonly keepalive?: boolean
}

/** The part of the runtime's own `fetch` that the channel uses; the global one fits. Rejects on network errors. */
export type ChannelFetch = (
  url: string,
  request: ChannelRequest,
) => Promise<{ readonly status: number; readonly text: () => Promise<string> }>

export interface Timer {
  /** Runs `action` once after `ms`; the answer cancels it. */
  readonly after: (ms: number, action: () => void) => () => void
}

/** A promise that resolves after `ms`. */
export function pause(timer: Timer, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timer.after(ms, resolve)
  })
}
