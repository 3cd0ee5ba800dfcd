import { ApiError } from '@bonafide/protocol'
import { type Attributes, context, isSpanContextValid, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import { Refusal } from '../flow/refusal.ts'
import type { JudgedDecision } from '../ports/judge.ts'

/**
 * Everything that a span may hold: names of ours, codes and times. No tenant, no transaction, no person
 * (security.md F4); whatever is not in this list cannot be told.
 */
export interface SpanFields {
  readonly action?: string
  readonly product?: string
  readonly code?: string
  readonly stage?: string
  readonly ms?: number
}

const ATTRIBUTES: Readonly<Record<keyof SpanFields, string>> = {
  action: 'bonafide.action',
  product: 'bonafide.product',
  code: 'bonafide.code',
  stage: 'bonafide.stage',
  ms: 'bonafide.ms',
}

type SpanName = 'call' | 'submission' | 'judgement' | 'callback'

/** Does nothing of its own until an operator registers an SDK: then work is told as a span around it. */
const tracer = trace.getTracer('bonafide')

/** The work in a span. An error is told by its code only: its message could carry data. */
export async function traced<T>(
  name: SpanName,
  fields: SpanFields,
  work: () => Promise<T>,
  tell: (result: T, span: Span) => void = () => undefined,
): Promise<T> {
  const span = tracer.startSpan(`bonafide.${name}`, { attributes: attributesOf(fields) })
  // Nobody registered an SDK: there is nothing to tell and nothing to pass on.
  if (!isSpanContextValid(span.spanContext())) return work()
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      const result = await work()
      if (span.isRecording()) tell(result, span)
      return result
    } catch (error) {
      if (span.isRecording()) {
        span.setAttributes(attributesOf({ code: codeOf(error) }))
        span.setStatus({ code: SpanStatusCode.ERROR })
      }
      throw error
    } finally {
      span.end()
    }
  })
}

/** The stages ran in a process of their own, so they come with the decision and are told as events. */
export function tellStages({ stageMs }: Pick<JudgedDecision, 'stageMs'>, span: Span): void {
  for (const [stage, ms] of Object.entries(stageMs)) span.addEvent('stage', attributesOf({ stage, ms }))
}

export function tellDelivered({ kind }: { readonly kind: string }, span: Span): void {
  span.setAttributes(attributesOf({ code: kind }))
}

function codeOf(error: unknown): string {
  return error instanceof ApiError || error instanceof Refusal ? error.code : 'internal'
}

function attributesOf(fields: SpanFields): Attributes {
  const attributes: Attributes = {}
  for (const [name, value] of Object.entries(fields))
    if (Object.hasOwn(ATTRIBUTES, name)) attributes[ATTRIBUTES[name as keyof SpanFields]] = value
  return attributes
}
