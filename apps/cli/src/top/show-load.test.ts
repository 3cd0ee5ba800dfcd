import { describe, expect, it } from 'vitest'
import { readMetrics } from './read-metrics.ts'
import { showLoad } from './show-load.ts'

const BEFORE = `# TYPE bonafide_calls_total counter
bonafide_calls_total{action="CheckResult"} 10
bonafide_judgements_total 1
bonafide_judgement_cpu_seconds_total 2
process_cpu_seconds_total 5
`
const NOW = `bonafide_calls_total{action="CheckResult"} 30
bonafide_calls_total{action="Initialize"} 4
bonafide_verdicts_total{sub_code="200"} 2
bonafide_judgements_total 3
bonafide_judgement_cpu_seconds_total 6.4
bonafide_waiting_judgements 7
bonafide_oldest_waiting_seconds 1.26
process_cpu_seconds_total 6
process_resident_memory_bytes 104857600
not a sample
`

describe('what a service does', () => {
  it('is told by what happened between two looks', () => {
    const { figures, lines } = showLoad(readMetrics(BEFORE), readMetrics(NOW), 2)
    expect(figures).toEqual({
      callsPerSecond: { CheckResult: 10, Initialize: 2 },
      refusalsPerSecond: {},
      verdictsPerSecond: { '200': 1 },
      waiting: 7,
      oldestWaitingSeconds: 1.3,
      cpuSecondsPerJudgement: 2.2,
      failures: 0,
      cpuShare: 0.5,
      residentMb: 100,
    })
    expect(lines[0]).toBe('calls     CheckResult 10/s  Initialize 2/s')
  })

  it('starts anew when the process did: counters that fell back count nothing', () => {
    expect(showLoad(readMetrics(NOW), readMetrics(BEFORE), 2).figures.callsPerSecond).toEqual({})
  })
})
