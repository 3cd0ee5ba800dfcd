import type { ServerResponse } from 'node:http'

/** The answers that are not ended. */
export interface UnderWay extends Iterable<ServerResponse> {
  readonly size: number
}

export interface ChangingUnderWay extends UnderWay {
  /** Returns what takes it out again, to be called once. */
  add(answer: ServerResponse): () => void
}

/**
 * Places that are used again, and no Set: a Set that changes with every request grows anew all the time, the tables it leaves
 * behind hold what was in them and each other, and the collector of young objects takes them for alive once one of them is
 * old. That kept every second request until the next full collection: a tenth of what a signed call cost.
 */
export function createUnderWay(): ChangingUnderWay {
  const places: (ServerResponse | undefined)[] = []
  const free: number[] = []
  return {
    get size() {
      return places.length - free.length
    },
    add(answer) {
      const place = free.pop() ?? places.length
      places[place] = answer
      return () => {
        places[place] = undefined
        free.push(place)
      }
    },
    *[Symbol.iterator]() {
      for (const answer of places) if (answer !== undefined) yield answer
    },
  }
}
