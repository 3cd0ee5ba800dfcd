/** Fetches pictures that a caller gave the address of. */
export interface RemotePictures {
  /**
   * The bytes behind the address, not decoded. Rejects with `PictureNotFetched`; how long that takes and what it says
   * tells nothing about addresses that may not be reached.
   */
  fetch(address: string): Promise<Uint8Array>
}

export class PictureNotFetched extends Error {
  /** `form`: such an address is never fetched. `refused`: the host answered, with no picture. `unreachable`: all else. */
  readonly code: 'form' | 'too-large' | 'refused' | 'unreachable'
  constructor(code: PictureNotFetched['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
