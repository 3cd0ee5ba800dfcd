import type { ClipMissing } from '@bonafide/protocol'

/** The clip of a face step, or why there is none. */
export type TakenClip = { readonly bytes: Uint8Array } | { readonly missing: ClipMissing }
