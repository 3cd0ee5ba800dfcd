import { describe, expect, it } from 'vitest'
import { createAfterAnswer } from './after-answer.ts'

describe('work after the answer', () => {
  it('is refused when sixteen wait or run, and taken again when one is done', async () => {
    const ends: (() => void)[] = []
    const work = () => new Promise<void>((end) => ends.push(end))
    const after = createAfterAnswer(() => undefined)
    expect(Array.from({ length: 17 }, () => after.add(work)).filter(Boolean)).toHaveLength(16)
    expect(ends).toHaveLength(2)
    ends[0]?.()
    await new Promise((later) => setImmediate(later))
    expect(after.add(work)).toBe(true)
  })

  it('fails alone', async () => {
    const errors: unknown[] = []
    const after = createAfterAnswer((error) => errors.push(error))
    const done: string[] = []
    after.add(() => Promise.reject(new Error('one')))
    after.add(async () => void done.push('two'))
    await after.close()
    expect(errors).toEqual([new Error('one')])
    expect(done).toEqual(['two'])
  })

  it('is waited for at the end where it runs, forgotten where it waits', async () => {
    const after = createAfterAnswer(() => undefined)
    const done: number[] = []
    for (const number of [1, 2, 3]) after.add(async () => void done.push(number))
    await after.close()
    expect(done).toEqual([1, 2])
    expect(after.add(async () => undefined)).toBe(false)
  })
})
