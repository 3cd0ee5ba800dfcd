import { EventEmitter, setMaxListeners } from 'node:events'
import { startWait } from '../deadline.ts'
import type { Transaction } from '../ports/store.ts'
import type { Changes, FlowTools } from './tools.ts'

/** Another process may conclude a transaction; then the waiting request sees it at its next look. */
const LOOK_AGAIN_MS = 1000

/** Announcements between the requests and jobs of one process. */
export function createChanges(): Changes {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  return {
    announce: (transactionId) => void emitter.emit(transactionId),
    async next(transactionId, timeoutMs, signal) {
      const wait = startWait(timeoutMs, [closing.signal, ...(signal === undefined ? [] : [signal])])
      emitter.once(transactionId, wait.end)
      await wait.over
      emitter.off(transactionId, wait.end)
    },
    close: () => closing.abort(),
    get closed() {
      return closing.signal.aborted
    },
  }
}

export function isJudging({ state }: Transaction): boolean {
  return state === 'judging'
}

/** The transaction once it is no longer so, or as it is when the time is up. */
export async function waitWhile(
  isSo: (transaction: Transaction) => boolean,
  transactionId: string,
  waitMs: number,
  tools: Pick<FlowTools, 'store' | 'changes'>,
  signal?: AbortSignal,
): Promise<Transaction | undefined> {
  const giveUpAt = performance.now() + waitMs
  for (;;) {
    const transaction = await tools.store.findTransaction(transactionId)
    const leftMs = giveUpAt - performance.now()
    if (transaction === undefined || !isSo(transaction) || leftMs <= 0) return transaction
    if (tools.changes.closed || signal?.aborted === true) return transaction
    await tools.changes.next(transactionId, Math.min(leftMs, LOOK_AGAIN_MS), signal)
  }
}
