import { errorFields } from '../http/log.ts'
import { forgetShadow } from '../shadow/forget-shadow.ts'
import { expireUploads } from '../uploads/receive-upload.ts'
import type { DeletionTools } from './delete-record.ts'
import { dropDueClips } from './evidence-clip.ts'
import { deleteDue } from './retention.ts'
import type { FlowTools } from './tools.ts'

const EVERY_MS = 10_000
/** Longer than a count says anything, also where another process's clock is ahead. */
const COUNTS_MS = 120_000
/** Attempts count for a day. */
const ATTEMPTS_MS = 24 * 3_600_000

/**
 * Ends what was not begun or not continued in time, deletes what it had sent, and forgets nonces that no request can
 * use any more, and counts of calls. A process that dies between the two leaves sealed files that nothing reads.
 */
export async function expire({
  store,
  blobs,
  clock,
  log,
}: Pick<FlowTools, 'store' | 'blobs' | 'clock' | 'log'>): Promise<void> {
  const now = clock.now()
  const ids = await store.expireDue(now)
  for (const id of ids) await blobs.deleteAll(id)
  if (ids.length > 0) log.write('info', 'expired', { count: ids.length })
  await store.forgetNonces(now)
  await store.forgetCalls(new Date(now.getTime() - COUNTS_MS))
  await store.forgetAttemptCounts(new Date(now.getTime() - ATTEMPTS_MS))
}

/** Expires and deletes again and again, one sweep at a time; answers how to stop, which waits for the sweep that runs. */
export function repeatExpiry(tools: DeletionTools): () => Promise<void> {
  let sweep = Promise.resolve()
  let stopped = false
  const timer = setInterval(() => {
    sweep = sweep
      .then(() => (stopped ? undefined : sweepOnce(tools)))
      .catch((error: unknown) => tools.log.write('error', 'expire-failed', errorFields(error)))
  }, EVERY_MS)
  return async () => {
    stopped = true
    clearInterval(timer)
    await sweep
  }
}

async function sweepOnce(tools: DeletionTools): Promise<void> {
  await expire(tools)
  await expireUploads(tools)
  await dropDueClips(tools)
  await deleteDue(tools)
  await forgetShadow(tools)
}
