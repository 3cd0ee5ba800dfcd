import type { ApiErrorCode } from '../codes/api-errors.ts'

/** What the deployment adds to the meaning of a value. */
export interface ParseContext {
  /** Origins that CallbackUrl may name although they are not https on port 443; for tests and the demo only. */
  readonly httpOrigins: readonly string[]
}

/** The value of a parameter is not acceptable; says why without repeating it. */
export class ValueRefused extends Error {
  readonly code: ApiErrorCode
  constructor(why: string, code: ApiErrorCode = 'InvalidParameter') {
    super(why)
    this.code = code
  }
}

/** One parameter of an operation: where the official client puts it, what it may hold, how it is read. */
export interface Parameter<T> {
  /** Where the official client sends it. The service reads every parameter from either place. */
  readonly in: 'query' | 'form'
  readonly kind: 'text' | 'choice' | 'switch' | 'number' | 'list' | 'json' | 'url' | 'picture'
  readonly required: boolean
  /** Pictures are read after everything else (initialize section 7). */
  readonly last: boolean
  readonly maxLength?: number
  readonly pattern?: RegExp
  readonly values?: readonly string[]
  /** Stands where the parameter is absent or empty and not required. */
  readonly fallback: T
  /** Throws `ValueRefused`. `text` is never empty. */
  parse(text: string, context: ParseContext): T
  /** False when the value asks for an effect that this version does not have. */
  isSupported(value: T): boolean
}

/** Either `required`, or with a `fallback`, or absent as `undefined`. */
export interface Options<T> {
  readonly in?: 'query' | 'form'
  readonly required?: true
  readonly fallback?: T
  /** The values whose effect this version has; all of them when not given. */
  readonly supported?: readonly T[]
}

export type Presence<T, O> = O extends { readonly required: true } | { readonly fallback: unknown } ? T : T | undefined

/** The rest of a parameter once it is known how to read it. */
export function parameter<T, const O extends Options<T>>(
  shape: Pick<Parameter<T>, 'kind' | 'parse'> &
    Partial<Pick<Parameter<T>, 'maxLength' | 'pattern' | 'values' | 'last'>>,
  options: O,
): Parameter<Presence<T, O>> {
  const { supported } = options
  const built: Parameter<T | undefined> = {
    last: false,
    ...shape,
    in: options.in ?? 'query',
    required: options.required ?? false,
    fallback: options.fallback,
    isSupported: (value) =>
      supported === undefined || value === options.fallback || supported.some((one) => one === value),
  }
  // A required parameter never takes its fallback, so `undefined` is only in the type where it can happen.
  return built as Parameter<Presence<T, O>>
}
