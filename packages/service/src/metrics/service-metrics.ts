import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Log } from '../http/log.ts'
import type { Backlog } from '../load/watch-backlog.ts'
import type { JudgedDecision } from '../ports/judge.ts'
import { createRegistry, type Gauge } from './registry.ts'

const METRICS = [
  { name: 'bonafide_calls_total', kind: 'counter', help: 'Calls of the API that were answered, by action.' },
  { name: 'bonafide_call_seconds', kind: 'histogram', help: 'How long they took, by action.' },
  { name: 'bonafide_refusals_total', kind: 'counter', help: 'Calls of the API that were refused, by code.' },
  { name: 'bonafide_judgements_total', kind: 'counter', help: 'Judgements that were made.' },
  { name: 'bonafide_judgement_seconds', kind: 'histogram', help: 'How long a judgement took, with its waiting.' },
  { name: 'bonafide_judgement_cpu_seconds_total', kind: 'counter', help: 'Processor time that judgements took.' },
  { name: 'bonafide_stage_seconds_total', kind: 'counter', help: 'Time of judgements, by stage.' },
  { name: 'bonafide_verdicts_total', kind: 'counter', help: 'Verdicts, by SubCode.' },
  { name: 'bonafide_failures_total', kind: 'counter', help: 'Failures of our own, by what failed.' },
] as const

/** Failures that an operator should know of; as they are called in the log. */
const FAILURES: ReadonlySet<string> = new Set([
  'storage-failed',
  'callback-failed',
  'expire-failed',
  'judge-failed',
  'judging-failed',
  'faces-failed',
  'backlog-failed',
  'channel-failed',
  'request-failed',
  'clock-jumped',
])

export interface ServiceMetrics {
  /** The same log, of which is counted what goes through it. */
  watchLog(log: Log): Log
  /** From here on the backlog is told as well. */
  showBacklog(backlog: Pick<Backlog, 'all'>): void
  noteJudgement(judged: Pick<JudgedDecision, 'stageMs' | 'cpuMs'>): void
  expose(): Promise<string>
  close(): void
}

/** What Prometheus is told. Actions, codes and times; no tenant, no transaction, no person (security.md F4). */
export function createServiceMetrics(): ServiceMetrics {
  let shown: Pick<Backlog, 'all'> = { all: [] }
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const registry = createRegistry(
    METRICS,
    gauges(
      () => shown.all,
      () => delay.percentile(99) / 1e9,
    ),
  )
  return {
    showBacklog: (backlog) => {
      shown = backlog
    },
    watchLog: (log) => ({
      write(level, event, fields = {}) {
        const seconds = (fields.ms ?? 0) / 1000
        if (event === 'call') {
          registry.add('bonafide_calls_total', { action: fields.action ?? '' })
          registry.observe('bonafide_call_seconds', seconds, { action: fields.action ?? '' })
        } else if (event === 'call-refused') registry.add('bonafide_refusals_total', { code: fields.code ?? '' })
        else if (event === 'judged') registry.observe('bonafide_judgement_seconds', seconds)
        else if (event === 'concluded') registry.add('bonafide_verdicts_total', { sub_code: fields.code ?? '' })
        else if (FAILURES.has(event)) registry.add('bonafide_failures_total', { what: event })
        log.write(level, event, fields)
      },
    }),
    noteJudgement({ stageMs, cpuMs = 0 }) {
      registry.add('bonafide_judgements_total')
      registry.add('bonafide_judgement_cpu_seconds_total', {}, cpuMs / 1000)
      for (const [stage, ms] of Object.entries(stageMs)) {
        registry.add('bonafide_stage_seconds_total', { stage }, ms / 1000)
      }
    },
    expose: () => registry.expose(),
    close: () => void delay.disable(),
  }
}

function gauges(waiting: () => Backlog['all'], loopDelaySeconds: () => number): readonly Gauge[] {
  const one = (value: number) => [{ value }]
  return [
    {
      name: 'bonafide_waiting_judgements',
      kind: 'gauge',
      help: 'Verifications that wait to be judged and that no worker holds.',
      read: () => one(waiting().reduce((sum, tenant) => sum + tenant.waiting, 0)),
    },
    {
      name: 'bonafide_oldest_waiting_seconds',
      kind: 'gauge',
      help: 'How long the oldest of them has waited.',
      read: () => one(Math.max(0, ...waiting().map(({ oldestMs }) => oldestMs)) / 1000),
    },
    {
      name: 'bonafide_event_loop_delay_seconds',
      kind: 'gauge',
      help: 'By how much the process answers late, 99th percentile since its start.',
      read: () => one(loopDelaySeconds()),
    },
    {
      name: 'process_cpu_seconds_total',
      kind: 'counter',
      help: 'Processor time of this process without its judging processes.',
      read: () => one((process.cpuUsage().user + process.cpuUsage().system) / 1e6),
    },
    {
      name: 'process_resident_memory_bytes',
      kind: 'gauge',
      help: 'Memory of this process without its judging processes.',
      read: () => one(process.memoryUsage.rss()),
    },
  ]
}
