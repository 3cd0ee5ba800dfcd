import { expect } from 'vitest'
import type { ChaosStack } from './chaos-stack.ts'
import { decisionsOf } from './decisions-of.ts'
import type { SeenAnswer } from './front-door.ts'
import type { Load } from './load.ts'

export interface Outcome {
  readonly ids: readonly string[]
  /** How often each of them was decided. */
  readonly decided: readonly number[]
  /** Requests through the front door that failed: no answer, or one of our own failures. */
  readonly failed: readonly SeenAnswer[]
  /** The figures that every report begins with. */
  readonly figures: Readonly<Record<string, number>>
}

/**
 * Ends the load and looks at what came of it, once every verification has been asked for and every callback has come. The
 * embedded database is let go of for that: its process is stopped.
 */
export async function outcomeOf(stack: ChaosStack, load: Load): Promise<Outcome> {
  await load.finish()
  const ids = load.trials.map(({ transactionId }) => transactionId)
  for (const { transactionId, merchantBizId } of load.trials) {
    expect(await stack.client.checkResult({ transactionId, merchantBizId })).toMatchObject({ passed: true })
  }
  await stack.callbacks.until(ids)
  if (stack.database === 'embedded') await stack.api.stop()
  const decided = await decisionsOf(stack, ids)
  const answers = stack.door?.answers ?? []
  const failed = answers.filter(({ status }) => status === 0 || status >= 500)
  return {
    ids,
    decided,
    failed,
    figures: {
      'verifications accepted': ids.length,
      lost: load.trials.filter(({ finished }) => !finished).length,
      'decided twice': decided.filter((count) => count > 1).length,
      'without callback': ids.filter((id) => !stack.callbacks.received.has(id)).length,
      ...(stack.door === undefined ? {} : { requests: answers.length, failed: failed.length }),
    },
  }
}
