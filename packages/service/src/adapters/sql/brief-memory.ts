/** What was found is taken for true for a while. What was not found is looked for again each time. */
export interface BriefMemory<T> {
  find(id: string): Promise<T | undefined>
  /** The next `find` looks again; also one whose look is under way is not kept. */
  forget(id: string): void
  forgetAll(): void
}

export interface BriefMemoryOptions<T> {
  readonly look: (id: string) => Promise<T | undefined>
  readonly forMs: number
  /** Most entries that are held; the oldest go first. */
  readonly most: number
  readonly nowMs?: () => number
}

/** Callers that ask for the same while it is looked for share one look; the time counts from its beginning. */
export function createBriefMemory<T>(options: BriefMemoryOptions<T>): BriefMemory<T> {
  const { look, forMs, most, nowMs = () => performance.now() } = options
  const held = new Map<string, { readonly until: number; readonly found: Promise<T | undefined> }>()

  function lookAgain(id: string): Promise<T | undefined> {
    const found = look(id)
    const entry = { until: nowMs() + forMs, found }
    held.delete(id)
    held.set(id, entry)
    const drop = () => void (held.get(id) === entry && held.delete(id))
    found.then((value) => value === undefined && drop(), drop)
    for (const oldest of held.keys()) {
      if (held.size <= most) break
      held.delete(oldest)
    }
    return found
  }

  return {
    find(id) {
      const entry = held.get(id)
      return entry !== undefined && nowMs() < entry.until ? entry.found : lookAgain(id)
    },
    forget: (id) => void held.delete(id),
    forgetAll: () => held.clear(),
  }
}
