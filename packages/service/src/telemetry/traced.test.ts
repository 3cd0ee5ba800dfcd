import { ApiError } from '@bonafide/protocol'
import {
  type Attributes,
  type Context,
  type Span,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SpanFields, tellDelivered, tellStages, traced } from './traced.ts'

interface Told {
  readonly name: string
  readonly attributes: Attributes
  readonly events: { readonly name: string; readonly attributes: unknown }[]
  status?: unknown
  ended: number
}

/** A provider that keeps what it is told. */
function keepingProvider(told: Told[]): TracerProvider {
  function start(name: string, attributes: Attributes = {}): Span {
    const kept: Told = { name, attributes: { ...attributes }, events: [], ended: 0 }
    told.push(kept)
    const span: Span = {
      spanContext: () => ({ traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: 1 }),
      setAttribute: (key, value) => span.setAttributes({ [key]: value }),
      setAttributes: (more) => {
        Object.assign(kept.attributes, more)
        return span
      },
      addEvent: (event, fields) => {
        kept.events.push({ name: event, attributes: fields })
        return span
      },
      addLink: () => span,
      addLinks: () => span,
      setStatus: (status) => {
        kept.status = status
        return span
      },
      updateName: () => span,
      end: () => {
        kept.ended += 1
      },
      isRecording: () => true,
      recordException: (error) => void kept.events.push({ name: 'exception', attributes: error }),
    }
    return span
  }
  function startActiveSpan(name: string, ...rest: readonly unknown[]) {
    const [options, work] = [rest[0] as { attributes?: Attributes }, rest.at(-1) as (span: Span) => never]
    return work(start(name, options.attributes))
  }
  const startSpan = (name: string, options?: { attributes?: Attributes }, _context?: Context) =>
    start(name, options?.attributes)
  return { getTracer: () => ({ startSpan, startActiveSpan }) }
}

describe('spans', () => {
  it('are of no consequence while no SDK is registered', async () => {
    const fails = new Error('as it was')
    expect(await traced('call', { action: 'CheckResult' }, async () => 7)).toBe(7)
    await expect(traced('call', {}, () => Promise.reject(fails))).rejects.toBe(fails)
  })
})

describe('spans for a registered SDK', () => {
  const told: Told[] = []
  beforeAll(() => void trace.setGlobalTracerProvider(keepingProvider(told)))
  beforeEach(() => void told.splice(0))
  afterAll(() => trace.disable())

  it('tell the stages of a judgement and how a callback ended', async () => {
    await traced('judgement', { product: 'eKYC' }, async () => ({ stageMs: { decode: 12, face: 30 } }), tellStages)
    await traced('callback', {}, async () => ({ kind: 'failed' }), tellDelivered)
    expect(told).toEqual([
      {
        name: 'bonafide.judgement',
        attributes: { 'bonafide.product': 'eKYC' },
        events: [
          { name: 'stage', attributes: { 'bonafide.stage': 'decode', 'bonafide.ms': 12 } },
          { name: 'stage', attributes: { 'bonafide.stage': 'face', 'bonafide.ms': 30 } },
        ],
        ended: 1,
      },
      { name: 'bonafide.callback', attributes: { 'bonafide.code': 'failed' }, events: [], ended: 1 },
    ])
  })

  it('tell of a failure its code, and nothing of its message or of fields beside the list', async () => {
    const planted = { action: 'CheckResult', transactionId: 'PLANTED' } as SpanFields
    const refused = new ApiError('NoSuchVersion', { detail: 'PLANTED' })
    await expect(traced('call', planted, () => Promise.reject(refused))).rejects.toBe(refused)
    await expect(traced('call', planted, () => Promise.reject(new Error('PLANTED')))).rejects.toThrow('PLANTED')
    expect(told.map(({ attributes }) => attributes['bonafide.code'])).toEqual(['NoSuchVersion', 'internal'])
    expect(told.map(({ status, ended }) => ({ status, ended }))).toEqual(
      Array(2).fill({ status: { code: SpanStatusCode.ERROR }, ended: 1 }),
    )
    expect(JSON.stringify(told)).not.toContain('PLANTED')
  })
})
