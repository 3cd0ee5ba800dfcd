import { ApiError, invalidParameter } from '@bonafide/protocol'
import type { ActionContext } from '../actions/define-action.ts'
import { asApiError } from '../http/answers.ts'
import { SourceUnavailable } from '../ports/source.ts'
import type { UpstreamCall } from '../ports/upstream.ts'
import { compareVerification } from './compare-verification.ts'
import { type ComparedCall, keepComparison } from './comparison.ts'
import { type ForwardedOrder, openOrder, sealOrder } from './forwarded-order.ts'
import type { Answered } from './outcome.ts'
import { withoutPictures } from './returned-pictures.ts'
import { BEGINNINGS, CONTINUATIONS, type Shadow } from './shadow.ts'
import { UpstreamRefusal } from './upstream-refusal.ts'

type Body = Readonly<Record<string, unknown>>
type Judge = () => Promise<Body>

/** A call in shadow mode, with who conducts it. */
interface ShadowedCall extends UpstreamCall {
  readonly shadow: Shadow
  readonly context: ActionContext
}

/**
 * Answers a call, and compares with another service where the operator set one up for this tenant and operation.
 * `judge` is what answers without that. A comparison happens after the answer and can neither delay nor change it.
 */
export async function answerBeside(call: UpstreamCall, context: ActionContext, judge: Judge): Promise<Body> {
  const { shadow } = context.tools
  if (shadow === undefined || shadow.tenantId !== context.tenant.id) return judge()
  const shadowed = { ...call, shadow, context }
  if (isOneOf(CONTINUATIONS, call.action)) return goOn(shadowed, judge)
  if (!shadow.operations.has(call.action)) return judge()
  if (isOneOf(BEGINNINGS, call.action)) return begin(shadowed)
  return shadow.answers === 'upstream' ? theirAnswer(shadowed, judge) : ourAnswer(shadowed, judge)
}

/** The caller gets our answer, refusal or not; the other service is asked afterwards. */
async function ourAnswer(call: ShadowedCall, judge: Judge): Promise<Body> {
  const { ours, body, error } = await judged(judge)
  if (fileIn(call) === undefined)
    later(call, async () => {
      const theirs = await askUpstream(call).catch(unavailable)
      await keep(call, { ours, ...(theirs === undefined ? DOWN : { theirs, notCompared: [] }) })
    })
  if (body === undefined) throw error
  return body
}

/** The caller gets the other service's answer, refusal or not; we judge afterwards. */
async function theirAnswer(call: ShadowedCall, judge: Judge): Promise<Body> {
  const theirs = await askForCaller(call)
  later(call, async () => keep(call, { ours: (await judged(judge)).ours, theirs, notCompared: [] }))
  return passOn(theirs)
}

/** The other service conducts the verification; we remember what was asked, to compare its result later. */
async function begin(call: ShadowedCall): Promise<Body> {
  const { tenant, tools } = call.context
  const theirs = await askForCaller(call)
  const { TransactionId: id } = (theirs.body['Result'] ?? {}) as { readonly TransactionId?: unknown }
  if (theirs.status === 200 && typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    const sealed = sealOrder(tools.keys.tenant(tenant), id, call.params)
    await tools.store.noteForwarded({ id, tenantId: tenant.id, at: tools.clock.now(), sealed })
  }
  return passOn(theirs)
}

/** Whoever began a verification answers for it; the result of the other service is compared once. */
async function goOn(call: ShadowedCall, judge: Judge): Promise<Body> {
  const { tenant, tools } = call.context
  const forwarded = await tools.store.findForwarded(tenant.id, call.params.get('TransactionId') ?? '')
  if (forwarded === undefined) return judge()
  if (call.action !== 'CheckResult') return passOn(await askForCaller(call))
  const params = new Map([...call.params, ['IsReturnImage', 'Y']])
  const theirs = await askForCaller({ ...call, params })
  if (theirs.status === 200 && (await tools.store.claimComparison(tenant.id, forwarded.id))) {
    const order = openOrder(tools.keys.tenant(tenant), forwarded)
    later(call, async () => keep(call, await compareVerification(order, theirs, tenant, tools), order))
  }
  const asked = /^[YT1]$/.test(call.params.get('IsReturnImage') ?? '')
  return passOn(asked ? theirs : { ...theirs, body: withoutPictures(theirs.body) })
}

/** What our own judgement comes to; a refusal is an outcome like others. */
async function judged(judge: Judge): Promise<{ ours: Answered; body?: Body; error?: unknown }> {
  const began = performance.now()
  try {
    const body = await judge()
    return { ours: { status: 200, body, ms: performance.now() - began }, body }
  } catch (error) {
    const { status, code } = asApiError(error)
    return { ours: { status, body: { Code: code }, ms: performance.now() - began }, error }
  }
}

async function askUpstream({ shadow, action, params }: ShadowedCall): Promise<Answered> {
  const began = performance.now()
  return { ...(await shadow.upstream.call({ action, params })), ms: performance.now() - began }
}

/** As above where the caller waits for it: what the other service cannot see or does not answer is refused. */
async function askForCaller(call: ShadowedCall): Promise<Answered> {
  const file = fileIn(call)
  if (file !== undefined) throw invalidParameter(file, 'Files are not passed on while another service answers.')
  try {
    return await askUpstream(call)
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error
    throw new ApiError('ServiceUnavailable', { cause: error, retryAfterMs: error.retryAfterMs })
  }
}

const DOWN = { notCompared: ['upstream-unavailable'] } as const

function unavailable(error: unknown): undefined {
  if (!(error instanceof SourceUnavailable)) throw error
}

function passOn(answer: Answered): Body {
  if (answer.status === 200) return answer.body
  throw new UpstreamRefusal(answer)
}

/** An uploaded file lies here, and the other service could not fetch it. */
function fileIn({ params }: UpstreamCall): string | undefined {
  return [...params].find(([name, value]) => name.endsWith('PictureFile') && value !== '')?.[0]
}

function later({ shadow, action, context }: ShadowedCall, work: () => Promise<void>): void {
  if (!shadow.afterAnswer.add(work)) context.tools.log.write('warn', 'shadow-skipped', { action })
}

/** Under the document and product of the call, or of the one that began what it goes on with. */
function keep(
  { action, params, context }: ShadowedCall,
  found: Pick<ComparedCall, 'ours' | 'theirs' | 'notCompared'>,
  order: ForwardedOrder = Object.fromEntries(params),
): Promise<void> {
  const [documentType, product] = [codeIn(order.DocType), codeIn(order.ProductCode)]
  const about = {
    ...(documentType === undefined ? {} : { documentType }),
    ...(product === undefined ? {} : { product }),
  }
  return keepComparison({ operation: action, ...about, ...found }, context.tenant, context.tools)
}

function codeIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9_]{1,32}$/.test(text) ? text : undefined
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name)
}
