import { ApiError } from '../codes/api-error.ts'
import type { AnswerShape, Operation, Parameters, Values } from './operation.ts'
import { type Parameter, type ParseContext, ValueRefused } from './parameter.ts'

/**
 * Reads the parameters of an operation (initialize section 7): first what is missing, then the form of each value,
 * then rules between them, then what this version does not support, and the pictures last. Unknown parameters are
 * ignored, an empty one counts as absent. Throws `ApiError` that names the parameter and never its value.
 *
 *     const { ProductCode, DocType } = parseParameters(initialize, call.params)
 */
export function parseParameters<Name extends string, P extends Parameters, Shape extends AnswerShape>(
  operation: Operation<Name, P, Shape>,
  params: ReadonlyMap<string, string>,
  context: ParseContext = { httpOrigins: [] },
): Values<P> {
  const entries = Object.entries(operation.parameters)
  const given = new Set(entries.map(([name]) => name).filter((name) => (params.get(name) ?? '') !== ''))
  for (const [name, { required }] of entries) if (required && !given.has(name)) throw missingParameter(name)

  const values: Record<string, unknown> = {}
  const read = ([name, parameter]: readonly [string, Parameter<unknown>]): void => {
    values[name] = given.has(name) ? parse(name, parameter, params.get(name) ?? '', context) : parameter.fallback
  }
  entries.filter(([, { last }]) => !last).forEach(read)
  for (const rule of operation.rules) rule(values as Partial<Values<P>>, given)
  for (const [name, parameter] of entries) checkSupport(name, parameter, values, given)
  entries.filter(([, { last }]) => last).forEach(read)
  return values as Values<P>
}

/** The parameter is required by what was asked for. */
export function missingParameter(parameter: string): ApiError {
  return new ApiError('MissingParameter', { parameter })
}

/** The parameter cannot be accepted; `why` is a sentence for the caller and never holds the value. */
export function invalidParameter(parameter: string, why: string): ApiError {
  return new ApiError('InvalidParameter', { parameter, detail: why })
}

function parse(name: string, parameter: Parameter<unknown>, text: string, context: ParseContext): unknown {
  try {
    return parameter.parse(text, context)
  } catch (cause) {
    if (!(cause instanceof ValueRefused)) throw cause
    throw new ApiError(cause.code, { parameter: name, detail: cause.message })
  }
}

function checkSupport(
  name: string,
  parameter: Parameter<unknown>,
  values: Readonly<Record<string, unknown>>,
  given: ReadonlySet<string>,
): void {
  if (parameter.last || !given.has(name) || parameter.isSupported(values[name])) return
  throw invalidParameter(name, 'What it asks for is not supported yet.')
}
