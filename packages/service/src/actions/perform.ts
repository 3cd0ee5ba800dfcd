import { ABSENCES, ApiError, findOperation, NOT_OFFERED } from '@bonafide/protocol'
import { admitCall } from '../limits/admit-call.ts'
import { answerBeside } from '../shadow/answer-beside.ts'
import { traced } from '../telemetry/traced.ts'
import type { Action, ActionContext } from './define-action.ts'
import { entries } from './index.gen.ts'

const ACTIONS: ReadonlyMap<string, Action> = new Map(entries.map((entry) => [entry.operation.name, entry as Action]))

export interface SignedCall {
  readonly action: string
  readonly apiVersion: string
  readonly params: ReadonlyMap<string, string>
}

/** Carries out the action that a signed request names; answers the body beside RequestId. */
export async function perform(call: SignedCall, context: ActionContext): Promise<Readonly<Record<string, unknown>>> {
  const operation = findOperation(call.action, call.apiVersion)
  if (operation === 'unknown-name') throw notOffered(call.action)
  if (operation === 'unknown-version') throw new ApiError('NoSuchVersion')
  const action = ACTIONS.get(operation.name)
  if (action === undefined) throw new ApiError('InvalidApi.NotFound')
  const product = operation.product ?? call.params.get('ProductCode')
  return traced('call', { action: operation.name }, async () => {
    await admitCall({ action: operation.name, product, tenant: context.tenant, key: context.key }, context.tools)
    return answerBeside({ action: operation.name, params: call.params }, context, () => judge(action, call, context))
  })
}

async function judge(action: Action, { params }: SignedCall, context: ActionContext) {
  if (needsLivingFaces(action, params) && !context.tools.judge.tellsLivingFaces)
    throw new ApiError('Forbidden.AccountAccessDenied', { detail: ABSENCES['no-measured-signal'] })
  const answer = await action.handle(params, context)
  return { Code: action.operation.successCode, Message: 'success', ...answer }
}

function needsLivingFaces(
  { needsLivingFaces: always, livingFacesAskedBy: asked }: Action,
  params: SignedCall['params'],
) {
  return always === true || (asked !== undefined && params.get(asked.parameter) === asked.value)
}

/** An operation that exists upstream is refused in words that say why it is not here. */
function notOffered(action: string): ApiError {
  const absence = NOT_OFFERED.get(action)
  if (absence === undefined || absence === 'vendor-internal') return new ApiError('InvalidApi.NotFound')
  return new ApiError('Forbidden.AccountAccessDenied', { detail: ABSENCES[absence] })
}
