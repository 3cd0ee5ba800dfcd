import type { FlowTools } from '../flow/tools.ts'
import { SHADOW_DAYS } from './report-lines.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Deletes what shadow mode keeps no longer. */
export async function forgetShadow({ store, clock }: Pick<FlowTools, 'store' | 'clock'>): Promise<void> {
  await store.forgetShadow(new Date(clock.now().getTime() - SHADOW_DAYS * DAY_MS))
}
