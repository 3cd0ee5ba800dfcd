/**
 * - `model-altered`: a model file is not the one that this version was written for; delete it or reinstall
 * - `model-missing`: a model file is not there
 * - `model-source-invalid`: the weight files of the installed packages are not of the known form
 * - `model-closed`: a network was used after `close()`
 */
export type ModelErrorCode = 'model-altered' | 'model-missing' | 'model-source-invalid' | 'model-closed'

/** The networks cannot be used. Never a statement about a person. */
export class ModelError extends Error {
  readonly code: ModelErrorCode
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ModelError'
    this.code = code
  }
}
