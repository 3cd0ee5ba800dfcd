/** A wait that is over by itself, or when it is ended. */
export interface Wait {
  readonly over: Promise<void>
  end(): void
}

/**
 * Over after `ms`, when one of the signals aborts, or when it is ended; then neither timer nor listener is left.
 * `AbortSignal.any` of an `AbortSignal.timeout` is no way to do this: the collector takes the timeout, which nothing else
 * holds, and the wait never ends (https://github.com/nodejs/node/issues/57736).
 */
export function startWait(ms: number, signals: readonly AbortSignal[]): Wait {
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(() => end(), ms)
    end = () => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', end)
      resolve()
    }
    for (const signal of signals) signal.addEventListener('abort', end, { once: true })
    if (signals.some(({ aborted }) => aborted)) end()
  })
  return { over, end }
}

/** Time within which work has to be done. */
export interface Deadline {
  /** Aborts when the time is over, or when the other signal does. */
  readonly signal: AbortSignal
  /** The work is done: nothing aborts any more. */
  end(): void
}

export function startDeadline(ms: number, other: AbortSignal): Deadline {
  const passing = new AbortController()
  let done = false
  const wait = startWait(ms, [other])
  void wait.over.then(() => {
    if (!done) passing.abort()
  })
  return {
    signal: passing.signal,
    end() {
      done = true
      wait.end()
    },
  }
}
