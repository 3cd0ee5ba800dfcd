import type { AntiSpoofRecipe } from './face/anti-spoof.ts'
import type { FaceCalibration } from './face/calibration.ts'
import type { DetectorName } from './face/detect-faces.ts'
import type { EmbedderRecipe } from './face/embedder-recipe.ts'
import type { GreyImage } from './image/grey.ts'
import type { Picture, Point } from './image/picture.ts'

/** A dense tensor of 32-bit floats in row-major order; `data.length` is the product of `dims`. */
export interface Tensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** One loaded network. Calls are independent of each other: a network keeps no state between them. */
export interface Network {
  /** Name and version, stored beside everything that was computed with it. */
  readonly id: string
  /** SHA-256 of the model file, lower-case hex. */
  readonly sha256: string
  /** Runs the network on its only input; answers its outputs in the order of the model file. */
  run(input: Tensor): Promise<readonly Tensor[]>
}

/** A network whose classes spell text: class 0 says nothing, class n the character `characters[n - 1]`. */
export interface SpellingNetwork extends Network {
  readonly characters: readonly string[]
  /** What traditional documents write for characters that only simplified ones know; absent where it does not matter. */
  readonly traditional?: ReadonlyMap<string, readonly string[]>
}

/** A network that finds faces. */
export interface DetectorNetwork extends Network {
  /** Which family it is of; absent for the packaged network. */
  readonly adapter?: DetectorName
  /** The least score of a face; that of the family when absent. */
  readonly minScore?: number
}

/** A network that turns an aligned face into a template. */
export interface EmbedderNetwork extends Network {
  /** What its distances mean; absent for packaged networks, whose calibrations the engine knows by their ids. */
  readonly calibration?: FaceCalibration
  /** How faces are laid before it; absent for the packaged network. */
  readonly recipe?: EmbedderRecipe
}

/** A network that tells real faces from presented ones by their looks. */
export interface AntiSpoofNetwork extends Network {
  readonly recipe: AntiSpoofRecipe
  /** The least score of a face that counts as real, 0-1. */
  readonly minRealScore: number
}

/** The networks that the engine asks for. Pre- and post-processing is the engine's, so that it can be tested without them. */
export interface Models {
  readonly faceDetector: DetectorNetwork
  readonly faceMesh: Network
  /** The lids of one eye, on a crop of it. */
  readonly faceEyes: Network
  readonly faceEmbedder: EmbedderNetwork
  readonly mrzReader: Network
  /** Where a page carries printed text. */
  readonly textDetector: Network
  /** What one line of print says. */
  readonly textReader: SpellingNetwork
  /** Which values of a page were changed in its photograph; absent where nobody asks for signs of forgery. */
  readonly editFinder?: Network
  /** Age and sex, for the operations that ask for estimates. */
  readonly faceAttributes?: Network
  /** The operator's own; without it the check `passive-network` is in no plan. */
  readonly antiSpoof?: AntiSpoofNetwork
}

/** Uniform randomness from a CSPRNG (never a seedable one in production). */
export interface Random {
  /** A whole number in [0, bound). */
  below(bound: number): number
}

/** Symbols that identity documents carry. */
export type BarcodeFormat = 'PDF417' | 'QRCode' | 'Aztec' | 'DataMatrix' | 'Code128' | 'Code39'

/** A symbol as its decoder read it, corrected and checked by the code's own error correction. */
export interface Barcode {
  readonly format: BarcodeFormat
  readonly bytes: Uint8Array
  readonly text: string
  /** Corners of the symbol in pixels of the picture, in order around it. */
  readonly corners: readonly Point[]
}

/** Decodes symbols at the size at which they are shown; which sizes and cuts to try is the engine's matter. */
export interface BarcodeReader {
  /** Every symbol that can be read whole; symbols whose error correction fails are left out. */
  read(picture: GreyImage): Promise<readonly Barcode[]>
}

/** What a verification may use. Nothing in it remembers anything between verifications. */
export interface Tools {
  readonly models: Models
  /** Absent where no barcodes are to be read; what rests on them is then not judged. */
  readonly barcodes?: BarcodeReader
  /** Told how long a stage took, in milliseconds; timings never enter a decision. */
  readonly onStage?: (stage: string, ms: number) => void
  /** Monotonic milliseconds, for `onStage` only. */
  readonly nowMs?: () => number
  /** Told which check threw what, for logs; the finding says `system-error` and nothing more. */
  readonly onProblem?: (check: string, error: unknown) => void
}

/** Decoding and encoding, done outside the engine within limits. */
export interface Pictures {
  /** Decodes JPEG, PNG or WebP, turned upright by its EXIF orientation. Throws a `PictureError`. */
  decode(bytes: Uint8Array): Promise<Picture>
  /** JPEG without any metadata. `quality` 1-100. */
  encodeJpeg(picture: Picture, quality: number): Promise<Uint8Array>
}
