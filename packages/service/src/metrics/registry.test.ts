import { describe, expect, it } from 'vitest'
import { createLog } from '../http/log.ts'
import { createRegistry } from './registry.ts'
import { createServiceMetrics } from './service-metrics.ts'

describe('metrics', () => {
  it('are told in the text form of Prometheus, with labels that cannot break out of it', async () => {
    const registry = createRegistry(
      [
        { name: 'calls_total', kind: 'counter', help: 'Calls.' },
        { name: 'call_seconds', kind: 'histogram', help: 'Time.' },
      ],
      [{ name: 'waiting', kind: 'gauge', help: 'Waiting.', read: () => [{ value: 3 }] }],
    )
    registry.add('calls_total', { action: 'a"b\\c\nd' })
    registry.add('calls_total', { action: 'a"b\\c\nd' }, 2)
    registry.observe('call_seconds', 0.3)
    const text = await registry.expose()
    expect(text).toContain('calls_total{action="a\\"b\\\\c\\nd"} 3\n')
    expect(text).toContain('call_seconds_bucket{le="0.25"} 0\ncall_seconds_bucket{le="0.5"} 1\n')
    expect(text).toContain('call_seconds_bucket{le="+Inf"} 1\ncall_seconds_sum 0.3\ncall_seconds_count 1\n')
    expect(text).toContain('# TYPE waiting gauge\nwaiting 3\n')
  })

  it('stop growing, whatever is put into labels', async () => {
    const registry = createRegistry([{ name: 'n', kind: 'counter', help: '' }], [])
    for (let index = 0; index < 2000; index += 1) registry.add('n', { id: String(index) })
    expect((await registry.expose()).split('\n').length).toBeLessThan(510)
  })

  it('count what is logged, also what the level leaves out, and hold no id of anybody', async () => {
    const metrics = createServiceMetrics()
    metrics.showBacklog({ all: [{ tenantId: 'acme-bank', waiting: 7, oldestMs: 1500 }] })
    const log = metrics.watchLog(createLog('silent', { write: () => undefined }))
    log.write('info', 'call', {
      action: 'CheckResult',
      tenantId: 'acme-bank',
      accessKeyId: 'AK1',
      requestId: 'R1',
      ms: 12,
    })
    log.write('info', 'call-refused', { code: 'Throttling.Api', requestId: 'R2' })
    log.write('info', 'concluded', { transactionId: 'tx-1', code: '200' })
    metrics.noteJudgement({ stageMs: { decode: 250 }, cpuMs: 1200 })
    const text = await metrics.expose()
    metrics.close()
    for (const line of [
      'bonafide_calls_total{action="CheckResult"} 1',
      'bonafide_refusals_total{code="Throttling.Api"} 1',
      'bonafide_verdicts_total{sub_code="200"} 1',
      'bonafide_judgement_cpu_seconds_total 1.2',
      'bonafide_stage_seconds_total{stage="decode"} 0.25',
      'bonafide_waiting_judgements 7',
      'bonafide_oldest_waiting_seconds 1.5',
    ])
      expect(text).toContain(`${line}\n`)
    for (const id of ['acme-bank', 'AK1', 'R1', 'R2', 'tx-1']) expect(text).not.toContain(id)
  })
})
