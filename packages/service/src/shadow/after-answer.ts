/** Each holds the pictures of its call, up to 12 MB; so many may wait or run at once. */
const MOST = 16
const AT_ONCE = 2

/** Work that nobody waits for. What is under way when the process ends is lost: a comparison, never an answer. */
export interface AfterAnswer {
  /** False when too much waits already; then nothing is done. */
  add(work: () => Promise<void>): boolean
  /** Takes nothing new, forgets what waits, and resolves when nothing runs. */
  close(): Promise<void>
}

export function createAfterAnswer(onError: (error: unknown) => void): AfterAnswer {
  const waiting: (() => Promise<void>)[] = []
  const running = new Set<Promise<void>>()
  let closed = false

  function next(): void {
    while (running.size < AT_ONCE) {
      const work = waiting.shift()
      if (work === undefined) return
      const done: Promise<void> = work()
        .catch(onError)
        .finally(() => {
          running.delete(done)
          next()
        })
      running.add(done)
    }
  }

  return {
    add(work) {
      if (closed || waiting.length + running.size >= MOST) return false
      waiting.push(work)
      next()
      return true
    },
    async close() {
      closed = true
      waiting.length = 0
      await Promise.all(running)
    },
  }
}
