import { type Sample, sumOf } from './read-metrics.ts'

const rounded = (value: number) => Math.round(value * 10) / 10

/** What happened between two looks at the metrics, as figures and as lines for a terminal. */
export function showLoad(before: readonly Sample[], now: readonly Sample[], seconds: number) {
  const since = (name: string, labels = {}) => Math.max(0, sumOf(now, name, labels) - sumOf(before, name, labels))
  const valuesOf = (name: string, label: string) => [
    ...new Set(now.filter((sample) => sample.name === name).map(({ labels }) => labels[label] ?? '')),
  ]
  const perSecond = (name: string, label: string) =>
    Object.fromEntries(
      valuesOf(name, label)
        .map((value) => [value, rounded(since(name, { [label]: value }) / seconds)] as const)
        .filter(([, rate]) => rate > 0),
    )
  const judged = since('bonafide_judgements_total')
  const figures = {
    callsPerSecond: perSecond('bonafide_calls_total', 'action'),
    refusalsPerSecond: perSecond('bonafide_refusals_total', 'code'),
    verdictsPerSecond: perSecond('bonafide_verdicts_total', 'sub_code'),
    waiting: sumOf(now, 'bonafide_waiting_judgements'),
    oldestWaitingSeconds: rounded(sumOf(now, 'bonafide_oldest_waiting_seconds')),
    cpuSecondsPerJudgement: judged === 0 ? 0 : rounded(since('bonafide_judgement_cpu_seconds_total') / judged),
    failures: since('bonafide_failures_total'),
    cpuShare: rounded(since('process_cpu_seconds_total') / seconds),
    residentMb: Math.round(sumOf(now, 'process_resident_memory_bytes') / 1024 / 1024),
  }
  const list = (rates: Readonly<Record<string, number>>) =>
    Object.entries(rates)
      .map(([name, rate]) => `${name} ${rate}/s`)
      .join('  ') || 'none'
  return {
    figures,
    lines: [
      `calls     ${list(figures.callsPerSecond)}`,
      `refused   ${list(figures.refusalsPerSecond)}`,
      `verdicts  ${list(figures.verdictsPerSecond)}`,
      `waiting   ${figures.waiting}, the oldest for ${figures.oldestWaitingSeconds} s; ${figures.cpuSecondsPerJudgement} CPU-s a judgement`,
      `process   ${figures.cpuShare} CPU, ${figures.residentMb} MB, ${figures.failures} failures`,
    ],
  }
}
