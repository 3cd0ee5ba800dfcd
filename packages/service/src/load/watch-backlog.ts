import type { Store, TenantBacklog } from '../ports/store.ts'

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
  let looking: Promise<void> | undefined
  async function look(): Promise<void> {
    try {
      seen = await store.judgingBacklog()
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
