import { describe, expect, it } from 'vitest'
import type { Store, Transaction } from '../ports/store.ts'
import { createChanges, isJudging, waitWhile } from './watch-transaction.ts'

/** A store that holds one transaction in a state that the test sets. */
function storeIn(first: Transaction['state']) {
  const held = { state: first }
  const findTransaction = async () => ({ id: 't1', state: held.state }) as Transaction
  return {
    held,
    tools: { store: { findTransaction } as Pick<Store, 'findTransaction'> as Store, changes: createChanges() },
  }
}

describe('waiting for a verdict', () => {
  it('ends at once when nothing is being judged', async () => {
    const { tools } = storeIn('capturing')
    expect((await waitWhile(isJudging, 't1', 60_000, tools))?.state).toBe('capturing')
  })

  it('ends with the new state when the change is announced', async () => {
    const { held, tools } = storeIn('judging')
    const waiting = waitWhile(isJudging, 't1', 60_000, tools)
    held.state = 'finished'
    setImmediate(() => tools.changes.announce('t1'))
    expect((await waiting)?.state).toBe('finished')
  })

  it('finds out by itself when another process made the change', async () => {
    const { held, tools } = storeIn('judging')
    const waiting = waitWhile(isJudging, 't1', 60_000, tools)
    held.state = 'finished'
    expect((await waiting)?.state).toBe('finished')
  })

  it('ends with the state as it is when the time is up, the client is gone, or the service ends', async () => {
    const { tools } = storeIn('judging')
    const gone = new AbortController()
    const waits = [waitWhile(isJudging, 't1', 20, tools), waitWhile(isJudging, 't1', 60_000, tools, gone.signal)]
    setImmediate(() => gone.abort())
    expect((await Promise.all(waits)).map((seen) => seen?.state)).toEqual(['judging', 'judging'])
    const last = waitWhile(isJudging, 't1', 60_000, tools)
    setImmediate(() => tools.changes.close())
    expect((await last)?.state).toBe('judging')
  })
})
