import type { ChaosStack } from '../chaos/support/chaos-stack.ts'
import { processorSeconds } from '../processes/processor-seconds.ts'
import { reservePort } from '../processes/reserve-port.ts'
import { PROGRAMS } from '../processes/service-process.ts'

/** A worker that says how much it has done. */
export interface MeasuredWorker {
  /** Verifications that it has judged. */
  judged(): Promise<number>
  /** Processor time of the worker and of its judging process. */
  seconds(): Promise<number>
  /** Gives its port back. */
  close(): void
}

/** The whole program as an operator starts it, with one judging process. */
export async function startMeasuredWorker(stack: Pick<ChaosStack, 'another'>): Promise<MeasuredWorker> {
  const { port, release } = await reservePort()
  const worker = await stack.another('worker', PROGRAMS.bonafide, { BONAFIDE_METRICS_PORT: String(port) })
  return {
    async judged() {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      // A counter that nothing was added to is not told.
      return Number(/^bonafide_judgements_total (\d+)$/m.exec(text)?.[1] ?? 0)
    },
    seconds: () => processorSeconds([worker.pid()]),
    close: release,
  }
}
