/** So many callers in a row are served before a judgement that waits has its turn, so that neither starves the other. */
const CALLERS_IN_A_ROW = 8

/** What waits for a judging process: callers before judgements, each kind in its order. */
export interface Turns<T> {
  add(item: T, forCaller: boolean): void
  /** To the front of its kind: it had its turn already. */
  putBack(item: T, forCaller: boolean): void
  next(): T | undefined
  /** False when it does not wait any more. */
  drop(item: T): boolean
  takeAll(): readonly T[]
  /** How many of that kind wait. */
  length(forCaller: boolean): number
}

export function createTurns<T>(): Turns<T> {
  const callers: T[] = []
  const judgements: T[] = []
  let inARow = 0
  const kind = (forCaller: boolean) => (forCaller ? callers : judgements)
  return {
    add: (item, forCaller) => void kind(forCaller).push(item),
    putBack: (item, forCaller) => void kind(forCaller).unshift(item),
    next() {
      const caller = callers.length > 0 && (inARow < CALLERS_IN_A_ROW || judgements.length === 0)
      inARow = caller ? inARow + 1 : 0
      return kind(caller).shift()
    },
    drop(item) {
      for (const waiting of [callers, judgements]) {
        const index = waiting.indexOf(item)
        if (index >= 0) return waiting.splice(index, 1).length > 0
      }
      return false
    },
    takeAll: () => [...callers.splice(0), ...judgements.splice(0)],
    length: (forCaller) => kind(forCaller).length,
  }
}
