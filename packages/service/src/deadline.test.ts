import { getEventListeners } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { startDeadline, startWait } from './deadline.ts'

describe('a wait', () => {
  it('ends when its time is over, although everything that nobody holds was collected meanwhile', async () => {
    const never = () => new AbortController().signal
    const waits = Array.from({ length: 20 }, () => startWait(50, [never()]).over)
    const deadlines = Array.from({ length: 20 }, () => aborted(startDeadline(50, never()).signal))
    await collectGarbage()
    await expect(Promise.all([...waits, ...deadlines])).resolves.toHaveLength(40)
  })

  it('ends with one of its signals, and leaves no listener behind', async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const wait = startWait(60_000, [first.signal, second.signal])
    second.abort()
    await wait.over
    expect(getEventListeners(first.signal, 'abort')).toEqual([])
    await expect(startWait(60_000, [second.signal]).over).resolves.toBeUndefined()
  })
})

describe('a deadline', () => {
  it('aborts with the other signal', async () => {
    const other = new AbortController()
    const deadline = startDeadline(60_000, other.signal)
    other.abort()
    await aborted(deadline.signal)
    expect(deadline.signal.aborted).toBe(true)
  })

  it('aborts nothing once the work is done', async () => {
    const other = new AbortController()
    const deadline = startDeadline(60_000, other.signal)
    deadline.end()
    other.abort()
    await turn()
    expect(deadline.signal.aborted).toBe(false)
  })
})

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** More than once: what a collection finds unused is only taken by a later one. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let count = 0; count < 5; count += 1) {
    await turn()
    collect()
  }
}
