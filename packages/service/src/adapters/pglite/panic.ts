import { DatabaseUnavailable } from '../sql/broken-connections.ts'

/** The moment in which an instance of the embedded database gives up. What it was asked is never answered after it. */
export interface Panic {
  readonly happened: () => boolean
  /** It gave up. */
  declare(): void
  /** Called once when it gives up. */
  hear(heard: () => void): void
  /** What was asked, or a rejection by name when it gives up before it answers. */
  orUnavailable<T>(asked: Promise<T>): Promise<T>
}

/** Hundreds of requests wait for one connection, each of which has to hear of it: a set, since a signal's listeners are a list. */
export function createPanic(): Panic {
  const waiting = new Set<() => void>()
  let happened = false
  const hear = (heard: () => void) => {
    if (happened) heard()
    else waiting.add(heard)
  }
  return {
    happened: () => happened,
    declare() {
      happened = true
      for (const heard of waiting) heard()
      waiting.clear()
    },
    hear,
    orUnavailable: (asked) =>
      new Promise((resolve, reject) => {
        const gaveUp = () => reject(gaveUpError())
        hear(gaveUp)
        asked.then(resolve, reject).finally(() => waiting.delete(gaveUp))
      }),
  }
}

export function gaveUpError(): DatabaseUnavailable {
  return new DatabaseUnavailable('The embedded database gave up, because its disk is full or failed')
}
