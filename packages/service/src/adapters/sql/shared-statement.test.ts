import { describe, expect, it } from 'vitest'
import { shareStatement } from './shared-statement.ts'

describe('a shared statement', () => {
  it('serves everybody who asks in the same turn, each with the own answer', async () => {
    const runs: number[] = []
    const double = shareStatement(async (asks: readonly number[]) => {
      runs.push(asks.length)
      return asks.map((ask) => 2 * ask)
    })
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
    expect(runs).toEqual([3])
  })

  it('answers nobody by a statement that began before the call', async () => {
    let finish = () => {}
    let begun = 0
    const ask = shareStatement(async (asks: readonly string[]) => {
      begun += 1
      const number = begun
      if (number === 1) await new Promise<void>((resolve) => (finish = resolve))
      return asks.map(() => number)
    })
    const first = ask('a')
    await new Promise(setImmediate)
    const second = ask('b')
    finish()
    expect(await Promise.all([first, second])).toEqual([1, 2])
  })

  it('waits a moment for company where the one before was shared', async () => {
    const runs: number[] = []
    let endMoment = () => {}
    const moment = new Promise<void>((resolve) => (endMoment = resolve))
    const ask = shareStatement(
      async (asks: readonly number[]) => {
        runs.push(asks.length)
        return asks
      },
      () => moment,
    )
    await Promise.all([ask(1), ask(2)])
    // Each in a turn of its own, as answers cause new requests; both before the moment is over.
    const third = ask(3)
    await new Promise(setImmediate)
    const fourth = ask(4)
    endMoment()
    await Promise.all([third, fourth])
    expect(runs).toEqual([2, 2])
  })

  it('goes on waiting while each moment brings somebody, and no longer', async () => {
    const runs: number[] = []
    const moments: (() => void)[] = []
    const ask = shareStatement(
      async (asks: readonly number[]) => {
        runs.push(asks.length)
        return asks
      },
      () => new Promise<void>((resolve) => moments.push(resolve)),
    )
    await Promise.all([ask(1), ask(2)])
    const asked = [ask(3)]
    await new Promise(setImmediate)
    for (const number of [4, 5]) {
      asked.push(ask(number))
      moments.at(-1)?.()
      await new Promise(setImmediate)
    }
    expect([runs, moments.length]).toEqual([[2], 3])
    // The third moment brings nobody.
    moments.at(-1)?.()
    expect(await Promise.all(asked)).toEqual([3, 4, 5])
    expect([runs, moments.length]).toEqual([[2, 3], 3])
  })

  it('lets nobody wait who asks alone after somebody alone', async () => {
    let moments = 0
    const ask = shareStatement(
      async (asks: readonly number[]) => asks,
      async () => {
        moments += 1
      },
    )
    for (const number of [1, 2, 3]) await ask(number)
    expect(moments).toBe(0)
  })

  it('tells a failure to those who shared it, and serves the next', async () => {
    let broken = true
    const ask = shareStatement(async (asks: readonly number[]) => {
      if (broken) throw new Error('disk')
      return asks
    })
    const failed = await Promise.allSettled([ask(1), ask(2)])
    broken = false
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask(3)).toBe(3)
  })

  it('bounds what one statement takes', async () => {
    const runs: number[] = []
    const ask = shareStatement(async (asks: readonly number[]) => {
      runs.push(asks.length)
      return asks
    })
    await Promise.all(Array.from({ length: 1_100 }, (_, n) => ask(n)))
    expect(runs).toEqual([500, 500, 100])
  })
})
