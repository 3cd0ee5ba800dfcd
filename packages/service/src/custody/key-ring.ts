import { KEY_BYTES, openBytes, SealBroken, sealBytes } from './sealed-bytes.ts'

/** The master key cannot be used: wrong length, or a file that others can read. */
export class MasterKeyInvalid extends Error {
  readonly code = 'master-key-invalid'
}

/** Keys that follow each other: the newest seals, and what an older one sealed opens for as long as it is here. */
export interface KeyRing {
  newest(): Uint8Array
  seal(context: readonly string[], bytes: Uint8Array): Uint8Array
  /** Throws `SealBroken` when none of the keys opens it. */
  open(context: readonly string[], sealed: Uint8Array): Uint8Array
  /** Whether the newest key alone opens it. */
  isNewest(context: readonly string[], sealed: Uint8Array): boolean
  /** The newest first. Throws `MasterKeyInvalid` and keeps what it had. */
  use(keys: readonly Uint8Array[]): void
}

export function createKeyRing(given: readonly Uint8Array[]): KeyRing {
  let [first, older] = split(given)
  return {
    newest: () => first,
    seal: (context, bytes) => sealBytes(first, context, bytes),
    open(context, sealed) {
      for (const key of [first, ...older]) {
        const opened = tryToOpen(key, context, sealed)
        if (opened !== undefined) return opened
      }
      throw new SealBroken()
    },
    isNewest: (context, sealed) => tryToOpen(first, context, sealed) !== undefined,
    use(keys) {
      ;[first, older] = split(keys)
    },
  }
}

function split(keys: readonly Uint8Array[]): readonly [Uint8Array, readonly Uint8Array[]] {
  const [first, ...older] = keys
  if (first === undefined || keys.some(({ length }) => length !== KEY_BYTES)) {
    throw new MasterKeyInvalid('The master key must be 32 bytes')
  }
  return [first, older]
}

function tryToOpen(key: Uint8Array, context: readonly string[], sealed: Uint8Array): Uint8Array | undefined {
  try {
    return openBytes(key, context, sealed)
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
