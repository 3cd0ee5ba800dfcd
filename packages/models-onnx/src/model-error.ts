/**
 * - `model-altered`: a model file is not the one that this version was written for; delete it or reinstall
 * - `model-missing`: a model file is not there
 * - `model-source-invalid`: the weight files of the installed packages are not of the known form
 * - `plug-ins-invalid`: the file that names networks of the operator's own is not of the known form
 * - `model-unfit`: such a network does not take or answer what its adapter says
 * - `model-uncalibrated`: such an embedder has no thresholds, so nothing may be decided by it
 * - `model-closed`: a network was used after `close()`
 */
export type ModelErrorCode =
  | 'model-altered'
  | 'model-missing'
  | 'model-source-invalid'
  | 'model-closed'
  | 'plug-ins-invalid'
  | 'model-unfit'
  | 'model-uncalibrated'

/** The networks cannot be used. Never a statement about a person. */
export class ModelError extends Error {
  readonly code: ModelErrorCode
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ModelError'
    this.code = code
  }
}
