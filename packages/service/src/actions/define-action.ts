import type { AnswerOf, KnownOperation, ParseContext } from '@bonafide/protocol'
import type { FlowTools } from '../flow/tools.ts'
import type { AccessKey, Tenant } from '../ports/store.ts'

/** Who asks, and with what it is answered. */
export interface ActionContext {
  /** The tenant of the access key that signed the request. */
  readonly tenant: Tenant
  /** Which key that is. */
  readonly accessKeyId: string
  /** What that key may do. */
  readonly key: Pick<AccessKey, 'allowedOperations'>
  readonly tools: FlowTools
  readonly parsing: ParseContext
}

/** What an action does with the parameters of a signed request. Throws `ApiError`. */
export type Handle<O> = (params: ReadonlyMap<string, string>, context: ActionContext) => Promise<AnswerOf<O>>

export interface Action<O extends KnownOperation = KnownOperation> {
  readonly operation: O
  readonly handle: Handle<O>
  /** Whether it is answered by an outside source, and refused where the operator connected none. */
  readonly asksSource?: true
  /** Whether it needs a network that tells on one picture whether a face lives, and is refused where there is none. */
  readonly needsLivingFaces?: true
  /** The one value of a parameter that needs such a network. */
  readonly livingFacesAskedBy?: { readonly parameter: string; readonly value: string }
}

/** Binds an operation of the wire to what the service does. One file of `actions/` for each. */
export function defineAction<O extends KnownOperation>(operation: O, handle: Handle<O>): Action<O> {
  return { operation, handle }
}
