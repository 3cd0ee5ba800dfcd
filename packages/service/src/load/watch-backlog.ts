import type { Store, TenantBacklog } from '../ports/store.ts'
import { possibleAges } from './possible-ages.ts'

/** What is seen is as old as that at most; requests themselves ask nothing. */
const EVERY_MS = 1_000

/** What waits to be judged, as it was a moment ago. */
export interface Backlog {
  /** Of one tenant; nothing where nothing waits. */
  of(tenantId: string): TenantBacklog | undefined
  readonly all: readonly TenantBacklog[]
  close(): Promise<void>
}

/** Looks at the backlog again and again. A look that fails leaves what was seen before: the requests themselves will fail. */
export function watchBacklog(store: Pick<Store, 'judgingBacklog'>, onError: (error: unknown) => void): Backlog {
  let seen: readonly TenantBacklog[] = []
  let seenAtMs: number | undefined
  let looking: Promise<void> | undefined
  async function look(): Promise<void> {
    try {
      const told = await store.judgingBacklog()
      const nowMs = performance.now()
      // The first look has nothing to be held against: what waited while no process ran is as old as the database says.
      seen = seenAtMs === undefined ? told : possibleAges(told, seen, nowMs - seenAtMs)
      seenAtMs = nowMs
    } catch (error) {
      onError(error)
    }
    looking = undefined
  }
  const timer = setInterval(() => {
    looking ??= look()
  }, EVERY_MS)
  return {
    of: (tenantId) => seen.find((one) => one.tenantId === tenantId),
    get all() {
      return seen
    },
    async close() {
      clearInterval(timer)
      await looking
    },
  }
}
