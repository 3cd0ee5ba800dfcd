import { CommandError } from '../define-command.ts'

/** The command line of `bonafide verify`, as it was typed. */
export interface VerifyOptions {
  readonly service: string
  readonly keyFile: string
  readonly product: string
  readonly specimen?: boolean
  readonly document?: string
  readonly person?: string
  readonly face?: string
  readonly reference?: string
  readonly seed: string
}

/** What a product reads and asks for, as far as a client has to know it. */
export interface ProductNeeds {
  readonly docType?: string
  readonly reference: boolean
}

const PRODUCTS: Readonly<Record<string, ProductNeeds>> = {
  eKYC_PRO: { docType: 'GLB03002', reference: false },
  eKYC: { docType: '01000000', reference: false },
  FACE_LIVENESS: { reference: false },
  FACE_VERIFY: { reference: true },
}

/** Refuses, with a sentence that helps, what cannot be carried out. */
export function needsOf(options: VerifyOptions): ProductNeeds {
  const needs = PRODUCTS[options.product]
  if (needs === undefined) {
    throw new CommandError(`--product must be one of ${Object.keys(PRODUCTS).join(', ')}`)
  }
  if (options.specimen !== true && options.person === undefined && options.face === undefined) {
    throw new CommandError('Say who stands before the camera: --specimen, --person STILL or --face CLIP')
  }
  const documentGiven = options.document !== undefined || options.specimen === true || options.face !== undefined
  if (needs.docType !== undefined && !documentGiven) {
    throw new CommandError(`${options.product} reads a document: add --document IMAGE or --specimen`)
  }
  if (needs.reference && options.reference === undefined && options.specimen !== true) {
    throw new CommandError(`${options.product} compares with a picture: add --reference IMAGE or --specimen`)
  }
  return needs
}
