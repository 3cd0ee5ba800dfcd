import { Refusal } from '../flow/refusal.ts'
import type { FlowTools } from '../flow/tools.ts'

/**
 * What a browser may do before it holds the session, so that no signature of the session stands before it: so many times
 * a second for each transaction, over all processes. A browser opens once for each load of the page and asks once a
 * second whether its claim was confirmed; the rest is for devices that come at once.
 */
const PER_SECOND = { open: 20, claim: 20 } as const

/** Only for transactions that exist: ids that are unknown leave no trace. */
export async function admitToChannel(
  entry: keyof typeof PER_SECOND,
  transactionId: string,
  { store, clock }: Pick<FlowTools, 'store' | 'clock'>,
): Promise<void> {
  const key = JSON.stringify(['channel', entry, transactionId])
  if ((await store.takeCall(key, clock.now(), PER_SECOND[entry])) !== 'taken') throw new Refusal('too-many-requests')
}
