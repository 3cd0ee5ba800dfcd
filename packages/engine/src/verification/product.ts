import type { EvidenceKind } from './check.ts'

/** What the user is asked to do, in order. */
export type ProductStep = 'document' | 'face'

/** One product code as a table row: what it asks for and which checks it runs, in order. */
export interface Product {
  readonly code: string
  /** Empty where no user takes part: the caller brings the pictures. */
  readonly steps: readonly ProductStep[]
  readonly evidence: readonly EvidenceKind[]
  /** Evidence that a verification may be asked for without; the checks that need it are left out then. */
  readonly optionalEvidence?: readonly EvidenceKind[]
  /** Ids of entries in `checks/`, in the order they run. */
  readonly checks: readonly string[]
  /** Whether the live face is looked for in face groups after the checks. The groups are not the engine's to see. */
  readonly searchesFaces?: boolean
  /** Whether the caller may ask for the steps in the other order. */
  readonly stepsMayTurn?: boolean
  /**
   * Whether an official register is asked about who passed the checks: always, or where the caller wants it, for these
   * document types. The register is not the engine's to see.
   */
  readonly asksRegister?: 'always' | readonly string[]
  /** Document types that the product accepts; empty when it reads no document. */
  readonly documentTypes: readonly string[]
}

export function defineProduct<const Code extends string>(
  product: Product & { readonly code: Code },
): Product & { readonly code: Code } {
  return product
}
