import { trace } from '@opentelemetry/api'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PASSED, STAGES } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { verifyPerson } from './verify-person.ts'

/** Everything that a span may tell (docs/operations.md): names of ours, codes and times. */
const ATTRIBUTES = ['bonafide.action', 'bonafide.product', 'bonafide.code', 'bonafide.stage', 'bonafide.ms']

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
let test: TestService

/** As an operator does it: the SDK is registered before the service starts. */
beforeAll(async () => {
  trace.setGlobalTracerProvider(provider)
  test = await openTestService()
}, 60_000)
afterAll(async () => {
  await test.close()
  trace.disable()
  await provider.shutdown()
}, 60_000)

it('a whole verification is told as spans: what was called and submitted, each stage of the judgement, and nothing of the person', async () => {
  const transactionId = await verifyPerson(test, { merchantUserId: 'somebody-personal' })
  const asked = await test.call('CheckResult', { TransactionId: transactionId, MerchantBizId: ORDER.MerchantBizId })
  expect(asked.body.Code).toBe('Success')
  const spans = exporter.getFinishedSpans()

  expect(told(spans, 'bonafide.call')).toEqual([
    { 'bonafide.action': 'Initialize' },
    { 'bonafide.action': 'CheckResult' },
  ])
  expect(told(spans, 'bonafide.submission')).toEqual([
    { 'bonafide.product': ORDER.ProductCode },
    { 'bonafide.product': ORDER.ProductCode },
  ])
  expect(told(spans, 'bonafide.judgement')).toEqual([{ 'bonafide.product': ORDER.ProductCode }])
  const stages = spans
    .filter(({ name }) => name === 'bonafide.judgement')
    .flatMap(({ events }) => events.map(({ attributes }) => attributes?.['bonafide.stage']))
  expect(stages).toEqual(Object.keys(STAGES))

  const attributes = spans.flatMap((span) => [span.attributes, ...span.events.map((event) => event.attributes ?? {})])
  expect(attributes.flatMap((each) => Object.keys(each)).filter((name) => !ATTRIBUTES.includes(name))).toEqual([])
  const everything = JSON.stringify(
    spans.map((span) => [span.name, span.status, span.links, span.attributes, span.events]),
  )
  const personal = [
    transactionId,
    'somebody-personal',
    ORDER.MerchantBizId,
    test.key.AccessKeyId,
    ...Object.values(PASSED.document?.fields ?? {}).filter((value) => value.length > 3),
  ]
  expect(personal.filter((value) => everything.includes(value))).toEqual([])
})

function told(spans: readonly ReadableSpan[], name: string) {
  return spans.filter((span) => span.name === name).map(({ attributes }) => attributes)
}
