import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

describe('the turns of what waits for a judging process', () => {
  it('are those of callers first, each kind in its order', () => {
    const turns = createTurns<string>()
    for (const name of ['j1', 'c1', 'j2', 'c2']) turns.add(name, name.startsWith('c'))
    expect([turns.length(true), turns.length(false)]).toEqual([2, 2])
    expect([1, 2, 3, 4, 5].map(() => turns.next())).toEqual(['c1', 'c2', 'j1', 'j2', undefined])
  })

  it('come to a judgement after eight callers, however many more wait', () => {
    const turns = createTurns<string>()
    turns.add('judgement', false)
    for (let index = 0; index < 20; index += 1) turns.add(`c${index}`, true)
    expect(Array.from({ length: 9 }, () => turns.next()).at(-1)).toBe('judgement')
    expect(turns.next()).toBe('c8')
  })

  it('forget what is dropped, and keep the place of what is put back', () => {
    const turns = createTurns<string>()
    for (const name of ['c1', 'c2', 'c3']) turns.add(name, true)
    expect([turns.drop('c2'), turns.drop('c2')]).toEqual([true, false])
    const first = turns.next() ?? ''
    turns.putBack(first, true)
    expect(turns.takeAll()).toEqual(['c1', 'c3'])
  })
})
