import type { TenantBacklog } from '../ports/store.ts'

/**
 * What a look at the backlog tells, with nothing older than it can be: since the look before it, which was `elapsedMs` ago,
 * whatever waits has become older by that time and no more, and what is new is no older than that. The database counts by
 * the system's clock, and when that jumps everything would seem to wait since long ago (security.md I7).
 */
export function possibleAges(
  seen: readonly TenantBacklog[],
  before: readonly TenantBacklog[],
  elapsedMs: number,
): readonly TenantBacklog[] {
  const ages = new Map(before.map(({ tenantId, oldestMs }) => [tenantId, oldestMs]))
  return seen.map((one) => ({
    ...one,
    oldestMs: Math.min(one.oldestMs, (ages.get(one.tenantId) ?? 0) + elapsedMs),
  }))
}
