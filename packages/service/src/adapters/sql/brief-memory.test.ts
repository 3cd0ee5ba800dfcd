import { describe, expect, it } from 'vitest'
import { createBriefMemory } from './brief-memory.ts'

function remembering(stored: Map<string, string>) {
  const looked: string[] = []
  let nowMs = 0
  const memory = createBriefMemory({
    look: async (id: string) => {
      looked.push(id)
      return stored.get(id)
    },
    forMs: 3_000,
    most: 2,
    nowMs: () => nowMs,
  })
  return {
    memory,
    looked,
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

describe('the brief memory', () => {
  it('looks once for callers at the same time and those soon after', async () => {
    const { memory, looked, pass } = remembering(new Map([['a', '1']]))
    expect(await Promise.all([memory.find('a'), memory.find('a')])).toEqual(['1', '1'])
    pass(2_999)
    expect(await memory.find('a')).toBe('1')
    expect(looked).toEqual(['a'])
  })

  it('looks again when the time is over', async () => {
    const stored = new Map([['a', '1']])
    const { memory, pass } = remembering(stored)
    await memory.find('a')
    stored.set('a', '2')
    pass(3_000)
    expect(await memory.find('a')).toBe('2')
  })

  it('does not remember what was not found', async () => {
    const stored = new Map<string, string>()
    const { memory } = remembering(stored)
    expect(await memory.find('a')).toBeUndefined()
    stored.set('a', '1')
    expect(await memory.find('a')).toBe('1')
  })

  it('does not remember a failure', async () => {
    let broken = true
    const memory = createBriefMemory({
      look: async () => {
        if (broken) throw new Error('disk')
        return '1'
      },
      forMs: 3_000,
      most: 2,
    })
    await expect(memory.find('a')).rejects.toThrow('disk')
    broken = false
    expect(await memory.find('a')).toBe('1')
  })

  it('forgets when told, also what is being looked for', async () => {
    const stored = new Map([['a', '1']])
    const { memory } = remembering(stored)
    const underWay = memory.find('a')
    stored.set('a', '2')
    memory.forget('a')
    await underWay
    expect(await memory.find('a')).toBe('2')
    stored.set('a', '3')
    memory.forgetAll()
    expect(await memory.find('a')).toBe('3')
  })

  it('holds a bounded number, the newest', async () => {
    const { memory, looked } = remembering(new Map(['a', 'b', 'c'].map((id) => [id, id])))
    for (const id of ['a', 'b', 'c', 'b', 'c', 'a']) await memory.find(id)
    expect(looked).toEqual(['a', 'b', 'c', 'a'])
  })
})
