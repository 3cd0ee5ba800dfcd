import type { ChannelProblemCode } from '@bonafide/protocol'

/**
 * The flow does not do what the client asks. Not about the person: nothing is decided by it.
 * `clientCode` is given where the refusal ends the flow in the browser.
 */
export class Refusal extends Error {
  readonly code: ChannelProblemCode
  readonly clientCode: number | undefined

  constructor(code: ChannelProblemCode, options: { readonly detail?: string; readonly clientCode?: number } = {}) {
    super(options.detail ?? code)
    this.code = code
    this.clientCode = options.clientCode
  }
}
