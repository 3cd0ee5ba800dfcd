import type { Models } from '@bonafide/engine'
import type { WantedOutput } from '../export/convert-graph-model.ts'

/** The networks that are always there; an anti-spoof network only an operator brings. */
export type ModelName = Exclude<keyof Models, 'antiSpoof'>

/** Where the bytes of an ONNX file come from. */
export type ModelSource =
  | {
      /** A tfjs graph model among the files of an installed package, converted once. */
      readonly kind: 'graph-model'
      readonly package: string
      readonly file: string
      readonly outputs: readonly WantedOutput[]
    }
  | {
      /** Bare weights among the files of an installed package; the graph is ours. */
      readonly kind: 'recognition-net'
      readonly package: string
      readonly file: string
    }
  | {
      /** An ONNX file among the files of an installed package, used as it is. */
      readonly kind: 'packaged'
      readonly package: string
      readonly file: string
    }
  | {
      /** A network of our own, kept in this package's `models` folder. */
      readonly kind: 'own'
      readonly file: string
    }

/** One network as a table row: what it is, what it eats and what its outputs mean. */
export interface ModelEntry {
  readonly name: ModelName
  /** Name and version, stored beside everything computed with it; changes whenever `sha256` changes. */
  readonly id: string
  /** SHA-256 of the ONNX file, checked each time it is opened. */
  readonly sha256: string
  readonly source: ModelSource
  /** For networks that spell: a text file beside the network, one character a line in the order of its classes. */
  readonly characters?: { readonly file: string; readonly sha256: string }
  /** Its file is prepared like all others, but opened at its first use: most installations never ask for it. */
  readonly openedOnDemand?: boolean
  readonly input: { readonly dims: readonly (number | 'N')[]; readonly normalisation: string }
  readonly outputs: readonly string[]
  readonly licence: string
}
