import { randomUUID } from 'node:crypto'
import {
  type AnswerOf,
  type AnswerShape,
  ApiError,
  type KnownOperation,
  type Operation,
  type Parameters,
  parseParameters,
} from '@bonafide/protocol'
import { type SourceAnswer, SourceUnavailable } from '../../ports/source.ts'
import { type Action, type ActionContext, defineAction } from '../define-action.ts'
import { givenPicture } from '../pictures/given-picture.ts'

/** Who calls and for what is between us and the caller; the source learns only what it is asked about. */
const NOT_FOR_THE_SOURCE = ['ProductCode', 'MerchantBizId', 'MerchantUserId', 'SceneCode']
const PICTURE = 'SourceFacePicture'

/**
 * An operation that only an outside register can answer. Without a connector it is refused like an account for which the
 * service was not opened. `project` writes the answer of the source as that of the API.
 */
export function askSource<O extends KnownOperation>(
  operation: O,
  project: (answer: SourceAnswer, transactionId: string) => AnswerOf<O>,
): Action<O> {
  const action = defineAction(operation, async (params, context) => {
    // Of a union of operations no one type of values is left, and none is needed: they are read by name.
    const values: Readonly<Record<string, unknown>> = parseParameters(untyped(operation), params, context.parsing)
    const { source } = context.tools
    if (source === undefined) throw new ApiError('Forbidden.AccountAccessDenied')
    const fields = { ...fieldsOf(operation, params), ...(await pictureField(values, context)) }
    const requestId = randomUUID()
    try {
      const answer = await source.ask({ kind: operation.name, fields, requestId })
      return { Message: source.message, ...project(answer, requestId.replaceAll('-', '')) }
    } catch (error) {
      if (!(error instanceof SourceUnavailable)) throw error
      throw new ApiError('ServiceUnavailable', { cause: error, retryAfterMs: error.retryAfterMs })
    }
  })
  return { ...action, asksSource: true }
}

function untyped(operation: KnownOperation): Operation<string, Parameters, AnswerShape> {
  return operation as unknown as Operation<string, Parameters, AnswerShape>
}

function fieldsOf({ parameters }: KnownOperation, params: ReadonlyMap<string, string>): Record<string, string> {
  const names = Object.keys(parameters).filter(
    (name) => !NOT_FOR_THE_SOURCE.includes(name) && !name.startsWith(PICTURE),
  )
  return Object.fromEntries(names.map((name) => [name, params.get(name) ?? '']).filter(([, value]) => value !== ''))
}

async function pictureField(
  values: Readonly<Record<string, unknown>>,
  context: ActionContext,
): Promise<Record<string, string>> {
  const address = (name: string) => [name, typeof values[name] === 'string' ? values[name] : undefined] as const
  const base64 = values[PICTURE] instanceof Uint8Array ? values[PICTURE] : undefined
  const picture = await givenPicture(
    { file: address(`${PICTURE}File`), base64, url: address(`${PICTURE}Url`) },
    context,
  )
  return picture === undefined ? {} : { [PICTURE]: Buffer.from(picture).toString('base64') }
}
